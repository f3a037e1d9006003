// Clocks and countdowns in the playout: they go by the display's wall clock, and say nothing while
// the display does not know the time.
#include <catch2/catch.hpp>

#include "tests/unit/player/playout/playout_rig.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

PlaylistItem clock_named(const std::string& name) {
    PlaylistItem item = item_named(name, 10s);
    item.content = ClockFace{};
    return item;
}

// A clock above, a film below.
Program clock_and_film() {
    Program program = program_of("program", {clock_named("clock")});
    program.layout.zones.push_back({"below", {0, 50, 100, 50}, {{item_named("film", 60s)}}});
    return program;
}

// Notes what its sources are opened with.
class NotingSources final : public SourceFactory {
public:
    explicit NotingSources(SourceFactory& real) : real_(real) {}

    std::unique_ptr<FrameSource> open(const SourceRequest& request) override {
        requests.push_back(request);
        return real_.open(request);
    }
    std::unique_ptr<FrameSource> open_slate(const SlateRequest& request) override {
        return real_.open_slate(request);
    }
    std::unique_ptr<FrameSource> open_card(const CardRequest& request) override {
        return real_.open_card(request);
    }

    std::vector<SourceRequest> requests;

private:
    SourceFactory& real_;
};

} // namespace

TEST_CASE("a display that does not know the time passes clocks over") {
    PlayoutRig rig;
    rig.trust = rules::ClockTrust::untrusted;
    rig.show(showing(clock_and_film())); // its schedule plays at any time
    rig.run_until(noon + 5s);
    CHECK(rig.on_screen() == "id-film");
    CHECK(rig.times_opened("clock") == 0);
    rig.trust = rules::ClockTrust::trusted;
    rig.run_until(noon + 6s);
    CHECK(rig.on_screen() == "id-clock+id-film");
}

TEST_CASE("a clock does not stay on screen when the time is no longer known") {
    PlayoutRig rig;
    rig.show(showing(clock_and_film()));
    rig.run_until(noon + 5s);
    CHECK(rig.on_screen() == "id-clock+id-film");
    rig.trust = rules::ClockTrust::untrusted;
    rig.run_until(noon + 6s);
    CHECK(rig.on_screen() == "id-film");
}

TEST_CASE("the turn of a clock that says nothing is the next item's") {
    PlayoutRig rig;
    rig.trust = rules::ClockTrust::untrusted;
    rig.show(showing(program_of("program", {clock_named("clock"), item_named("film", 10s)})));
    rig.run_until(noon + 1s);
    CHECK(rig.on_screen() == "id-film");
}

TEST_CASE("a clock is told when its position 0 is, and which wall it hangs on") {
    ScriptedSources real;
    NotingSources sources(real);
    RecordingObserver observer;
    Engine engine{DisplayId{"display"}, {200, 100}, sources, observer};
    Presentation presentation = showing(clock_and_film());
    presentation.manifest->zone = {"Asia/Shanghai", "", 8 * 3'600, {}};
    engine.show(std::make_shared<const Presentation>(presentation));
    engine.attend(noon + 3s, rules::ClockTrust::trusted);
    REQUIRE(sources.requests.size() >= 2);
    const SourceRequest& clock = sources.requests.front();
    CHECK(clock.item.name == "clock");
    CHECK(clock.starts + clock.position == noon + 3s);
    REQUIRE(clock.wall);
    CHECK(*clock.wall == presentation.manifest->zone);
}

TEST_CASE("a slogan that says names is told them, and one that does not goes on when they change") {
    const auto names_of = [](const std::string& text) {
        ScriptedSources real;
        NotingSources sources(real);
        RecordingObserver observer;
        Engine engine{DisplayId{"display"}, {200, 100}, sources, observer};
        for (const char* name : {"西站北口", "西站南口"}) {
            Slogan slogan;
            slogan.text = text;
            slogan.variables = true;
            PlaylistItem item = item_named("slogan", 60s);
            item.content = slogan;
            Presentation presentation = showing(program_of("program", {item}));
            presentation.manifest->display_name = name;
            presentation.manifest->unit_name = "西城";
            engine.show(std::make_shared<const Presentation>(presentation));
            engine.attend(noon, rules::ClockTrust::trusted);
            engine.attend(noon, rules::ClockTrust::trusted);
            engine.compose(noon);
        }
        std::vector<std::string> names;
        for (const SourceRequest& request : sources.requests) {
            names.push_back(request.names ? request.names->display + request.names->unit : "");
        }
        return names;
    };
    CHECK(names_of("{display}{unit}") == std::vector<std::string>{"西站北口西城", "西站南口西城"});
    CHECK(names_of("{weekday}") == std::vector<std::string>{""});
}

TEST_CASE("a slogan that says the time is passed over while nobody knows it") {
    const auto shown = [](const std::string& text) {
        Slogan slogan;
        slogan.text = text;
        slogan.variables = true;
        PlaylistItem item = item_named("slogan", 10s);
        item.content = slogan;
        PlayoutRig rig;
        rig.trust = rules::ClockTrust::untrusted;
        rig.show(showing(program_of("program", {item, item_named("film", 10s)})));
        rig.run_until(noon + 1s);
        return rig.on_screen();
    };
    CHECK(shown("{time}") == "id-film");
    CHECK(shown("{unit}") == "id-slogan");
}

TEST_CASE("a display that is moved to another zone shows its time at once") {
    ScriptedSources real;
    NotingSources sources(real);
    RecordingObserver observer;
    Engine engine{DisplayId{"display"}, {200, 100}, sources, observer};
    const auto move_to = [&](const char* name, std::int32_t offset) {
        Presentation presentation = showing(clock_and_film());
        presentation.manifest->schedules.front().times = {}; // holds in every zone
        presentation.manifest->zone = {name, "", offset, {}};
        engine.show(std::make_shared<const Presentation>(presentation));
    };
    const auto run = [&](Instant now) {
        engine.attend(now, rules::ClockTrust::trusted);
        engine.attend(now, rules::ClockTrust::trusted);
        engine.compose(now);
    };
    move_to("Asia/Shanghai", 8 * 3'600);
    run(noon);
    const auto walls = [&] {
        std::vector<std::string> names;
        for (const SourceRequest& request : sources.requests) {
            if (request.item.name == "clock") {
                names.push_back(request.wall->name);
            }
        }
        return names;
    };
    move_to("Asia/Shanghai", 8 * 3'600);
    run(noon + 1s);
    CHECK(walls() == std::vector<std::string>{"Asia/Shanghai"}); // the same: nothing starts anew
    move_to("Asia/Urumqi", 6 * 3'600);
    run(noon + 2s);
    CHECK(walls() == std::vector<std::string>{"Asia/Shanghai", "Asia/Urumqi"});
}
