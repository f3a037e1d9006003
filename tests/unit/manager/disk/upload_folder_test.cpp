#include "manager/disk/upload_folder.hpp"

#include <fstream>

#include <catch2/catch.hpp>
#include <sys/stat.h>

#include "common/durable_file.hpp"
#include "tests/fakes/temporary_directory.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

const UploadId one{"01900000-0000-7000-8000-000000000001"};

struct Folder {
    Folder() : files(*UploadFolder::open(directory.path() / "uploads")) {}

    std::string content() const { return *read_whole(files->path_of(one), 1'000); }
    void append(std::uint64_t offset, std::string_view bytes) const {
        auto file = files->open(one, offset);
        REQUIRE(file);
        REQUIRE((*file)->append(bytes));
        REQUIRE((*file)->synchronise());
    }

    TemporaryDirectory directory;
    std::unique_ptr<UploadFolder> files;
};

} // namespace

TEST_CASE("a file grows from its offset and what lies beyond is forgotten") {
    const Folder folder;
    folder.append(0, "abcd");
    folder.append(4, "efgh");
    CHECK(folder.content() == "abcdefgh");
    folder.append(6, "XY");
    CHECK(folder.content() == "abcdefXY");
    CHECK(folder.files->open(one, 9).error().code == ErrorCode::io_failed);
    struct stat status {};
    REQUIRE(::stat(folder.files->path_of(one).c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
}

TEST_CASE("an upload's file is named by its id and by nothing else") {
    const Folder folder;
    for (const char* name : {"", "..", "../x", "a/b", "01900000-0000-7000-8000-00000000000/"}) {
        CHECK(folder.files->open(UploadId{name}, 0).error().code == ErrorCode::malformed);
    }
    std::filesystem::create_symlink("/etc/passwd", folder.files->path_of(one));
    CHECK_FALSE(folder.files->open(one, 0));
}

TEST_CASE("files are listed and removed") {
    const Folder folder;
    CHECK(folder.files->remove(one));
    folder.append(0, "a");
    std::ofstream(folder.directory.path() / "uploads" / "lost+found") << "not ours";
    CHECK(*folder.files->list() == std::vector{one});
    CHECK(folder.files->remove(one));
    CHECK(folder.files->list()->empty());
    CHECK(*folder.files->bytes_free() > 0);
}
