// A child that was taken over by its medium says and leaves what it likes: the original is refused
// in bounded time, nothing else happens, and the queue goes on.
#include <catch2/catch.hpp>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>

#include "manager/library/probe_text.hpp"
#include "manager/library/worker/call_rules.hpp"
#include "manager/ports/file_descriptor.hpp"
#include "tests/places.hpp"
#include "tests/unit/manager/library/ingest_rig.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

Error answer_to(const std::string& lie) {
    const TemporaryDirectory place;
    const auto medium = place.path() / "medium";
    std::ofstream(medium) << lie << "\n";
    const auto folder = place.path() / "folder";
    std::filesystem::create_directory(folder);
    const FileDescriptor open(::open(medium.c_str(), O_RDONLY | O_CLOEXEC));
    const SystemClock clock;
    const auto made =
        make_rendition({.ingest = program_path("ingest-liar")}, {}, open.get(), folder, {}, clock);
    REQUIRE_FALSE(made);
    return made.error();
}

bool is_plain(const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

} // namespace

TEST_CASE("whatever a child says, the original is refused by a reason") {
    for (const char* lie :
         {"flood of facts", "endless line", "nothing", "zeros", "huge", "larger inside", "names",
          "probe floods", "link", "pipe", "folder", "empty", "far too long", "progress",
          "complaint", "endless complaint"}) {
        INFO(lie);
        const Error error = answer_to(lie);
        CHECK(is_refusal(error));
        CHECK(error.what.size() < 500);
        CHECK(is_plain(error.what));
        for (const auto& [name, value] : error.params) {
            CHECK(value.size() < 200);
        }
    }
}

TEST_CASE("a rendition that is something else than planned is never taken") {
    const Error error = answer_to("other size");
    CHECK(error.code == ErrorCode::internal);
}

TEST_CASE("names that a child makes up reach people as plain words") {
    const Error error = answer_to("names");
    REQUIRE(error.params.size() == 2);
    CHECK(error.params[0].second == "codec_unknown");
    CHECK(is_plain(error.params[1].second));
    CHECK(error.params[1].second.size() <= 60);
    CHECK(plain_words(std::string_view("\0a\x80\x1b\xff b\n", 8), 10) == "a b");
    CHECK(plain_words("abcdef", 3) == "abc");
}

TEST_CASE("our own look at a medium may read it and speak, and nothing else") {
    // A sanitizer makes calls that the list has not.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    const auto ending = [](auto deed) {
        const pid_t child = ::fork();
        if (child == 0) {
            ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
            const bool ruled = worker::rule_calls_of_looking().has_value();
            if (ruled) {
                deed();
            }
            ::_exit(ruled ? 0 : 1);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        return status;
    };
    char byte = 0;
    CHECK(ending([] {}) == 0);
    CHECK(ending([&] { static_cast<void>(::pread(3, &byte, 1, 0)); }) == 0);
    const auto killed = [&](auto deed) {
        const int status = ending(deed);
        return WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;
    };
    CHECK(killed([] { ::open("/etc/passwd", O_RDONLY); }));
    CHECK(killed([] { ::socket(AF_INET, SOCK_STREAM, 0); }));
    CHECK(killed([] { ::fork(); }));
    CHECK(killed([&] { static_cast<void>(::pread(0, &byte, 1, 0)); }));
    CHECK(killed([&] { static_cast<void>(::write(3, &byte, 1)); }));
    CHECK(killed([] { ::kill(::getppid(), 0); }));
#endif
}
