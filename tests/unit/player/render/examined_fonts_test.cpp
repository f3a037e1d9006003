// What a check knows of fonts, of what variables will say, and of the plan that is drawn.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "common/child_process.hpp"
#include "common/durable_file.hpp"
#include "common/sha256.hpp"
#include "player/render/slogan_examination.hpp"
#include "player/sources/slogan_plan.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/preview.hpp"
#include "tests/fakes/file_asset_store.hpp"
#include "tests/fakes/temporary_directory.hpp"
#include "tests/places.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

const FontCatalog& fonts() {
    static const FontCatalog catalog = FontCatalog::load().value();
    return catalog;
}

const std::string dejavu = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf";

const Instant now = *instant_from_rfc3339("2026-11-23T04:00:00Z");

// A library with one font, in Latin letters only.
struct Library {
    FileAssetStore store;
    AssetRef font{store.add(dejavu), 700'000, "font/ttf"};
    FontShelf shelf{fonts(), store};

    std::vector<SloganFinding> find(const SloganCheckOrder& order, SloganFault fault) {
        auto findings = examine(shelf, order, now).value().findings;
        std::erase_if(findings, [&](const auto& each) { return each.fault != fault; });
        return findings;
    }
};

SloganCheckOrder check_of(const std::string& text) {
    SloganCheckOrder order;
    order.slogan.text = text;
    return order;
}

std::string param(const SloganFinding& finding, const std::string& name) {
    const auto at = std::find_if(finding.params.begin(), finding.params.end(),
                                 [&](const auto& each) { return each.first == name; });
    return at == finding.params.end() ? std::string() : at->second;
}

using Place = std::pair<std::int32_t, std::int32_t>;

Place place(const SloganFinding& finding) {
    return {finding.from, finding.until};
}

Sha256 coverage_of(const std::string& family) {
    return fonts().coverage(fonts().chain(family).front());
}

} // namespace

TEST_CASE("characters that the slogan's own font lacks are noted with the font that draws them") {
    Library library;
    SloganCheckOrder order = check_of("Call 96110 防诈骗, 防 骗 now");
    CHECK(library.find(order, SloganFault::other_font).empty()); // no font of its own
    order.slogan.style.font_asset = library.font;
    const auto notes = library.find(order, SloganFault::other_font);
    REQUIRE(notes.size() == 2);
    CHECK(notes[0].severity == FindingSeverity::note);
    CHECK(place(notes[0]) == Place{11, 14});
    CHECK(param(notes[0], "characters") == "防诈骗");
    CHECK(param(notes[0], "font") == "DejaVu Sans");
    CHECK(param(notes[0], "fallback") == "Noto Sans CJK SC");
    INFO("blanks do not part what is borrowed");
    CHECK(place(notes[1]) == Place{16, 19});
    CHECK(param(notes[1], "characters") == "防骗");
    CHECK(library.find(order, SloganFault::missing_glyph).empty());
}

