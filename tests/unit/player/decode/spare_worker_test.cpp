// The worker that waits for the next item: as locked in as any, used once, replaced.
#include <catch2/catch.hpp>

#include <poll.h>
#include <sys/resource.h>

#include <csignal>
#include <cstdlib>
#include <fstream>

#include "player/decode/spare_worker.hpp"
#include "tests/unit/player/decode/decoding.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

DecodeSettings with_spare(const std::string& program = decoder_program()) {
    DecodeSettings settings = settings_for(program);
    settings.spare = std::make_shared<SpareWorker>(settings.program, settings.cleaner);
    settings.spare->prepare();
    return settings;
}

// Of a file of /proc, the rest of the line that begins with `name`.
std::string fact(pid_t process, const std::string& file, const std::string& name) {
    std::ifstream in("/proc/" + std::to_string(process) + "/" + file);
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with(name)) {
            return line.substr(name.size());
        }
    }
    return {};
}

template<typename Done>
bool happens(Done done) {
    for (int turn = 0; turn < 6'000; ++turn) {
        if (done()) {
            return true;
        }
        ::poll(nullptr, 0, 10);
    }
    return false;
}

bool is_locked_in(pid_t process) {
    return fact(process, "status", "Seccomp:") == "\t2";
}

const auto film = [] { return real_media("big_buck_bunny_720p.mp4"); };

} // namespace

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_CASE("a worker is locked in while it waits") {
    const std::string program = decoder_program() + GENERATE("", "-picture");
    INFO(program);
    const DecodeSettings settings = with_spare(program);
    const auto process = settings.spare->waiting();
    REQUIRE(process);
    REQUIRE(happens([&] { return is_locked_in(*process); }));
    CHECK(fact(*process, "status", "NoNewPrivs:") == "\t1");
    CHECK(fact(*process, "status", "Threads:") == "\t1");
    CHECK(fact(*process, "limits", "Max open files").find(" 8 ") != std::string::npos);
    CHECK(fact(*process, "limits", "Max processes").find(" 0 ") != std::string::npos);
    CHECK(fact(*process, "limits", "Max file size").find(" 0 ") != std::string::npos);
    CHECK(fact(*process, "limits", "Max address space").find(" 1073741824 ") != std::string::npos);
}
#endif

TEST_CASE("a decoder has no share in what protects the player") {
    const bool is_urgent = ::setpriority(PRIO_PROCESS, 0, -5) == 0; // as its service has it
    const DecodeSettings settings = with_spare();
    if (is_urgent) {
        ::setpriority(PRIO_PROCESS, 0, 0);
    } else {
        WARN("not tried: urgency needs rights");
    }
    const auto process = settings.spare->waiting();
    REQUIRE(process);
    CHECK(happens([&] { return fact(*process, "oom_score_adj", "") == "900"; }));
    CHECK(happens([&] { return ::getpriority(PRIO_PROCESS, static_cast<id_t>(*process)) == 0; }));
}

TEST_CASE("what is opened goes to the spare worker, and another one takes its place") {
    const DecodeSettings settings = with_spare();
    const auto first = settings.spare->waiting();
    REQUIRE(first);
    Decoding decoding(film(), video_request(Sound::none), settings);
    CHECK(decoding.client().worker() == *first);
    CHECK_FALSE(settings.spare->waiting());
    REQUIRE(decoding.next_frame());
    REQUIRE(happens([&] { return settings.spare->waiting().has_value(); }));
    CHECK(*settings.spare->waiting() != *first);
    settings.spare->prepare();
    const auto second = settings.spare->waiting();
    Decoding next(real_media("big_buck_bunny_720p.mp4"), video_request(Sound::decoded), settings);
    CHECK(next.client().worker() == *second);
    REQUIRE(next.next_frame());
}

TEST_CASE("a spare worker that died while it waited costs no item its turn") {
    const DecodeSettings settings = with_spare();
    const auto process = settings.spare->waiting();
    REQUIRE(happens([&] { return is_locked_in(*process); }));
    ::kill(*process, SIGKILL);
    REQUIRE(
        happens([&] { return fact(*process, "status", "State:").find('Z') != std::string::npos; }));
    Decoding decoding(film(), video_request(Sound::none), settings);
    CHECK(decoding.client().worker() != *process);
    REQUIRE(decoding.next_frame());
}

TEST_CASE("a photograph goes to a decoder of its own, and the spare worker waits on") {
    const DecodeSettings settings = with_spare();
    const auto spare = settings.spare->waiting();
    REQUIRE(spare);
    Decoding decoding(real_media("photo_landscape_exif1.jpg"), picture_request({300, 200}),
                      settings);
    CHECK(decoding.client().worker() != *spare);
    REQUIRE(decoding.next_frame());
    CHECK(settings.spare->waiting() == spare);
}

TEST_CASE("a photograph is decoded by the whole decoder where there is no smaller one beside it") {
    const auto alone = written_media("nothing", {}).replace_filename("decoder-alone");
    std::filesystem::remove(alone);
    std::filesystem::create_symlink(decoder_program(), alone);
    Decoding decoding(real_media("photo_landscape_exif1.jpg"), picture_request({300, 200}),
                      settings_for(alone.string()));
    REQUIRE(decoding.next_frame());
}

TEST_CASE("an item that fails leaves a spare worker for the next") {
    const DecodeSettings settings = with_spare();
    Decoding decoding(real_media("README.md"), picture_request({300, 200}), settings);
    REQUIRE(decoding.failure() == ErrorCode::unsupported_media);
    REQUIRE(happens([&] { return settings.spare->waiting().has_value(); }));
}

// A worker of the first process of a machine or a container; only by name, in a process of its own.
TEST_CASE("a picture and a film decode for the first process", "[.first-process]") {
    REQUIRE(::getpid() == 1);
    const auto photograph = real_media("photo_landscape_exif1.jpg");
    REQUIRE(Decoding(photograph, picture_request({300, 200})).next_frame());
    REQUIRE(Decoding(film(), video_request()).next_frame());
}

TEST_CASE("the player may be the first process of its container") {
    const std::string own_processes = "unshare --user --map-root-user --fork --pid ";
    if (std::system((own_processes + "true 2>/dev/null").c_str()) != 0) {
        WARN("not tried: no namespaces here");
        return;
    }
    const auto test = std::filesystem::read_symlink("/proc/self/exe").string();
    CHECK(std::system((own_processes + test + " '[.first-process]' >/dev/null").c_str()) == 0);
}

TEST_CASE("a spare worker ends with its owner") {
    pid_t process = 0;
    {
        const DecodeSettings settings = with_spare();
        process = *settings.spare->waiting();
    }
    REQUIRE(::kill(process, 0) == -1);
}
