// One file of the built console, as it lies in its folder.
#pragma once

#include <string>

namespace marquee::manager {

struct ConsoleFile {
    std::string path; // below the folder: "index.html", "assets/index-BFKDcaKJ.js.br"
    std::string bytes;

    friend bool operator==(const ConsoleFile&, const ConsoleFile&) = default;
};

} // namespace marquee::manager
