// Reading the built console.
#include "manager/disk/console_folder.hpp"

#include <fstream>

#include <catch2/catch.hpp>

#include "schemas/model/limits.hpp"
#include "tests/fakes/temporary_directory.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace fs = std::filesystem;

namespace {

void write(const fs::path& path, const std::string& bytes) {
    fs::create_directories(path.parent_path());
    std::ofstream(path) << bytes;
}

} // namespace

TEST_CASE("the console's files are read with their paths below the folder") {
    TemporaryDirectory directory;
    write(directory.path() / "console/index.html", "page");
    write(directory.path() / "console/assets/a.js", "script");
    const auto files = read_console(directory.path() / "console");
    REQUIRE(files);
    CHECK(*files == std::vector<ConsoleFile>{{"assets/a.js", "script"}, {"index.html", "page"}});
}

TEST_CASE("no folder is a console that is not built") {
    TemporaryDirectory directory;
    const auto files = read_console(directory.path() / "absent");
    REQUIRE(files);
    CHECK(files->empty());
}

TEST_CASE("a symbolic link leads nowhere") {
    TemporaryDirectory directory;
    write(directory.path() / "secret", "key");
    write(directory.path() / "console/index.html", "page");
    fs::create_symlink(directory.path() / "secret", directory.path() / "console/key.txt");
    const auto files = read_console(directory.path() / "console");
    REQUIRE(files);
    CHECK(files->size() == 1);
}

TEST_CASE("a file larger than a console has is refused by name") {
    TemporaryDirectory directory;
    write(directory.path() / "console/big.js",
          std::string(limits::console_file_bytes_max + 1, 'x'));
    const auto files = read_console(directory.path() / "console");
    REQUIRE_FALSE(files);
    CHECK(files.error().code == ErrorCode::too_large);
}
