// A player killed at every single step that changes its disk.
//
// This program has its own write, fsync, rename and unlink: they count steps, and at the chosen one
// the process is killed; a write that is cut leaves half of its bytes.
#include <catch2/catch.hpp>

#include <csignal>
#include <cstdio>

#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/unit/player/sync/sync_rig.hpp"

using namespace marquee;
using namespace marquee::player;
namespace fs = std::filesystem;

namespace {

int steps_left = -1; // negative: nobody counts

bool last_step() {
    return steps_left >= 0 && steps_left-- == 0;
}

[[noreturn]] void die() {
    ::raise(SIGKILL);
    ::_exit(9);
}

} // namespace

extern "C" {
ssize_t write(int descriptor, const void* bytes, size_t count) {
    if (last_step()) {
        ::syscall(SYS_write, descriptor, bytes, count / 2);
        die();
    }
    return ::syscall(SYS_write, descriptor, bytes, count);
}
int fsync(int descriptor) {
    if (last_step()) {
        die();
    }
    return static_cast<int>(::syscall(SYS_fsync, descriptor));
}
int rename(const char* from, const char* to) noexcept {
    if (last_step()) {
        die();
    }
    return static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
}
int unlink(const char* path) noexcept {
    if (last_step()) {
        die();
    }
    return static_cast<int>(::syscall(SYS_unlinkat, AT_FDCWD, path, 0));
}
}

namespace {

const Error no_network{ErrorCode::unreachable, "no route", {}, {}};

enum class End { killed, finished };

// Runs turns in a process of its own, which dies at `step`.
End run_and_kill(SyncRig& rig, int step, int turns) {
    rig.running.reset();
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        steps_left = step;
        rig.running = rig.start();
        rig.turns(turns);
        steps_left = -1;
        ::_exit(0);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    if (WIFEXITED(status)) {
        REQUIRE(WEXITSTATUS(status) == 0);
        return End::finished;
    }
    REQUIRE(WTERMSIG(status) == SIGKILL);
    return End::killed;
}

std::string poster_bytes(char seed) {
    return std::string(5'000, seed);
}

// Everything the display is told to show can be opened, verified.
void check_complete(const SyncRig& rig) {
    const PresentationPtr shown = rig.running->shown("main");
    REQUIRE(shown);
    REQUIRE(shown->manifest);
    for (const ProgramRef& ref : shown->manifest->programs) {
        REQUIRE(shown->programs.contains(ref.id));
        for (const BlobRef& asset : assets_of(*shown->programs.at(ref.id))) {
            CHECK(rig.running->assets.open(asset.digest));
        }
    }
    CHECK(rig.running->state.quarantined().empty());
    CHECK(rig.running->assets.damaged().empty());
}

} // namespace

TEST_CASE("a player killed at any step of a new manifest shows the old one or the new one, whole") {
    SyncRig rig;
    rig.publish({1, 1}, "old", {poster_bytes('a')});
    rig.turn();
    rig.publish({1, 2}, "new", {poster_bytes('b'), poster_bytes('c')});
    const fs::path before = rig.directory.path() / "before";
    fs::copy(rig.root(), before, fs::copy_options::recursive);

    int seen_old = 0;
    int seen_new = 0;
    for (int step = 0;; ++step) {
        REQUIRE(step < 500);
        rig.running.reset();
        fs::remove_all(rig.root());
        fs::copy(before, rig.root(), fs::copy_options::recursive);
        rig.link.fault = nullptr;
        const End end = run_and_kill(rig, step, 2);
        CAPTURE(step);

        rig.link.fault = [](const std::string&) { return no_network; };
        rig.running = rig.start();
        rig.turn();
        check_complete(rig);
        seen_old += rig.active() == "1.1" ? 1 : 0;
        seen_new += rig.active() == "1.2" ? 1 : 0;
        CHECK(seen_old + seen_new == step + 1);

        rig.link.fault = nullptr; // and with a network it gets there
        rig.turns(2);
        CHECK(rig.active() == "1.2");
        check_complete(rig);
        if (end == End::finished) {
            break;
        }
    }
    CHECK(seen_old > 10);
    CHECK(seen_new > 1);
}

TEST_CASE("a player killed at any step of its enrolment ends with one key and one identity") {
    SyncRig rig;
    rig.publish({1, 1}, "first", {poster_bytes('a')});
    for (int step = 0;; ++step) {
        REQUIRE(step < 500);
        rig.running.reset();
        fs::remove_all(rig.root());
        rig.link.spent_by.clear();
        const End end = run_and_kill(rig, step, 1);
        CAPTURE(step);

        std::optional<KeyId> key_before;
        rig.running = rig.start();
        if (const std::optional<PrivateKey> key = StateStore(rig.running->state).device_key()) {
            key_before = key->id();
        }
        rig.turns(2);
        CHECK(rig.running->session.enrolled());
        CHECK(rig.active() == "1.1");
        check_complete(rig);
        const std::optional<PrivateKey> key = StateStore(rig.running->state).device_key();
        REQUIRE(key);
        CHECK(key_before.value_or(key->id()) == key->id());
        if (end == End::finished) {
            CHECK(step > 20);
            break;
        }
    }
}

TEST_CASE(
    "a player killed at any step of its renewal has a key and a certificate its manager takes") {
    SyncRig rig;
    rig.publish({1, 1}, "words");
    rig.turn();
    const FakeManagerLink::Known enrolled = *rig.link.known;
    const fs::path before = rig.directory.path() / "before";
    rig.running.reset();
    fs::copy(rig.root(), before, fs::copy_options::recursive);
    rig.link.utc += std::chrono::hours(24 * 300); // of 365: in its last third
    int step = 0;
    for (;; ++step) {
        fs::remove_all(rig.root());
        fs::copy(before, rig.root(), fs::copy_options::recursive);
        *rig.link.known = enrolled;
        // Learns the time, renews, comes with the new pair.
        const End end = run_and_kill(rig, step, 4);
        rig.running = rig.start();
        rig.turns(4);
        INFO("killed at step " << step);
        REQUIRE(rig.link.heartbeats.size() > 0);
        REQUIRE(std::string(rig.link.known->present) == rig.link.identity.certificate_pem);
        REQUIRE(std::string(rig.link.known->present) != enrolled.present);
        CHECK(rig.running->state.quarantined().empty());
        rig.running.reset();
        if (end == End::finished) {
            break;
        }
    }
    CHECK(step > 30);
    rig.running = rig.start();
}
