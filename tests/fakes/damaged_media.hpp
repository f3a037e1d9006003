// Media files damaged in the same ways every time, made by tests/oracles/mutated_media.py.
#pragma once

#include "tests/places.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace marquee {

// MARQUEE_LONG=1: the full rows of tests that also have a short one.
inline bool long_tests_wanted() {
    const char* const asked = std::getenv("MARQUEE_LONG");
    return asked != nullptr && std::string(asked) == "1";
}

// The first `count` of them, made in the build folder, a folder for each caller's `name`.
inline std::vector<std::filesystem::path> damaged_media(const std::string& name,
                                                        std::size_t count) {
    const std::string folder = build_path("media/") + name;
    const std::string list = folder + "/list.txt";
    const std::string command = "mkdir -p " + folder + " && python3 -B "
                                + source_path("tests/oracles/mutated_media.py ") + folder + " "
                                + std::to_string(count) + " > " + list;
    if (std::system(command.c_str()) != 0) {
        throw std::runtime_error("the damaged files could not be made");
    }
    std::vector<std::filesystem::path> files;
    std::ifstream in(list);
    for (std::string line; std::getline(in, line);) {
        files.emplace_back(line);
    }
    return files;
}

} // namespace marquee
