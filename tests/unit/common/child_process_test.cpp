#include "common/child_process.hpp"

#include <catch2/catch.hpp>

#include <csignal>

#include <fcntl.h>
#include <unistd.h>

using namespace marquee;
using namespace std::chrono_literals;

namespace {

const SystemClock system_time;

ChildPlan shell(std::string script) {
    ChildPlan plan{.program = "/bin/sh", .arguments = {"-c", std::move(script)}};
    plan.environment = {"PATH=/usr/bin:/bin"};
    return plan;
}

ChildRun run(const ChildPlan& plan, std::string_view input = {}) {
    auto done = run_child(plan, input, {}, system_time);
    if (!done) {
        FAIL(to_string(done.error()));
    }
    return std::move(*done);
}

} // namespace

TEST_CASE("a child says what it was given and how it ended") {
    const ChildRun done = run(shell("cat; echo oops >&2; exit 3"), "hello");
    CHECK(done.output == "hello");
    CHECK(done.errors == "oops\n");
    CHECK(done.exit == ChildExit{ChildEnding::exited, 3});
    CHECK_FALSE(done.exit.clean());
    CHECK(run(shell("exit 0")).exit.clean());
    CHECK(run(shell("kill -9 $$")).exit == ChildExit{ChildEnding::killed, SIGKILL});
}

TEST_CASE("arguments reach the child untouched by any shell") {
    const ChildPlan plan{.program = "printf", .arguments = {"%s|", "a b", "$HOME", "`id`", ""}};
    CHECK(run(plan).output == "a b|$HOME|`id`||");
}

TEST_CASE("the environment is exactly what was given") {
    ChildPlan plan{.program = "env"};
    CHECK(run(plan).output.empty());
    plan.environment = {"A=1", "B=two words"};
    CHECK(run(plan).output == "A=1\nB=two words\n");
}

TEST_CASE("only the descriptors given are open in the child") {
    const int secret = ::open("/dev/null", O_RDONLY); // NOT close-on-exec
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    REQUIRE(::write(ends[1], "through the pipe", 16) == 16);
    ::close(ends[1]);
    ChildPlan plan = shell("ls /proc/self/fd | tr '\\n' ' '; cat <&7");
    plan.descriptors = {{ends[0], 7}};
    // 3 is the directory that ls itself reads.
    CHECK(run(plan).output == "0 1 2 3 7 through the pipe");
    ::close(ends[0]);
    ::close(secret);
}

TEST_CASE("descriptors may change places") {
    int first[2];
    int second[2];
    REQUIRE(::pipe(first) == 0);
    REQUIRE(::pipe(second) == 0);
    REQUIRE(::write(first[1], "1", 1) == 1);
    REQUIRE(::write(second[1], "2", 1) == 1);
    ::close(first[1]);
    ::close(second[1]);
    ChildPlan plan =
        shell("cat <&" + std::to_string(first[0]) + "; cat <&" + std::to_string(second[0]));
    plan.descriptors = {{first[0], second[0]}, {second[0], first[0]}};
    CHECK(run(plan).output == "21");
    ::close(first[0]);
    ::close(second[0]);
}

TEST_CASE("large input and output do not wait for each other") {
    const std::string much(3'000'000, 'x');
    ChildBounds bounds;
    bounds.output_bytes_max = 4'000'000;
    const auto done = run_child(shell("cat"), much, bounds, system_time);
    REQUIRE(done);
    CHECK(done->output == much);
    CHECK(run(shell("exit 0"), much).exit.clean()); // nobody reads it: no SIGPIPE
}

TEST_CASE("a child that says too much or takes too long is killed") {
    ChildBounds bounds;
    bounds.output_bytes_max = 1000;
    const auto loud = run_child(shell("while :; do echo loud; done"), "", bounds, system_time);
    REQUIRE_FALSE(loud);
    CHECK(loud.error().code == ErrorCode::too_large);
    bounds.patience = 50ms;
    const Microseconds before = system_time.monotonic();
    const auto slow = run_child(shell("sleep 60 & sleep 60"), "", bounds, system_time);
    REQUIRE_FALSE(slow);
    CHECK(slow.error().code == ErrorCode::timed_out);
    CHECK(system_time.monotonic() - before < 30s);
}

TEST_CASE("limits hold in the child") {
    ChildPlan plan = shell("ulimit -n; ulimit -t; ulimit -f; ulimit -v");
    plan.limits = {.memory_bytes = 1024 * 1024 * 512,
                   .cpu_seconds = 7,
                   .file_bytes = 512 * 100,
                   .open_files = 20};
    CHECK(run(plan).output == "20\n7\n100\n524288\n");
}

TEST_CASE("the child works in the directory given") {
    ChildPlan plan = shell("pwd");
    CHECK(run(plan).output == "/\n");
    plan.directory = "/usr";
    CHECK(run(plan).output == "/usr\n");
    plan.directory = "/nowhere";
    const auto lost = run_child(plan, "", {}, system_time);
    REQUIRE_FALSE(lost);
    CHECK(lost.error().code == ErrorCode::not_found);
}

TEST_CASE("a program that cannot be started is named") {
    for (const char* name : {"/no/such/program", "no-such-program"}) {
        const auto child = Child::start({.program = name});
        REQUIRE_FALSE(child);
        CHECK(child.error().code == ErrorCode::not_found);
        CHECK(child.error().where == name);
    }
    const auto file = Child::start({.program = "/etc/passwd"});
    REQUIRE_FALSE(file);
    CHECK(file.error().code == ErrorCode::io_failed);
}

TEST_CASE("a child and what it made die with their owner") {
    int life[2];
    REQUIRE(::pipe(life) == 0);
    {
        // The grandchild ignores everything but SIGKILL and holds the pipe open.
        ChildPlan plan = shell("(trap '' TERM; sleep 60) & echo up >&5; wait");
        plan.descriptors = {{life[1], 5}};
        auto child = Child::start(plan);
        REQUIRE(child);
        char said[3];
        REQUIRE(::read(life[0], said, 3) == 3);
        CHECK_FALSE(child->poll());
        Child moved = std::move(*child);
        CHECK_FALSE(moved.poll());
    }
    ::close(life[1]);
    char rest = 0;
    CHECK(::read(life[0], &rest, 1) == 0); // end of file: nobody holds the other end
    ::close(life[0]);
}

TEST_CASE("a signal reaches the child, and waiting sees it end") {
    auto child = Child::start(shell("sleep 60"));
    REQUIRE(child);
    CHECK_FALSE(child->wait_until(system_time.monotonic() + 10ms, system_time));
    child->signal(SIGTERM);
    const auto exit = child->wait_until(system_time.monotonic() + 30s, system_time);
    CHECK(exit == ChildExit{ChildEnding::killed, SIGTERM});
    CHECK(child->poll() == exit);
    child->signal(SIGTERM); // harmless
}
