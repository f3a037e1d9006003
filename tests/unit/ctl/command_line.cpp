#include "tests/unit/ctl/command_line.hpp"

#include <sstream>

namespace marquee::ctl {

Outcome said(const std::vector<std::string>& words) {
    std::vector<const char*> arguments;
    for (const std::string& word : words) {
        arguments.push_back(word.c_str());
    }
    const char* const environment[] = {nullptr};
    std::ostringstream out;
    std::ostringstream err;
    const ExitCode exit = run(arguments, environment, out, err);
    return {exit, out.str(), err.str()};
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace marquee::ctl
