// An engine whose display has no pixels, and the volume of all that is heard.
#include <catch2/catch.hpp>

#include "common/sha256.hpp"
#include "player/playout/notice_program.hpp"
#include "tests/unit/player/playout/playout_rig.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

PlaylistItem sound_named(const std::string& name, Milliseconds duration) {
    PlaylistItem item = item_named(name, duration);
    item.content = Audio{std::get<Video>(item.content).asset};
    return item;
}

PlaylistItem poster_named(const std::string& name, Milliseconds duration) {
    PlaylistItem item = item_named(name, duration);
    item.content = Poster{std::get<Video>(item.content).asset};
    return item;
}

// Like PlayoutRig, of a loudspeaker.
struct SpeakerRig : PlayoutRig {
    SpeakerRig() : PlayoutRig(Size{}) {}

    void show_here(const Program& program) {
        Presentation presentation = showing(program);
        presentation.size = {};
        show(std::move(presentation));
    }
};

Override notice_until(Instant until) {
    Override override;
    override.id = OverrideId{"override"};
    override.serial = 1;
    override.issued_at = noon;
    override.not_after = until;
    override.displays = {DisplayId{"display"}};
    override.action = Notice{.text = "请注意"};
    return override;
}

} // namespace

TEST_CASE("a loudspeaker plays sounds and the sound of films, item by item") {
    SpeakerRig rig;
    rig.show_here(program_of("p", {sound_named("a", 10s), item_named("b", 10s)}));
    rig.run_until(noon + 15s);
    CHECK(rig.on_screen() == "id-b");
    CHECK(rig.scene.rung == Rung::scheduled);
    rig.run_until(noon + 21s);
    REQUIRE(rig.observer.ended.size() == 2);
    CHECK(rig.observer.ended[0].item.item_name == "a");
    CHECK(rig.observer.ended[0].interval == Interval{noon, noon + 10s});
    CHECK(rig.observer.rungs == std::vector<Rung>{Rung::scheduled});
}

TEST_CASE("on a loudspeaker a poster's turn is silence, and no play") {
    SpeakerRig rig;
    rig.show_here(program_of("p", {sound_named("a", 10s), poster_named("b", 10s)}));
    rig.run_until(noon + 25s);
    REQUIRE(rig.observer.ended.size() == 1);
    CHECK(rig.observer.ended[0].interval == Interval{noon, noon + 10s});
    REQUIRE(rig.observer.started.size() == 2); // again at its own time
    CHECK(rig.observer.started[1].interval.from == noon + 20s);
}

TEST_CASE("a program without a sound is nothing to a loudspeaker") {
    SpeakerRig rig;
    rig.show_here(program_of("p", {poster_named("b", 10s)}));
    rig.run_until(noon + 5s);
    CHECK(rig.observer.started.empty());
    CHECK(rig.scene.rung == Rung::slate);
}

TEST_CASE("a notice chimes on a loudspeaker, under the digest of its words") {
    const Program program = notice_program(notice_until(noon + 1h), {});
    const PlaylistItem& item = program.layout.zones.at(0).playlist.items.at(0);
    const auto& audio = std::get<Audio>(item.content);
    CHECK(audio.chime);
    CHECK(audio.asset.size_bytes == 0);
    CHECK(audio.asset.sha256 == sha256("请注意"));
    SpeakerRig rig;
    Presentation presentation = showing(program_of("p", {sound_named("a", 10s)}));
    presentation.size = {};
    presentation.overrides = {notice_until(noon + 1min)};
    rig.show(presentation);
    rig.run_until(noon + 5s);
    CHECK(rig.scene.rung == Rung::notice);
    CHECK(rig.times_opened("请注意") >= 1);
    rig.run_until(noon + 65s);
    CHECK(rig.on_screen() == "id-a");
}

TEST_CASE("a film opened on a display without volume gets its sound when there is some") {
    PlayoutRig rig;
    Presentation presentation =
        showing(program_of("p", {item_named("a", 60s), item_named("b", 60s)}));
    presentation.manifest->volume_percent = 0;
    rig.show(presentation);
    rig.run_until(noon + 10s);
    CHECK(rig.sources.volumes_max.at("a") == 0);
    rig.sources.scripts["a"].ready = false; // the second opening takes a moment
    presentation.manifest->volume_percent = 70;
    rig.show(presentation);
    rig.run_until(noon + 11s);
    CHECK(rig.times_opened("a") == 2);
    CHECK(rig.on_screen() == "id-a"); // the picture stays meanwhile
    rig.sources.scripts["a"].ready = true;
    rig.run_until(noon + 12s);
    CHECK(rig.sources.volumes_max.at("a") == 70);
    CHECK(rig.sources.volumes_max.at("b") == 70); // open ahead, and mute as well
    CHECK(rig.sources.positions.at("a") >= 10s);  // joined where it is
    CHECK(rig.sources.open_now.count("a") == 1);
    rig.run_until(noon + 50s);
    CHECK(rig.times_opened("a") == 2);
    CHECK(rig.observer.started.size() == 1); // still one play
}
