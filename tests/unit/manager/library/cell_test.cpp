// The cell holds: what a program in it may do works, what it may not do fails.
#include <catch2/catch.hpp>

#include <array>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "manager/ports/file_descriptor.hpp"
#include "tests/places.hpp"
#include "tests/unit/manager/library/ingest_rig.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

struct Drills {
    Drills() {
        std::ofstream(medium) << "medium";
        std::ofstream(secret) << "secret";
        std::filesystem::create_directory(folder);
    }

    CellTask task(const std::string& name) const {
        return {.program = program_path("cell-drill"),
                .arguments = {name, secret.string()},
                .folder = folder,
                .cpu_seconds_max = 10,
                .patience = Milliseconds(20'000)};
    }

    // What the drill said.
    std::string run(const std::string& name) const {
        const FileDescriptor open(::open(medium.c_str(), O_RDONLY | O_CLOEXEC));
        CellTask drill = task(name);
        drill.medium = open.get();
        std::string said;
        const CellWatch watch{.line = [&](std::string_view line) {
            said = line;
            return true;
        }};
        const auto run = run_in_cell(cell_programs(), drill, watch, clock);
        return run ? said : to_string(run.error());
    }

    TemporaryDirectory place;
    std::filesystem::path medium = place.path() / "medium";
    std::filesystem::path secret = place.path() / "secret";
    std::filesystem::path folder = place.path() / "folder";
    SystemClock clock;
};

} // namespace

TEST_CASE("a program in a cell reads its medium, writes in its folder and starts threads") {
    const Drills drills;
    for (const char* name : {"read the medium", "write in the folder", "start a thread"}) {
        INFO(name);
        CHECK(drills.run(name) == "done");
    }
    CHECK(std::filesystem::exists(drills.folder / "made"));
}

TEST_CASE("a program in a cell sees and changes no other file of its owner") {
    const Drills drills;
    for (const char* name :
         {"read a file", "write a file", "write the medium", "shorten a file", "change a mode",
          "change the times", "remove a file", "make a file elsewhere", "link a file here",
          "make a symbolic link", "make a folder", "read proc", "list a folder"}) {
        const std::string said = drills.run(name);
        INFO(name);
        CHECK((said == std::to_string(EACCES) || said == std::to_string(EPERM)
               || said == std::to_string(EXDEV)));
    }
    struct stat about {};
    REQUIRE(::stat(drills.secret.c_str(), &about) == 0);
    CHECK(about.st_size == 6);
    CHECK((about.st_mode & 0777) != 0777);
}

TEST_CASE("a program in a cell reaches no network, no process and no kernel door") {
    const Drills drills;
    for (const char* name : {"run a program", "fork", "talk to the network", "talk to a neighbour",
                             "signal its parent", "trace its parent", "limit its parent",
                             "run from memory", "mount", "leave its namespace", "raise a limit"}) {
        const std::string said = drills.run(name);
        INFO(name);
        CHECK((said == std::to_string(EACCES) || said == std::to_string(EPERM)));
    }
    CHECK(drills.run("take much memory") == std::to_string(ENOMEM));
}

TEST_CASE("a program that hangs is given up, one that is no longer wanted is stopped") {
    const Drills drills;
    CellTask task = drills.task("wait for ever");
    task.silence_max = Milliseconds(300);
    CHECK(run_in_cell(cell_programs(), task, {}, drills.clock).error().code
          == ErrorCode::timed_out);

    bool waiting = false;
    const CellWatch watch{.line = [&](std::string_view line) { return waiting = !line.empty(); },
                          .stop = [&] { return waiting; }};
    CHECK(
        run_in_cell(cell_programs(), drills.task("wait for ever"), watch, drills.clock).error().code
        == ErrorCode::wrong_state);
}

TEST_CASE("a program in a cell dies with the manager that started it") {
    const Drills drills;
    std::array<int, 2> ends{-1, -1};
    REQUIRE(::pipe(ends.data()) == 0);
    const pid_t manager = ::fork();
    if (manager == 0) {
        const CellWatch watch{.line = [&](std::string_view line) {
            return ::write(ends[1], line.data(), line.size()) > 0;
        }};
        static_cast<void>(
            run_in_cell(cell_programs(), drills.task("wait for ever"), watch, drills.clock));
        ::_exit(1);
    }
    std::array<char, 16> number{};
    REQUIRE(::read(ends[0], number.data(), number.size() - 1) > 0);
    const std::filesystem::path stat = std::string("/proc/") + number.data() + "/stat";
    REQUIRE(std::filesystem::exists(stat));
    ::kill(manager, SIGKILL);
    ::waitpid(manager, nullptr, 0);
    const Microseconds deadline = drills.clock.monotonic() + Seconds{10};
    bool lives = true;
    while (lives && drills.clock.monotonic() < deadline) {
        // Dead, or dead and not yet collected by whoever inherited it.
        std::ifstream in(stat);
        std::string line;
        lives = std::getline(in, line) && line.find(") Z") == std::string::npos;
        std::this_thread::yield();
    }
    CHECK_FALSE(lives);
    ::close(ends[0]);
    ::close(ends[1]);
}

TEST_CASE("a program that says too much is stopped") {
    const Drills drills;
    int lines = 0;
    const CellWatch watch{.line = [&](std::string_view) { return ++lines < 100; }};
    CHECK(
        run_in_cell(cell_programs(), drills.task("talk for ever"), watch, drills.clock).error().code
        == ErrorCode::too_large);
    CHECK(run_in_cell(cell_programs(), drills.task("say an endless line"), {}, drills.clock)
              .error()
              .code
          == ErrorCode::too_large);
}

TEST_CASE("a program that is not installed is named") {
    const Drills drills;
    CellTask task = drills.task("fork");
    task.program = "/usr/bin/no-such-program";
    const auto run = run_in_cell(cell_programs(), task, {}, drills.clock);
    CHECK(run.error().code == ErrorCode::not_found);
    CHECK(run.error().where == "/usr/bin/no-such-program");
}
