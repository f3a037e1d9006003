// The example documents of schemas/examples and tests/contract/vN, as files.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace marquee::tests {

struct ExampleFile {
    std::filesystem::path path;
    std::string kind; // the folder: "manifest"
    bool valid = false;
    std::string slug; // expected of an invalid one: "invalid-REASON.SLUG.json"
    std::string text;
};

// Every .json file below `folder` (from the repository root), in the order of the paths.
std::vector<ExampleFile> example_files(const std::string& folder);

} // namespace marquee::tests
