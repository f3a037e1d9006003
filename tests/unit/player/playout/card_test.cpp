// Cards that people order: over everything but an emergency, silent, for a while.
#include <catch2/catch.hpp>

#include "tests/unit/player/playout/playout_rig.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

const CardId first{"card-1"};
const CardId second{"card-2"};

Presentation showing_film() {
    return showing(program_of("films", {item_named("film", 60s), item_named("next", 60s)}));
}

Presentation with(Presentation presentation, decltype(Override::action) action) {
    Override order;
    order.id = OverrideId{"override"};
    order.serial = 1;
    order.issued_at = noon;
    order.not_after = noon + 24h;
    order.displays = {DisplayId{"display"}};
    order.action = std::move(action);
    presentation.overrides.push_back(order);
    return presentation;
}

Presentation off_hours(Presentation presentation) {
    Times always;
    always.dates.first = LocalDate{std::chrono::floor<std::chrono::days>(noon)};
    always.windows.push_back({{12 * 3'600}, {12 * 3'600}});
    presentation.manifest->off_hours.push_back(always);
    return presentation;
}

// A film has played for five seconds.
struct CardRig : PlayoutRig {
    explicit CardRig(Size size = {200, 100}) : PlayoutRig(size) {
        show(showing_film());
        pass(5s);
    }

    // The monotonic clock is as far as the wall clock, in steps as small as the loop's.
    void pass(Microseconds time) {
        const Instant end = now + time;
        while (now < end) {
            engine.tell_monotonic(now - noon);
            run_until(std::min(now + 100ms, end));
        }
    }
    void card(const CardId& id, Microseconds ends = 1h) {
        engine.cover(std::make_shared<const StandingCard>(StandingCard{{.id = id}, ends}));
    }
    std::optional<CardId> told() const { return observer.frames.back().card; }
};

} // namespace

TEST_CASE("a card covers what plays, and says which card it is") {
    CardRig rig;
    rig.card(first);
    rig.pass(1s);
    CHECK(rig.on_screen() == "card-1");
    REQUIRE(rig.scene.zones.size() == 1);
    CHECK(rig.scene.zones.front().rect == Rect{0, 0, 200, 100});
    CHECK(rig.scene.rung == Rung::scheduled); // the ladder is as it was
    CHECK(rig.told() == first);
    CHECK(rig.observer.frames.back().zones.empty());
}

TEST_CASE("what is covered is no play, and is one again when the card is gone") {
    CardRig rig;
    REQUIRE(rig.observer.started.size() == 1);
    rig.card(first);
    rig.pass(10s);
    REQUIRE(rig.observer.ended.size() == 1);
    CHECK(rig.observer.ended[0].interval.to - rig.observer.ended[0].interval.from < 6s);
    CHECK(rig.observer.started.size() == 1);
    rig.engine.cover(nullptr);
    rig.pass(1s);
    REQUIRE(rig.observer.started.size() == 2);
    CHECK(rig.observer.started[1].item.item == ItemId{"id-film"});
    CHECK(rig.observer.started[1].interval.from >= noon + 15s);
}

TEST_CASE("no frame between content and card is empty") {
    CardRig rig;
    const std::size_t before = rig.observer.frames.size();
    rig.card(first);
    rig.pass(2s);
    rig.engine.cover(nullptr);
    rig.pass(2s);
    CHECK(rig.on_screen() == "id-film");
    CHECK(rig.times_opened("film") == 1); // it went on under the card
    REQUIRE(rig.observer.frames.size() > before + 1);
    for (std::size_t i = before; i < rig.observer.frames.size(); ++i) {
        const PresentedFrame& frame = rig.observer.frames[i];
        CHECK(frame.card.has_value() == frame.zones.empty());
    }
}

TEST_CASE("a card ends by itself by the monotonic clock") {
    CardRig rig;
    rig.card(first, 8s);
    rig.pass(2s);
    CHECK(rig.on_screen() == "card-1");
    rig.pass(1s + 200ms);
    CHECK(rig.on_screen() == "id-film");
    CHECK_FALSE(rig.told());
    rig.card(second, 8s); // too late from the beginning
    rig.pass(1s);
    CHECK(rig.on_screen() == "id-film");
}

TEST_CASE("until a card is drawn the content stays, and until the next one the card before it") {
    CardRig rig;
    rig.sources.scripts["(card)"].ready = false;
    rig.card(first);
    rig.pass(2s);
    CHECK(rig.on_screen() == "id-film");
    CHECK(rig.observer.ended.empty());
    rig.sources.scripts["(card)"].ready = true;
    rig.pass(1s);
    CHECK(rig.on_screen() == "card-1");
    rig.card(second);
    rig.pass(1s);
    CHECK(rig.on_screen() == "card-2");
    CHECK(rig.told() == second);
}

TEST_CASE("a card that cannot be drawn changes nothing") {
    CardRig rig;
    rig.sources.scripts["(card)"].fails = true;
    rig.card(first);
    rig.pass(1s);
    CHECK(rig.on_screen() == "id-film");
}

TEST_CASE("a card moves") {
    CardRig rig;
    rig.sources.scripts["(card)"].step = 20ms;
    rig.card(first);
    rig.pass(1s);
    const std::uint64_t serial = rig.scene.zones.front().frame.serial;
    CHECK(serial >= 40);
    rig.pass(1s);
    CHECK(rig.scene.zones.front().frame.serial >= serial + 45);
}

TEST_CASE("black and a notice are above every card") {
    const auto action = GENERATE(decltype(Override::action){Black{}},
                                 decltype(Override::action){Notice{.text = "red alert"}});
    CardRig rig;
    rig.card(first);
    rig.pass(1s);
    rig.show(with(showing_film(), action));
    rig.pass(1s);
    CHECK(rig.on_screen() != "card-1");
    CHECK((rig.scene.rung == Rung::black || rig.scene.rung == Rung::notice));
    CHECK_FALSE(rig.told());
    rig.show(showing_film());
    rig.pass(1s);
    CHECK(rig.on_screen() == "card-1"); // its time is not over
}

TEST_CASE("a card is seen in the off hours, with the light of the night") {
    PlayoutRig rig;
    rig.show(off_hours(showing_film()));
    rig.run_until(noon + 1s);
    REQUIRE(rig.scene.rung == Rung::off);
    rig.engine.cover(std::make_shared<const StandingCard>(StandingCard{{.id = first}, 1h}));
    rig.run_until(noon + 2s);
    CHECK(rig.on_screen() == "card-1");
    CHECK(rig.scene.rung == Rung::off);
    rig.engine.cover(nullptr);
    rig.run_until(noon + 3s);
    CHECK(rig.scene.zones.empty());
}

TEST_CASE("under a card nothing is heard, and afterwards it is") {
    CardRig rig;
    CHECK(rig.sources.volumes["film"] == 100);
    rig.card(first);
    rig.pass(1s);
    CHECK(rig.sources.volumes["film"] == 0);
    rig.engine.cover(nullptr);
    rig.pass(1s);
    CHECK(rig.sources.volumes["film"] == 100);
    CHECK(rig.times_opened("film") == 1);
}

TEST_CASE("a card covers a display that has nothing to show, and is not for loudspeakers") {
    PlayoutRig bare;
    bare.engine.cover(std::make_shared<const StandingCard>(StandingCard{{.id = first}, 1h}));
    bare.run_until(noon + 1s);
    CHECK(bare.on_screen() == "card-1");

    CardRig loudspeaker(Size{});
    loudspeaker.card(first);
    loudspeaker.pass(1s);
    CHECK(loudspeaker.times_opened("(card)") == 0);
}
