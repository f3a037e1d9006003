// The sandbox holds, and what a worker does wrong is found out.
#include <catch2/catch.hpp>

#include <sys/resource.h>
#include <sys/wait.h>

#include <csignal>

#include "tests/places.hpp"
#include "tests/unit/player/decode/decoding.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

// How the drill ended, as waitpid tells it.
int drill(const char* name) {
    const pid_t child = ::fork();
    if (child == 0) {
        ::execl(program_path("decode-drill").c_str(), "decode-drill", name, nullptr);
        ::_exit(127);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return status;
}

struct Ending {
    ErrorCode code;
    std::string what;
};

// The first, honest frame is always there; then the lie.
Ending told(const std::string& lie) {
    const auto medium = written_media("lie-" + lie, {lie.begin(), lie.end()});
    Decoding decoding(medium, video_request(Sound::decoded), program_path("decode-liar"));
    const auto first = decoding.next_frame();
    const bool ended = decoding.wait_until([&] {
        if (const auto sound = decoding.client().sound()) {
            std::vector<float> samples(512);
            sound->read(samples);
        }
        decoding.pass(Milliseconds(10));
        return decoding.client().state() == DecodeState::failed;
    });
    if (!ended) {
        return {ErrorCode::internal, "not found out"};
    }
    CHECK(first);
    return {decoding.client().failure().code, decoding.client().failure().what};
}

} // namespace

TEST_CASE("a locked-in decoder may compute and leave") {
    const int status = drill("allowed");
    REQUIRE(WIFEXITED(status));
    REQUIRE(WEXITSTATUS(status) == 0);
}