TEST_CASE("sizes are those of the slogan's own font") {
    Library library;
    SloganCheckOrder order = check_of("WWWWWWWWWW");
    order.shapes = {{{2'000, 64}}};
    order.slogan.style.text_height_pixels = 40;
    const auto width = [&] {
        return examine(library.shelf, order, now).value().shapes.at(0).text_width;
    };
    const std::int32_t in_noto = width();
    order.slogan.style.font_asset = library.font;
    CHECK(width() > in_noto + 20);
}

TEST_CASE("a font that cannot be had is an error, and the rest is checked in the other fonts") {
    Library library;
    SloganCheckOrder order = check_of("防诈骗");
    order.shapes = {{{640, 64}}};
    order.slogan.style.font_asset = library.font;
    order.slogan.style.font_asset->sha256.bytes[0] = 99; // nobody has it
    const SloganCheck check = examine(library.shelf, order, now).value();
    REQUIRE(check.findings.size() == 1);
    CHECK(check.findings[0].fault == SloganFault::font_missing);
    CHECK(check.findings[0].severity == FindingSeverity::error);
    CHECK(param(check.findings[0], "fallback") == "Noto Sans CJK SC");
    CHECK(check.shapes.at(0).fits);
}

TEST_CASE("names are checked as they are said, at the place of their variable") {
    Library library;
    SloganCheckOrder order = check_of("在\x7B"
                                      "display}防诈骗");
    order.slogan.variables = true;
    order.shapes = {{{640, 64}, 0, 0, "\U0001FAE0号屏", "西城街道"},
                    {{96, 16}, 0, 0, "东门", "城"}};
    const auto missing = library.find(order, SloganFault::missing_glyph);
    REQUIRE(missing.size() == 1);
    CHECK(place(missing[0]) == Place{1, 10});
    CHECK(param(missing[0], "character") == "\U0001FAE0");
    CHECK(library.find(order, SloganFault::assumed_name).empty());
    order.shapes.clear();
    const auto assumed = library.find(order, SloganFault::assumed_name);
    REQUIRE(assumed.size() == 1);
    CHECK(place(assumed[0]) == Place{1, 10});
    CHECK(assumed[0].severity == FindingSeverity::note);
}

TEST_CASE("what a variable will say at its longest decides whether the slogan fits") {
    Library library;
    SloganCheckOrder order = check_of("\x7B"
                                      "date} \x7B"
                                      "weekday}");
    order.slogan.language = "en";
    order.slogan.variables = true;
    order.slogan.style.text_height_pixels = 24;
    order.shapes = {{{1'000, 32}}};
    const auto width = [&](const SloganCheckOrder& asked) {
        return examine(library.shelf, asked, now).value().shapes.at(0).text_width;
    };
    SloganCheckOrder said = check_of("23 September 2027 Wednesday");
    said.slogan.language = "en";
    said.slogan.style = order.slogan.style;
    said.shapes = order.shapes;
    INFO("some two figures are as wide as any others, give or take a pixel or two");
    CHECK(std::abs(width(order) - width(said)) <= 3);
    said.slogan.text = order.slogan.text;
    CHECK(width(order) != width(said)); // as it is written
}

TEST_CASE("a check measures what will be drawn, also in letters drawn by hand") {
    Library library;
    for (const auto rendering : {TextRendering::automatic, TextRendering::smooth,
                                 TextRendering::hinted, TextRendering::crisp}) {
        for (const auto motion : {Motion::still, Motion::scroll_left, Motion::pages}) {
            for (const Size shape :
                 {Size{96, 16}, Size{192, 32}, Size{64, 16}, Size{320, 13}, Size{48, 48}}) {
                for (const std::int32_t asked : {0, 12, 14, 16, 20}) {
                    SloganCheckOrder order = check_of("心莫贪,擦亮眼, STOP 96110");
                    order.shapes = {{shape}};
                    order.duration = 20s;
                    order.slogan.style.motion = motion;
                    order.slogan.style.text_height_pixels = asked;
                    order.slogan.style.letters.rendering = rendering;
                    const auto plan = plan_slogan(
                        fonts(), {order.slogan.style, as_written(order.slogan), shape, 20s});
                    const ShapeCheck check =
                        examine(library.shelf, order, now).value().shapes.at(0);
                    CAPTURE(shape.width, shape.height, asked, static_cast<int>(rendering),
                            static_cast<int>(motion));
                    if (!plan) {
                        CHECK_FALSE(check.fits);
                        continue;
                    }
                    CHECK(check.text_height_pixels == plan->blocks.front().em_pixels);
                    if (plan->scrolls()) {
                        CHECK(check.text_width == plan->blocks.front().at.width);
                    }
                }
            }
        }
    }
}

TEST_CASE("displays that lack characters are found by the fonts they announced") {
    Library library;
    SloganCheckOrder order = check_of("防诈骗 \u0634"); // an Arabic letter, in DejaVu alone
    const Sha256 noto = coverage_of("Noto Sans CJK SC");
    const Sha256 latin = coverage_of("DejaVu Sans");
    Sha256 foreign;
    foreign.bytes[0] = 7;
    order.font_sets = {{noto}, {noto, latin}, {foreign, noto}, {latin}};
    CHECK(library.find(order, SloganFault::missing_glyph).empty());
    const auto missing = library.find(order, SloganFault::missing_there);
    REQUIRE(missing.size() == 2);
    CHECK(missing[0].font_set == 0U);
    CHECK(missing[0].severity == FindingSeverity::warning);
    CHECK(place(missing[0]) == Place{4, 5});
    CHECK(param(missing[0], "characters") == "\u0634");
    CHECK(missing[1].font_set == 3U);
    CHECK(param(missing[1], "characters") == "防 诈 骗");
    const auto unknown = library.find(order, SloganFault::fonts_unknown);
    REQUIRE(unknown.size() == 1);
    CHECK(unknown[0].font_set == 2U);
    CHECK(unknown[0].severity == FindingSeverity::note);
    CHECK(param(unknown[0], "count") == "1");
    INFO("what travels with the slogan is everywhere");
    order.slogan.style.font_asset = library.font;
    CHECK(library.find(order, SloganFault::missing_there).size() == 1);
}

TEST_CASE("sets of fonts go through the pipe, and staff cannot say them") {
    SloganCheckOrder order = check_of("防诈骗");
    order.font_sets = {{coverage_of("DejaVu Sans")}, {}};
    order.shapes = {{{96, 16}, 2.5, 30, "西门", "西城街道"}};
    const auto read = wire::read_render_request(wire::write_render_request(order));
    REQUIRE(read);
    CHECK(std::get<SloganCheckOrder>(*read) == order);
    SloganFinding finding{
        .fault = SloganFault::missing_there, .severity = FindingSeverity::note, .font_set = 1};
    const SloganCheck check{{}, {}, {finding}};
    CHECK(std::get<SloganCheck>(wire::read_render_answer(wire::write_render_answer(check)).value())
          == check);
}

TEST_CASE("marquee-render --check reads the slogan's font among the assets, behind its walls") {
    const TemporaryDirectory assets;
    const std::string bytes = read_whole(dejavu, limits::font_bytes_max).value();
    const std::string name = to_hex(sha256(bytes));
    std::filesystem::create_directories(assets.path() / name.substr(0, 2));
    std::ofstream(assets.path() / name.substr(0, 2) / name.substr(2), std::ios::binary) << bytes;
    const auto checked = [&](const std::string& digest) {
        const SystemClock clock;
        const std::string order = R"({"slogan":{"text":"Call 96110 防诈骗","style":{"font_asset":)"
                                  R"({"sha256":")"
                                  + digest + R"(","size_bytes":)" + std::to_string(bytes.size())
                                  + R"(,"media_type":"font/ttf"}}}})";
        return run_child({.program = program_path("marquee-render"),
                          .arguments = {"--check", "-", "--assets", assets.path().string()},
                          .environment = {"LANG=C.UTF-8", // walls keep the leak search out
                                          "ASAN_OPTIONS=detect_leaks=0"}},
                         order, {}, clock)
            .value();
    };
    const ChildRun there = checked(name);
    CHECK(there.exit.clean());
    CHECK(there.errors.find("note, text 12-14: The font \"DejaVu Sans\"") != std::string::npos);
    const ChildRun gone = checked(to_hex(sha256("nothing")));
    CHECK(gone.exit.code == 1);
    CHECK(gone.errors.find("error, text 1-14: ") != std::string::npos);
}
