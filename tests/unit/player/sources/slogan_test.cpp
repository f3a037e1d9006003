#include "player/sources/slogan.hpp"

#include <catch2/catch.hpp>

#include "player/sources/content_sources.hpp"
#include "tests/fakes/inline_tasks.hpp"
#include "tests/fakes/media_stage.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

const FontCatalog& fonts() {
    static const FontCatalog catalog = FontCatalog::load().value();
    return catalog;
}

SourceRequest request_for(const std::string& text, Motion motion, Size zone = {640, 64}) {
    Slogan slogan;
    slogan.text = text;
    slogan.style.motion = motion;
    SourceRequest request;
    request.item.content = slogan;
    request.shown.item = ItemId{"item"};
    request.zone = zone;
    return request;
}

} // namespace

TEST_CASE("a slogan is prepared by a task and never blocks") {
    HeldTasks tasks;
    SloganSource source(fonts(), tasks, request_for("反诈", Motion::still));
    CHECK(source.poll() == SourceState::preparing);
    tasks.run();
    CHECK(source.poll() == SourceState::ready);
}

TEST_CASE("a slogan may be closed before its task ran") {
    HeldTasks tasks;
    { const SloganSource source(fonts(), tasks, request_for("反诈", Motion::still)); }
    CHECK_NOTHROW(tasks.run()); // draws for nobody, and touches nothing that is gone
}

TEST_CASE("a still slogan never changes and a scrolling one does") {
    InlineTasks tasks;
    SloganSource still(fonts(), tasks, request_for("反诈", Motion::still));
    SloganSource moving(fonts(), tasks, request_for("反诈", Motion::scroll_left));
    REQUIRE(still.poll() == SourceState::ready);
    REQUIRE(moving.poll() == SourceState::ready);
    CHECK_FALSE(still.next_change(0us));
    CHECK(still.frame_at(0us).serial == still.frame_at(5s).serial);
    const auto next = moving.next_change(1s);
    REQUIRE(next);
    CHECK(moving.frame_at(*next).serial != moving.frame_at(1s).serial);
    CHECK(moving.frame_at(1s).item.item == ItemId{"item"});
}

TEST_CASE("a slogan with a missing glyph fails and says which") {
    InlineTasks tasks;
    SloganSource source(fonts(), tasks, request_for("防\U00013080", Motion::still));
    REQUIRE(source.poll() == SourceState::failed);
    CHECK(source.failure().code == ErrorCode::missing_glyph);
}

TEST_CASE("a scrolling slogan stays one line") {
    const auto moving = draw_slogan(
        fonts(), std::get<Slogan>(request_for("一\n二", Motion::scroll_left).item.content),
        {640, 64});
    REQUIRE(moving);
    CHECK(moving->at.height <= 64);
    CHECK(moving->at.width > 2 * 50);
}

TEST_CASE("a huge scrolling slogan on a wall is refused, not drawn") {
    Slogan slogan;
    slogan.style.motion = Motion::scroll_left;
    slogan.style.text_height_pixels = 1'000;
    for (int i = 0; i < 2'000; ++i) {
        slogan.text += "防";
    }
    const auto drawn = draw_slogan(fonts(), slogan, {1920, 1080});
    REQUIRE_FALSE(drawn);
    CHECK(drawn.error().code == ErrorCode::too_large);
}

TEST_CASE("a kind of content that cannot be shown fails by name") {
    MediaStage stage;
    ContentSources sources(fonts(), stage.tasks, stage.supply());
    SourceRequest request;
    request.item.content = Audio{{{}, 10, "audio/midi"}, 100};
    request.zone = {640, 64};
    const auto source = sources.open(request);
    REQUIRE(source->poll() == SourceState::failed);
    CHECK(source->failure().code == ErrorCode::unsupported_media);
}

TEST_CASE("the slate is there without a name, a code or a network") {
    MediaStage stage;
    ContentSources sources(fonts(), stage.tasks, stage.supply());
    const auto slate = sources.open_slate({"", "", {192, 32}});
    REQUIRE(slate->poll() == SourceState::ready);
    CHECK_FALSE(slate->frame_at(0us).pieces.empty());
    CHECK_FALSE(slate->next_change(0us));
}

TEST_CASE("a name that no font draws still leaves a slate") {
    MediaStage stage;
    ContentSources sources(fonts(), stage.tasks, stage.supply());
    const auto slate = sources.open_slate({"\U00013080", "", {640, 640}});
    CHECK(slate->poll() == SourceState::ready);
}
