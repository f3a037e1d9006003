#include "common/durable_file.hpp"

#include <catch2/catch.hpp>

#include <csignal>
#include <fstream>

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/durable_files.hpp"
#include "tests/fakes/temporary_directory.hpp"

using namespace marquee;
namespace fs = std::filesystem;

namespace {

unsigned mode_of(const fs::path& path) {
    struct stat about {};
    return ::stat(path.c_str(), &about) == 0 ? about.st_mode & 07777 : 0;
}

std::size_t files_in(const fs::path& directory) {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(directory), fs::directory_iterator()));
}

// Files of this process may not grow over `bytes`, as on a full disk.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) {
        before_handler_ = std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit now{bytes, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &now);
    }
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, before_handler_);
    }

private:
    rlimit before_{};
    void (*before_handler_)(int) = SIG_DFL;
};

} // namespace

TEST_CASE("what was written is read back, with the mode that was asked for") {
    const TemporaryDirectory directory;
    const fs::path path = directory.path() / "state";
    const std::string bytes("one\0two", 7);
    REQUIRE(write_durably(path, bytes));
    CHECK(read_whole(path, 100) == bytes);
    CHECK(mode_of(path) == 0600);
    REQUIRE(write_durably(path, "newer", FileMode::open));
    CHECK(read_whole(path, 100) == "newer");
    CHECK(mode_of(path) == 0644);
    CHECK(files_in(directory.path()) == 1);
}

TEST_CASE("a file of exactly the limit is read, one byte more is not") {
    const TemporaryDirectory directory;
    const fs::path path = directory.path() / "state";
    REQUIRE(write_durably(path, "12345"));
    CHECK(read_whole(path, 5) == "12345");
    const auto longer = read_whole(path, 4);
    REQUIRE_FALSE(longer);
    CHECK(longer.error().code == ErrorCode::too_large);
    CHECK(longer.error().where == path.string());
    REQUIRE(write_durably(path, ""));
    CHECK(read_whole(path, 0) == "");
}

TEST_CASE("a missing file and a directory are named for what they are") {
    const TemporaryDirectory directory;
    const auto missing = read_whole(directory.path() / "no", 10);
    REQUIRE_FALSE(missing);
    CHECK(missing.error().code == ErrorCode::not_found);
    CHECK(missing.error().where == (directory.path() / "no").string());
    const auto folder = read_whole(directory.path(), 10);
    REQUIRE_FALSE(folder);
    CHECK(folder.error().code == ErrorCode::io_failed);
}

TEST_CASE("a full disk leaves the old file whole and no trace of the new one") {
    const TemporaryDirectory directory;
    const fs::path path = directory.path() / "state";
    REQUIRE(write_durably(path, "old"));
    Status written;
    {
        const FileSizeLimit full(1000);
        written = write_durably(path, std::string(5000, 'n'));
    }
    REQUIRE_FALSE(written);
    CHECK(written.error().code == ErrorCode::disk_full);
    CHECK(written.error().where == path.string());
    CHECK(read_whole(path, 100) == "old");
    CHECK(files_in(directory.path()) == 1);
    CHECK(write_durably(path, "recovered"));
}

TEST_CASE("many files are written at once, with the mode of secrets") {
    const TemporaryDirectory directory;
    REQUIRE(fs::create_directory(directory.path() / "other"));
    const fs::path first = directory.path() / "first";
    const fs::path second = directory.path() / "other" / "second";
    REQUIRE(write_durably(first, "old", FileMode::open));
    const std::vector<FileText> files{{first, "new"}, {second, ""}};
    REQUIRE(write_all_durably(files));
    CHECK(read_whole(first, 100) == "new");
    CHECK(read_whole(second, 100) == "");
    CHECK(mode_of(first) == 0600);
    CHECK(files_in(directory.path()) == 2);
    CHECK(write_all_durably({}));
}

TEST_CASE("when one of many files cannot be written, all are as they were and no trace is left") {
    const TemporaryDirectory directory;
    const fs::path path = directory.path() / "state";
    REQUIRE(write_durably(path, "old"));
    const std::string longer(5000, 'n');
    const std::vector<FileText> files{{path, "new"}, {directory.path() / "longer", longer}};
    Status written;
    {
        const FileSizeLimit full(1000);
        written = write_all_durably(files);
    }
    REQUIRE_FALSE(written);
    CHECK(written.error().code == ErrorCode::disk_full);
    CHECK(written.error().where == files[1].path.string());
    CHECK(read_whole(path, 100) == "old");
    CHECK(files_in(directory.path()) == 1);
    CHECK(write_all_durably(files));
}

