#include "tests/contract/example_files.hpp"
#include "tests/places.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace marquee::tests {

namespace {

ExampleFile load(const std::filesystem::path& path) {
    ExampleFile file;
    file.path = path;
    file.kind = path.parent_path().filename().string();
    file.valid = path.filename().string().starts_with("valid-");
    if (!file.valid) {
        file.slug = path.stem().extension().string().substr(1);
    }
    std::ifstream in(path, std::ios::binary);
    file.text.assign(std::istreambuf_iterator<char>(in), {});
    return file;
}

} // namespace

std::vector<ExampleFile> example_files(const std::string& folder) {
    const std::filesystem::path root = source_path(folder);
    std::vector<ExampleFile> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        if (entry.path().extension() == ".json") {
            files.push_back(load(entry.path()));
        }
    }
    std::sort(files.begin(), files.end(),
              [](const ExampleFile& a, const ExampleFile& b) { return a.path < b.path; });
    return files;
}

} // namespace marquee::tests
