// A confined renderer, and what it cannot do any more. Every drill runs in a process of its own.
#include <catch2/catch.hpp>

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <functional>
#include <thread>

#include "player/render/confinement.hpp"
#include "tests/fakes/temporary_directory.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

constexpr int not_confined = 99;
constexpr int fine = 0;
constexpr const char* truth = "/bin/true";

// What `attempt` returned in a child that was confined first, or the number of its signal + 1000.
int drill(const Confinement& walls, const std::function<int()>& attempt) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::_exit(confine(walls) ? attempt() : not_confined);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1'000 + WTERMSIG(status);
}

int number_of(long result) {
    return result < 0 ? errno : fine;
}

bool kernel_has_landlock() {
    return ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) > 0;
}

struct Rooms {
    TemporaryDirectory folder;
    std::filesystem::path assets = folder.path() / "assets";
    std::filesystem::path secret = folder.path() / "secret";
    std::filesystem::path asset = assets / "one";

    Rooms() {
        std::filesystem::create_directories(assets);
        std::ofstream(asset) << "asset";
        std::ofstream(secret) << "secret";
    }
    Confinement checks() const { return {{assets}, {}}; }
    Confinement pictures() const { return {{assets}, "/opt/marquee/bin/marquee-decode"}; }
};

int open_it(const std::filesystem::path& file, int how) {
    return number_of(::open(file.c_str(), how | O_CLOEXEC, 0600));
}

} // namespace

TEST_CASE("a confined renderer has no network, of any family") {
    const Rooms rooms;
    for (const Confinement& walls : {rooms.checks(), rooms.pictures()}) {
        for (const int family : {AF_INET, AF_INET6, AF_UNIX, AF_NETLINK, AF_PACKET}) {
            CHECK(drill(walls, [&] { return number_of(::socket(family, SOCK_STREAM, 0)); })
                  == EPERM);
        }
    }
}

TEST_CASE("it changes no file, makes none and removes none") {
    const Rooms rooms;
    for (const Confinement& walls : {rooms.checks(), rooms.pictures()}) {
        CHECK(drill(walls, [&] { return open_it(rooms.assets / "new", O_WRONLY | O_CREAT); })
              != fine);
        CHECK(drill(walls, [&] { return number_of(::unlink(rooms.asset.c_str())); }) == EPERM);
        CHECK(drill(walls, [&] { return number_of(::truncate(rooms.asset.c_str(), 0)); }) == EPERM);
        if (kernel_has_landlock() || walls.decoder.empty()) {
            CHECK(drill(walls, [&] { return open_it(rooms.asset, O_RDWR); }) != fine);
            CHECK(drill(walls, [&] { return open_it(rooms.asset, O_WRONLY | O_TRUNC); }) != fine);
        }
    }
    CHECK(std::filesystem::file_size(rooms.asset) == 5);
    CHECK_FALSE(std::filesystem::exists(rooms.assets / "new"));
}

TEST_CASE("it reads what it draws from and nothing else") {
    const Rooms rooms;
    CHECK(drill(rooms.checks(), [&] { return open_it(rooms.asset, O_RDONLY); }) == fine);
    CHECK(drill(rooms.pictures(), [&] { return open_it(rooms.asset, O_RDONLY); }) == fine);
    if (!kernel_has_landlock()) {
        WARN("this kernel has no Landlock: reading elsewhere is not forbidden");
        return;
    }
    for (const std::filesystem::path& other :
         {rooms.secret, std::filesystem::path("/etc/passwd")}) {
        CHECK(drill(rooms.checks(), [&] { return open_it(other, O_RDONLY); }) == EACCES);
        CHECK(drill(rooms.pictures(), [&] { return open_it(other, O_RDONLY); }) == EACCES);
    }
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
namespace {

int run_something() {
    const pid_t child = ::fork();
    if (child < 0) {
        return errno;
    }
    if (child == 0) {
        ::execl(truth, truth, static_cast<char*>(nullptr));
        ::_exit(errno);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1'000;
}

} // namespace

TEST_CASE("one that only checks starts threads but no process") {
    const Rooms rooms;
    CHECK(drill(rooms.checks(), run_something) == EPERM);
    CHECK(drill(rooms.checks(),
                [] { return number_of(::execl(truth, truth, static_cast<char*>(nullptr))); })
          == EPERM);
    CHECK(drill(rooms.checks(),
                [] {
                    int value = 1;
                    std::thread([&] { value = fine; }).join();
                    return value;
                })
          == fine);
}

TEST_CASE("one that draws pictures starts the decoder and no program from elsewhere") {
    const Rooms rooms;
    Confinement walls = rooms.pictures();
    walls.decoder = truth; // and what lies beside it
    CHECK(drill(walls, run_something) == fine);
    if (kernel_has_landlock()) {
        std::filesystem::copy_file(truth, rooms.assets / "true");
        CHECK(drill(walls,
                    [&] {
                        const std::string program = (rooms.assets / "true").string();
                        return number_of(
                            ::execl(program.c_str(), program.c_str(), static_cast<char*>(nullptr)));
                    })
              == EACCES);
    }
}
#endif