TEST_CASE("a writer that is killed at any moment leaves the old file or the new one") {
    const TemporaryDirectory directory;
    const fs::path path = directory.path() / "state";
    const std::string even(20'000, 'e');
    const std::string odd(30'000, 'o');
    REQUIRE(write_durably(path, even));
    for (int round = 0; round < 40; ++round) {
        int started[2];
        REQUIRE(::pipe(started) == 0);
        const pid_t writer = ::fork();
        if (writer == 0) {
            for (int i = 0;; ++i) {
                if (!write_durably(path, i % 2 == 0 ? odd : even)) {
                    ::_exit(1);
                }
                if (i == round % 4 && ::write(started[1], "!", 1) != 1) {
                    ::_exit(1);
                }
            }
        }
        char mark = 0;
        REQUIRE(::read(started[0], &mark, 1) == 1);
        ::kill(writer, SIGKILL);
        ::waitpid(writer, nullptr, 0);
        ::close(started[0]);
        ::close(started[1]);
        const auto left = read_whole(path, 100'000);
        REQUIRE(left);
        REQUIRE((*left == even || *left == odd));
    }
    REQUIRE(remove_leftovers(directory.path()));
    CHECK(files_in(directory.path()) == 1);
}

TEST_CASE("an unfinished file leaves nothing") {
    const TemporaryDirectory directory;
    {
        auto file = DurableFile::create(directory.path() / "state");
        REQUIRE(file);
        REQUIRE(file->write("half"));
        CHECK(files_in(directory.path()) == 1);
    }
    CHECK(files_in(directory.path()) == 0);
}

TEST_CASE("pieces become one file at commit") {
    const TemporaryDirectory directory;
    const fs::path path = directory.path() / "state";
    auto file = DurableFile::create(path);
    REQUIRE(file);
    REQUIRE(file->write("one "));
    REQUIRE(file->write("two"));
    CHECK_FALSE(fs::exists(path));
    DurableFile moved = std::move(*file);
    REQUIRE(moved.commit());
    CHECK(read_whole(path, 100) == "one two");
}

TEST_CASE("leftovers are told from files that only look alike") {
    const TemporaryDirectory directory;
    for (const char* name : {"state.tmp-a1B2c3", "state", "notes.tmp-", "long.tmp-a1B2c3d"}) {
        std::ofstream(directory.path() / name) << "x";
    }
    REQUIRE(remove_leftovers(directory.path()));
    CHECK_FALSE(fs::exists(directory.path() / "state.tmp-a1B2c3"));
    CHECK(files_in(directory.path()) == 3);
}

TEST_CASE("directories are made with their parents, for their owner only") {
    const TemporaryDirectory directory;
    const fs::path deep = directory.path() / "a" / "b";
    REQUIRE(make_directory(deep));
    CHECK(mode_of(deep) == 0700);
    CHECK(mode_of(directory.path() / "a") == 0700);
    REQUIRE(make_directory(deep));
    REQUIRE(write_durably(deep / "file", "x"));
    CHECK_FALSE(make_directory(deep / "file"));
}

TEST_CASE("damaged state is set aside under the first free number") {
    const TemporaryDirectory directory;
    const fs::path path = directory.path() / "state";
    REQUIRE(write_durably(path, "first"));
    CHECK(set_aside(path) == path.string() + ".damaged-1");
    REQUIRE(write_durably(path, "second"));
    CHECK(set_aside(path) == path.string() + ".damaged-2");
    CHECK(read_whole(path.string() + ".damaged-1", 10) == "first");
    const auto nothing = set_aside(path);
    REQUIRE_FALSE(nothing);
    CHECK(nothing.error().code == ErrorCode::not_found);
}

TEST_CASE("removing what is not there is fine") {
    const TemporaryDirectory directory;
    REQUIRE(write_durably(directory.path() / "state", "x"));
    CHECK(remove_durably(directory.path() / "state"));
    CHECK(remove_durably(directory.path() / "state"));
    CHECK(files_in(directory.path()) == 0);
}

TEST_CASE("a state directory belongs to one holder at a time") {
    const TemporaryDirectory directory;
    {
        const auto first = StateLock::acquire(directory.path());
        REQUIRE(first);
        const auto second = StateLock::acquire(directory.path());
        REQUIRE_FALSE(second);
        CHECK(second.error().code == ErrorCode::busy);
        CHECK(second.error().where == directory.path().string());
    }
    CHECK(StateLock::acquire(directory.path()));
}
