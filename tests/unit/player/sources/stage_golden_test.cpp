// How pictures lie in their zones, move, follow each other and lie over each other, as sheets of
// golden pictures. Every cell of a sheet is a zone.
#include <catch2/catch.hpp>

#include <poll.h>

#include <filesystem>

#include "player/sinks/memory_sink.hpp"
#include "player/sinks/png_file.hpp"
#include "player/sources/poster.hpp"
#include "tests/fakes/media_stage.hpp"
#include "tests/golden/golden_picture.hpp"
#include "tests/places.hpp"
#include "tests/unit/player/sources/stage_sheets.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

GoldenOutcome compared(const Sheet& sheet, const std::string& name) {
    MemorySink sink(sheet.size());
    const Status drawn = sink.compose(sheet.scene);
    return drawn ? compare_golden(sink.picture(), name) : GoldenOutcome{false, "not drawn"};
}

// A poster of the card, through the file, the worker and the source.
struct Exhibit {
    Exhibit(MediaStage& stage, const Picture& card, Size zone, Poster poster) {
        const std::filesystem::path file =
            build_path("card-" + std::to_string(card.size.width) + ".png");
        const auto png = encode_png(card);
        REQUIRE(png);
        REQUIRE(replace_file(file, *png));
        SourceRequest request;
        request.item.duration = 10s;
        request.zone = zone;
        poster.asset.sha256 = stage.assets.add(file);
        request.item.content = poster;
        source = std::make_unique<PosterSource>(stage.supply(), request, poster);
        for (int turn = 0; turn < 12'000 && source->poll() == SourceState::preparing; ++turn) {
            ::poll(nullptr, 0, 10);
        }
        REQUIRE(source->poll() == SourceState::ready);
    }

    std::unique_ptr<PosterSource> source;
};

Poster poster_of(Fit fit, PosterMotion motion = PosterMotion::still) {
    Poster poster;
    poster.fit = fit;
    poster.motion = motion;
    return poster;
}

} // namespace

TEST_CASE("every fit shows the picture as it says, upright, lying and odd") {
    for (const auto& [fit, name] :
         {std::pair{Fit::contain, "contain"}, std::pair{Fit::cover, "cover"},
          std::pair{Fit::stretch, "stretch"}}) {
        MediaStage stage;
        Sheet sheet;
        for (const Size picture : {Size{300, 200}, Size{201, 301}, Size{407, 97}}) {
            for (const Size zone : {Size{160, 90}, Size{90, 160}, Size{101, 77}}) {
                const Exhibit exhibit(stage, card(picture, teal, mint), zone, poster_of(fit));
                sheet.add(zone, exhibit.source->frame_at(0s));
            }
            sheet.new_row();
        }
        const GoldenOutcome outcome = compared(sheet, std::string("fit/") + name);
        INFO(name << ": " << outcome.why);
        CHECK(outcome.equal);
    }
}

TEST_CASE("a crossfade goes evenly from one picture to the other") {
    const GoldenOutcome outcome =
        compared(sheet_of(TransitionKind::crossfade, {Direction::left}), "transition/crossfade");
    INFO(outcome.why);
    CHECK(outcome.equal);
}

TEST_CASE("a slide pushes one picture out with the other, four ways") {
    const GoldenOutcome outcome =
        compared(sheet_of(TransitionKind::slide, four_ways), "transition/slide");
    INFO(outcome.why);
    CHECK(outcome.equal);
}

TEST_CASE("a wipe uncovers one picture under the other, four ways") {
    const GoldenOutcome outcome =
        compared(sheet_of(TransitionKind::wipe, four_ways), "transition/wipe");
    INFO(outcome.why);
    CHECK(outcome.equal);
}

TEST_CASE("zones lie over each other as much as they let through, in transitions too") {
    const GoldenOutcome outcome = compared(opacity_sheet(), "opacity/over-each-other");
    INFO(outcome.why);
    CHECK(outcome.equal);
}

TEST_CASE("pictures move across, down, closer and away") {
    MediaStage stage;
    Sheet sheet;
    constexpr Size zone{120, 68};
    for (const auto& [motion, fit, picture] :
         {std::tuple{PosterMotion::pan, Fit::contain, Size{601, 200}},
          std::tuple{PosterMotion::pan, Fit::contain, Size{200, 302}},
          std::tuple{PosterMotion::zoom_in, Fit::contain, Size{303, 303}},
          std::tuple{PosterMotion::zoom_out, Fit::cover, Size{400, 305}}}) {
        const Exhibit exhibit(stage, card(picture, teal, mint), zone, poster_of(fit, motion));
        for (const Microseconds position :
             {Microseconds{0}, Microseconds{2'500'000}, Microseconds{5'000'000},
              Microseconds{7'500'000}, Microseconds{9'999'999}}) {
            sheet.add(zone, exhibit.source->frame_at(position));
        }
        sheet.new_row();
    }
    const GoldenOutcome outcome = compared(sheet, "motion/posters");
    INFO(outcome.why);
    CHECK(outcome.equal);
}
