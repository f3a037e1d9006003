#include "player/sync/journal_delivery.hpp"

#include <catch2/catch.hpp>

#include <fcntl.h>
#include <unistd.h>

#include "schemas/model/limits.hpp"
#include "tests/fakes/fake_manager_link.hpp"
#include "tests/fakes/manual_clock.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

// Segments of one record each, numbered from 1.
class Waiting final : public JournalOutbox {
public:
    std::optional<PlaySegment> plays_due() override {
        return plays > 0 ? std::optional(PlaySegment{{}, held_plays + 1, {{}}, {{}}})
                         : std::nullopt;
    }
    std::optional<UptimeSegment> uptime_due() override {
        return uptime > 0 ? std::optional(UptimeSegment{{}, held_uptime + 1, {{}}}) : std::nullopt;
    }
    void plays_held(const DisplayId&, std::uint64_t number) override {
        held_plays = number;
        --plays;
    }
    void uptime_held(const DisplayId&, std::uint64_t number) override {
        held_uptime = number;
        --uptime;
    }

    void disowned(const DisplayId&) override {
        ++foreign;
        --uptime;
    }

    int plays = 0;
    int uptime = 0;
    int foreign = 0;
    std::uint64_t held_plays = 0;
    std::uint64_t held_uptime = 0;
};

struct Rig {
    ~Rig() { ::close(silence); }

    ManualClock clock;
    int silence = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    Log log{clock, LogLevel::error, silence};
    SigningOffice office;
    FakeManagerLink link{office};
    Waiting waiting;
    JournalDelivery delivery{link, &waiting, log};
};

} // namespace

TEST_CASE("everything that is due is delivered, uptime first") {
    Rig rig;
    rig.waiting.plays = 2;
    rig.waiting.uptime = 1;
    rig.delivery.deliver();
    CHECK(rig.link.calls == std::vector<std::string>{"uptime", "plays", "plays"});
    CHECK(rig.waiting.held_plays == 2);
    rig.delivery.deliver();
    CHECK(rig.link.calls.size() == 3);
}

TEST_CASE(
    "a refusal ends the kind for this time, nothing is counted as held, and the other goes on") {
    Rig rig;
    rig.waiting.plays = 1;
    rig.waiting.uptime = 2;
    rig.link.fault = [](const std::string& call) -> std::optional<Error> {
        return call == "uptime" ? std::optional(Error{ErrorCode::disk_full, {}, {}, {}})
                                : std::nullopt;
    };
    rig.delivery.deliver();
    CHECK(rig.link.count("uptime") == 1);
    CHECK(rig.waiting.held_uptime == 0);
    CHECK(rig.waiting.held_plays == 1);
    rig.link.fault = {};
    rig.delivery.deliver();
    CHECK(rig.waiting.held_uptime == 2);
}

TEST_CASE("weeks of records are delivered a part at a time, so that contacts go on between them") {
    Rig rig;
    rig.waiting.plays = 10'000;
    rig.delivery.deliver();
    CHECK(rig.link.count("plays") == limits::journal_segments_per_turn_max);
}

TEST_CASE("a player that writes nothing down delivers nothing") {
    Rig rig;
    JournalDelivery nothing(rig.link, nullptr, rig.log);
    nothing.deliver();
    CHECK(rig.link.calls.empty());
}

TEST_CASE("the journal of a display of another enrolment holds up nobody") {
    Rig rig;
    rig.waiting.uptime = 2;
    rig.link.fault = [&](const std::string& call) -> std::optional<Error> {
        return call == "uptime" && rig.waiting.foreign == 0
                   ? std::optional(Error{ErrorCode::foreign_display, {}, {}, {}})
                   : std::nullopt;
    };
    rig.delivery.deliver();
    CHECK(rig.waiting.foreign == 1);
    CHECK(rig.waiting.held_uptime == 1);
}
