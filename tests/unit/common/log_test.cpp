#include "common/log.hpp"

#include <catch2/catch.hpp>

#include <regex>
#include <thread>
#include <vector>

#include <sys/mman.h>
#include <unistd.h>

#include "tests/fakes/manual_clock.hpp"

using namespace marquee;

namespace {

// A log that writes into memory.
struct Recorder {
    ManualClock clock{*instant_from_rfc3339("2026-11-21T15:04:05.123999Z")};
    int descriptor = ::memfd_create("log", MFD_CLOEXEC);
    Log log;

    explicit Recorder(LogLevel least = LogLevel::info) : log(clock, least, descriptor) {}
    ~Recorder() { ::close(descriptor); }

    std::string text() const {
        const auto size = static_cast<std::size_t>(::lseek(descriptor, 0, SEEK_END));
        std::string bytes(size, '\0');
        REQUIRE(::pread(descriptor, bytes.data(), size, 0) == static_cast<ssize_t>(size));
        return bytes;
    }
};

} // namespace

TEST_CASE("an event is one line with its time, level, room, name and fields") {
    const Recorder recorder;
    recorder.log.info(
        "sync", "manifest_activated",
        {{"display", DisplayId{"d-1"}}, {"number", "3.118"}, {"bytes", 42}, {"first", true}});
    CHECK(recorder.text()
          == "2026-11-21T15:04:05.123Z info sync manifest_activated display=d-1 number=3.118 "
             "bytes=42 first=yes\n");
}

TEST_CASE("a value is quoted when it would be read as something else") {
    const Recorder recorder;
    recorder.log.warning("app", "odd",
                         {{"spaces", "two words"},
                          {"empty", ""},
                          {"quote", "say \"hi\" \\ bye"},
                          {"equals", "a=b"},
                          {"lines", "one\ntwo\x1b[2J\xc2\x9b"},
                          {"chinese", "防诈骗"}});
    CHECK(recorder.text()
          == "2026-11-21T15:04:05.123Z warning app odd spaces=\"two words\" empty=\"\" "
             "quote=\"say \\\"hi\\\" \\\\ bye\" equals=\"a=b\" "
             "lines=\"one\\ntwo\\x1b[2J\\xc2\x9b\" chinese=防诈骗\n");
}

TEST_CASE("levels below the least are not written") {
    const Recorder recorder(LogLevel::warning);
    recorder.log.debug("app", "one");
    recorder.log.info("app", "two");
    recorder.log.warning("app", "three");
    recorder.log.error("app", "four");
    CHECK(recorder.text()
          == "2026-11-21T15:04:05.123Z warning app three\n"
             "2026-11-21T15:04:05.123Z error app four\n");
}

TEST_CASE("an error is logged with its code, place and sentence") {
    const Recorder recorder;
    recorder.log.failure(LogLevel::error, "disk", "write_failed",
                         Error{ErrorCode::disk_full, "could not write", "/state/x", {}},
                         {{"try", 2}});
    CHECK(recorder.text()
          == "2026-11-21T15:04:05.123Z error disk write_failed try=2 code=disk_full "
             "at=/state/x what=\"could not write\"\n");
}

TEST_CASE("a long value is cut at a whole character") {
    const Recorder recorder;
    std::string text = "x";
    for (int i = 0; i < 1000; ++i) {
        text += "防";
    }
    recorder.log.info("app", "long", {{"text", text}});
    const std::string line = recorder.text();
    CHECK(line.size() < 1100);
    CHECK(line.substr(line.size() - 4) == "防\n");
}

TEST_CASE("threads do not tear each other's lines") {
    const Recorder recorder;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 250; ++i) {
                recorder.log.info("app", "tick", {{"thread", t}, {"pad", std::string(200, 'p')}});
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    const std::string text = recorder.text();
    const std::regex line("2026-11-21T15:04:05\\.123Z info app tick thread=[0-3] pad=p{200}\n");
    CHECK(
        std::distance(std::sregex_iterator(text.begin(), text.end(), line), std::sregex_iterator())
        == 1000);
    CHECK(std::count(text.begin(), text.end(), '\n') == 1000);
}

TEST_CASE("a level is read from its word") {
    CHECK(log_level_from_text("debug") == LogLevel::debug);
    CHECK(log_level_from_text("error") == LogLevel::error);
    CHECK_FALSE(log_level_from_text("loud"));
}