TEST_CASE("a locked-in decoder dies of every forbidden system call") {
    for (const char* name : {"open", "create", "socket", "execve", "fork", "kill", "unlink",
                             "read another descriptor", "send elsewhere"}) {
        const int status = drill(name);
        INFO(name);
        REQUIRE(WIFSIGNALED(status));
        REQUIRE(WTERMSIG(status) == SIGSYS);
    }
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_CASE("a locked-in decoder gets no memory it could run") {
    for (const char* name : {"executable memory", "make memory executable", "map a file"}) {
        const int status = drill(name);
        INFO(name);
        REQUIRE(WIFSIGNALED(status));
        REQUIRE(WTERMSIG(status) == SIGSYS);
    }
}
#endif

TEST_CASE("every lie is found out by name") {
    const std::vector<std::pair<std::string, std::string>> lies{{"length", "wrong length"},
                                                                {"long", "forbidden packet"},
                                                                {"empty", "hung up"},
                                                                {"stride", "outside its memory"},
                                                                {"offset", "outside its memory"},
                                                                {"duplicate", "id in use"},
                                                                {"backwards", "out of time"},
                                                                {"flood", "broke its protocol"},
                                                                {"descriptor", "forbidden packet"},
                                                                {"sound", "sound from nowhere"},
                                                                {"death", "died"}};
    for (const auto& [lie, name] : lies) {
        const Ending ending = told(lie);
        INFO(lie << ": " << ending.what);
        CHECK(ending.code == ErrorCode::damaged_media);
        CHECK(ending.what.find(name) != std::string::npos);
    }
}

TEST_CASE("what a decoder said last is heard, though it left without hearing us") {
    const std::string farewell = "farewell";
    const auto medium = written_media("lie-farewell", {farewell.begin(), farewell.end()});
    Decoding decoding(medium, video_request(), program_path("decode-liar"));
    REQUIRE(decoding.next_frame()); // and given back at once
    while (::waitid(P_PID, static_cast<id_t>(decoding.worker()), nullptr, WEXITED | WNOWAIT) != 0) {
    }
    REQUIRE(decoding.next_frame());
    CHECK_FALSE(decoding.next_frame());
    CHECK(decoding.client().state() == DecodeState::ended);
}

TEST_CASE("a decoder that says nothing more is given up after the watchdog's time") {
    const auto medium = written_media("lie-silence", {'s', 'i', 'l', 'e', 'n', 'c', 'e'});
    Decoding decoding(medium, video_request(), program_path("decode-liar"));
    REQUIRE(decoding.next_frame());
    decoding.pass(Milliseconds(limits::decode_silence_ms_max));
    decoding.client().poll(decoding.now());
    CHECK(decoding.client().state() == DecodeState::running);
    decoding.pass(Microseconds(1));
    decoding.client().poll(decoding.now());
    REQUIRE(decoding.client().state() == DecodeState::failed);
    REQUIRE(decoding.client().failure().code == ErrorCode::timed_out);
}

TEST_CASE("a worker killed in the middle of a film is missed at once, its last frame stays") {
    Decoding decoding(real_media("big_buck_bunny_720p.mp4"), video_request());
    auto last = decoding.next_frame();
    REQUIRE(last);
    const std::string digest = md5_of(last->picture);
    ::kill(decoding.client().worker(), SIGKILL);
    REQUIRE(decoding.failure() == ErrorCode::io_failed);
    REQUIRE(md5_of(last->picture) == digest);
}

TEST_CASE("a medium is blamed for what its worker did, not for what was done to the worker") {
    const auto ended_by = [](int signal) {
        Decoding decoding(real_media("big_buck_bunny_720p.mp4"), video_request());
        REQUIRE(decoding.next_frame());
        ::kill(decoding.client().worker(), signal);
        return decoding.failure();
    };
    for (const int signal : {SIGKILL, SIGXCPU, SIGTERM}) { // out of memory, of time, by hand
        CHECK(ended_by(signal) == ErrorCode::io_failed);
    }
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // which make exits of them
    for (const int signal : {SIGSEGV, SIGBUS, SIGABRT, SIGSYS}) {
        CHECK(ended_by(signal) == ErrorCode::damaged_media);
    }
#endif
}

TEST_CASE("what has an end may use only so much time, what goes round for ever may go on") {
    const auto seconds_max = [](const Decoding& decoding) {
        rlimit limit{};
        ::prlimit(decoding.worker(), RLIMIT_CPU, nullptr, &limit);
        return limit.rlim_cur;
    };
    const auto film = real_media("big_buck_bunny_720p.mp4");
    CHECK(seconds_max(Decoding(film, video_request())) == limits::video_cpu_seconds_max);
    const auto photograph = real_media("photo_landscape_exif1.jpg");
    DecodeRequest request = picture_request({64, 64});
    CHECK(seconds_max(Decoding(photograph, request)) == limits::picture_cpu_seconds_max);
    request.medium = message::Medium::animation;
    CHECK(seconds_max(Decoding(photograph, request)) == RLIM_INFINITY);
}

TEST_CASE("a worker stopped in the middle of a film is given up by the watchdog") {
    Decoding decoding(real_media("big_buck_bunny_720p.mp4"), video_request());
    REQUIRE(decoding.next_frame());
    ::kill(decoding.client().worker(), SIGSTOP);
    while (decoding.client().take()) { // what it sent before
        decoding.client().poll(decoding.now());
    }
    decoding.pass(Milliseconds(limits::decode_silence_ms_max + 1));
    REQUIRE(decoding.failure() == ErrorCode::timed_out);
}

TEST_CASE("a hundred workers come and go and leave no descriptor behind") {
    const auto descriptors = [] {
        const std::filesystem::directory_iterator all("/proc/self/fd");
        return std::distance(begin(all), end(all));
    };
    const auto before = descriptors();
    for (int round = 0; round < 100; ++round) {
        const auto medium = written_media("lie-silence", {'s', 'i', 'l', 'e', 'n', 'c', 'e'});
        Decoding decoding(medium, video_request(), program_path("decode-liar"));
        REQUIRE(decoding.next_frame());
    }
    REQUIRE(descriptors() == before);
}
