// marqueectl as a shell would call it, in this process.
#pragma once

#include <string>
#include <vector>

#include "ctl/app.hpp"

namespace marquee::ctl {

struct Outcome {
    ExitCode exit = ExitCode::ok;
    std::string out;
    std::string err;
};

Outcome said(const std::vector<std::string>& words);

bool contains(const std::string& text, const std::string& part);

} // namespace marquee::ctl
