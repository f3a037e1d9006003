#include <limits>

#include <catch2/catch.hpp>

#include "schemas/wire/contact.hpp"
#include "schemas/wire/enrolment.hpp"
#include "schemas/wire/envelope.hpp"
#include "schemas/wire/journal.hpp"
#include "schemas/wire/manifest.hpp"
#include "schemas/wire/override.hpp"
#include "schemas/wire/preview.hpp"
#include "schemas/wire/problem.hpp"
#include "schemas/wire/program.hpp"
#include "schemas/wire/trust.hpp"
#include "tests/unit/schemas/wire/samples.hpp"

using namespace marquee;
using namespace marquee::tests;
using namespace std::chrono_literals;

namespace {

// Written, read and written again: the same value and the same bytes.
template<typename T>
void check_survives(const T& value, std::string (*write)(const T&),
                    Result<T> (*read)(std::string_view)) {
    const std::string text = write(value);
    INFO(text);
    const Result<T> back = read(text);
    INFO((back ? std::string() : to_string(back.error())));
    REQUIRE(back);
    CHECK(*back == value);
    CHECK(write(*back) == text);
}

Result<Envelope> read_any_envelope(std::string_view text) {
    return wire::read_envelope(text);
}

} // namespace

TEST_CASE("what players verify survives the way to text and back") {
    check_survives(sample_program(), wire::write_program, wire::read_program);
    check_survives(sample_later_program(), wire::write_program, wire::read_program);
    check_survives(sample_drawn_program(), wire::write_program, wire::read_program);
    check_survives(sample_manifest(), wire::write_manifest, wire::read_manifest);
    check_survives(sample_later_manifest(), wire::write_manifest, wire::read_manifest);
    check_survives(sample_trust(), wire::write_trust, wire::read_trust);
    check_survives(sample_time_token(), wire::write_time_token, wire::read_time_token);
    check_survives(sample_envelope(), wire::write_envelope, read_any_envelope);
}

TEST_CASE("every kind of override survives") {
    Override value = sample_notice();
    check_survives(value, wire::write_override, wire::read_override);
    value.action = Black{};
    check_survives(value, wire::write_override, wire::read_override);
    value.action = Lift{};
    check_survives(value, wire::write_override, wire::read_override);
}

TEST_CASE("the messages of enrolment survive") {
    check_survives(sample_enrolment_file(), wire::write_enrolment_file, wire::read_enrolment_file);
    check_survives(sample_enrolment_request(), wire::write_enrolment_request,
                   wire::read_enrolment_request);
    check_survives(sample_enrolment_answer(), wire::write_enrolment_answer,
                   wire::read_enrolment_answer);
}

TEST_CASE("the messages of a contact survive") {
    Heartbeat heartbeat = sample_heartbeat();
    check_survives(heartbeat, wire::write_heartbeat, wire::read_heartbeat);
    heartbeat.vitals = {};
    heartbeat.displays.front().wanted.reset();
    heartbeat.displays.front().zones.clear();
    check_survives(heartbeat, wire::write_heartbeat, wire::read_heartbeat);
    check_survives(sample_contact_answer(), wire::write_contact_answer, wire::read_contact_answer);
}

Program styled_program() {
    Slogan slogan{"{time} 反诈", "zh-Hans", {}};
    slogan.style.motion = Motion::pages;
    slogan.style.font_asset = AssetRef{Sha256{}, 4'096, "font/otf"};
    slogan.style.letters = {WritingMode::vertical,
                            TextRendering::crisp,
                            FontWeight::bold,
                            Colour{255, 0, 0, 128},
                            Outline{2, Colour{1, 2, 3, 255}},
                            Shadow{-3, 4, Colour{0, 0, 0, 128}},
                            {{0, 2, Colour{9, 8, 7, 255}}, {4, 6, Colour{6, 5, 4, 255}}}};
    slogan.style.movement = {ScrollSpeed::fast,
                             {EffectKind::typewriter, Milliseconds{700}, Direction::left},
                             {EffectKind::slide, Milliseconds{300}, Direction::down},
                             Milliseconds{2'500},
                             3};
    slogan.translation = Translation{"Beware of fraud", "en"};
    slogan.variables = true;
    Program program = sample_program();
    auto& items = program.layout.zones.front().playlist.items;
    items.front().content = slogan;
    items.back().content = TestCard{TestCardKind::modules, {96, 48}};
    return program;
}

TEST_CASE("a figure that is not a number is left out of the vitals") {
    Heartbeat heartbeat = sample_heartbeat();
    heartbeat.vitals.temperature_celsius = std::numeric_limits<double>::quiet_NaN();
    const auto back = wire::read_heartbeat(wire::write_heartbeat(heartbeat));
    REQUIRE(back);
    CHECK_FALSE(back->vitals.temperature_celsius);
    CHECK(back->vitals.load_one_minute == 0.07);
}

TEST_CASE("journals and their acknowledgement survive") {
    check_survives(sample_play_segment(), wire::write_play_segment, wire::read_play_segment);
    check_survives(sample_uptime_segment(), wire::write_uptime_segment, wire::read_uptime_segment);
    CHECK(wire::read_acknowledged(wire::write_acknowledged(902)) == 902U);
}

TEST_CASE("a manifest is complete without a single default left out") {
    Manifest manifest = sample_manifest();
    manifest.schedules.front().times = Times{};
    manifest.zone = ZoneRules{};
    check_survives(manifest, wire::write_manifest, wire::read_manifest);
}

TEST_CASE("a document says the oldest format that can say it, and names what is newer") {
    const auto starts = [](const std::string& text, const std::string& start) {
        INFO(text.substr(0, 300));
        CHECK(text.substr(0, start.size()) == start);
    };
    starts(wire::write_program(sample_program()), R"({"format":"program/1.0","organisation")");
    starts(wire::write_program(sample_later_program()),
           R"({"format":"program/1.1","critical":["not_before","not_after"],"organisation")");
    Program announcing = sample_program();
    std::get<Audio>(announcing.layout.zones[0].playlist.items[2].content).chime = true;
    starts(wire::write_program(announcing),
           R"({"format":"program/1.1","critical":["chime"],"organisation")");
    check_survives(announcing, wire::write_program, wire::read_program);
    starts(wire::write_program(sample_drawn_program()),
           R"({"format":"program/1.2","critical":["direction","motion","opacity_percent","time",)"
           R"("until_date","dark"],"organisation")");
    starts(wire::write_program(styled_program()),
           R"({"format":"program/1.3","critical":["font_asset","letters","movement","translation",)"
           R"("variables","card"],"organisation")");
    Program program = sample_program();
    program.layout.zones.front().playlist.items.front().transition.kind = TransitionKind::slide;
    starts(wire::write_program(program), R"({"format":"program/1.2","critical":["direction"],)");
    starts(wire::write_manifest(sample_manifest()), R"({"format":"manifest/1.0","organisation")");
    starts(wire::write_manifest(sample_later_manifest()),
           R"({"format":"manifest/1.1","critical":["brightness","exceptions","holidays",)"
           R"("interrupt_seconds_per_hour","on","plays_per_hour_max","repeat_gap_s","volume",)"
           R"("weekdays","weight"],"organisation")");
    Manifest manifest = sample_manifest();
    manifest.schedules.front().weight = 2;
    starts(wire::write_manifest(manifest), R"({"format":"manifest/1.1","critical":["weight"],)");
    manifest.wall = WallPlace{{960, 32}, 192, 0};
    starts(wire::write_manifest(manifest),
           R"({"format":"manifest/1.2","critical":["wall","weight"],)");
}

TEST_CASE("every look and course of a slogan survives, and so does a place on a wall") {
    check_survives(styled_program(), wire::write_program, wire::read_program);
    Manifest manifest = sample_manifest();
    manifest.wall = WallPlace{{960, 32}, 192, 16};
    manifest.display_name = "一号线 2号";
    manifest.unit_name = "安宁派出所";
    check_survives(manifest, wire::write_manifest, wire::read_manifest);
}

TEST_CASE("what a program does not use of the newer members is not written") {
    const std::string text = wire::write_program(sample_program());
    for (const char* member : {"opacity_percent", "direction", "critical"}) {
        INFO(member);
        CHECK(text.find(member) == std::string::npos);
    }
    Program program = sample_program();
    Transition& transition = program.layout.zones.front().playlist.items.front().transition;
    transition.direction = Direction::up; // of a crossfade: it has none
    CHECK(wire::write_program(program) == text);
}

TEST_CASE("a reader of manifest/1.0 refuses what it does not understand, by its name") {
    // It asks for what the first release knew.
    const auto first_reader = [](const wire::Object& in) {
        const auto read_window = [](const wire::Value& window) {
            return window.object().required("start").time_of_day();
        };
        return in.required("schedules").list(9, [&](const wire::Value& schedule) {
            const wire::Object times = schedule.object().required("times").object();
            (void)times.optional("weekdays");
            return times.optional("windows").list(9, read_window).size();
        });
    };
    const auto refusal = [&](const Manifest& manifest) {
        const auto read = wire::read_document(wire::write_manifest(manifest), 100'000,
                                              wire::Format{"manifest"}, first_reader);
        return read ? std::string("read") : to_string(read.error());
    };
    Manifest manifest = sample_manifest();
    CHECK(refusal(manifest) == "read");
    Times& times = manifest.schedules.front().times;
    times.windows.front().weekdays = {0b1};
    CHECK(refusal(manifest)
          == "critical_not_understood at /schedules/0/times/windows/0/weekdays: 'weekdays' must be "
             "understood and is not");
    times.windows.clear();
    times.on = {DayKinds{0b1}};
    CHECK(
        refusal(manifest)
        == "critical_not_understood at /schedules/0/times/on: 'on' must be understood and is not");
}

TEST_CASE("style, transition and weekdays keep their defaults when left out") {
    const auto content =
        wire::read_object(R"({"kind":"slogan","text":"防"})", wire::staff_body,
                          [](const wire::Object& in) { return wire::read_content(in); });
    REQUIRE(content);
    CHECK(std::get<Slogan>(*content) == Slogan{"防", "zh-Hans", {}});
    const auto times = wire::read_object(
        "{}", wire::staff_body, [](const wire::Object& in) { return wire::read_times(in); });
    REQUIRE(times);
    CHECK(*times == Times{});
}

TEST_CASE("what the manager and its renderer say to each other survives the pipe on one line") {
    StillOrder still{sample_program().layout, {640, 64}, 2'500ms, {320, 32}};
    StillOrder timed = still;
    timed.layout = sample_drawn_program().layout;
    timed.starts = sample_program().not_before;
    timed.wall = sample_manifest().zone;
    SloganCheckOrder check;
    check.slogan.text = "一\n二";
    check.shapes = {{{192, 32}}, {{96, 16}, 2.5, 12}};
    check.duration = 8s;
    const FilmstripOrder strip{timed, {500ms, 1'500ms}};
    SloganMotionOrder motion{.slogan = check.slogan, .zone = {640, 64}, .duration = 8s};
    SloganMotionOrder told = motion;
    told.display_name = "东门一号屏";
    told.unit_name = "东门派出所";
    told.starts = timed.starts;
    told.wall = timed.wall;
    for (const RenderOrder& order :
         std::vector<RenderOrder>{still, timed, strip, check, motion, told}) {
        check_survives(order, wire::write_render_request, wire::read_render_request);
        CHECK(wire::write_render_request(order).find('\n') == std::string::npos);
    }
    const SloganCheck found{{{"\U0001FAE0", {0x1FAE0}}},
                            {{{192, 32}, true, 180, 20, 4.25}},
                            {{.fault = SloganFault::too_fast,
                              .shape = 0,
                              .part = TextPart::translation,
                              .from = 1,
                              .until = 3,
                              .params = {{"needed_s", "4.5"}}},
                             {.severity = FindingSeverity::error}}};
    const Error error{ErrorCode::missing_glyph, "no font", "/layout", {{"character", "x"}}};
    for (const RenderAnswer& answer : std::vector<RenderAnswer>{PictureFollows{5}, found, error}) {
        check_survives(answer, wire::write_render_answer, wire::read_render_answer);
        CHECK(wire::write_render_answer(answer).find('\n') == std::string::npos);
    }
}

namespace {

SloganMotion sample_scroll() {
    SloganMotion motion{.zone = {640, 64}, .background = {1, 2, 3}};
    motion.motion = ScrollDescription{.direction = Direction::right,
                                      .zone_pixels = 640,
                                      .strip_pixels = 2'100,
                                      .period_pixels = 2'260,
                                      .steps_per_second = 97,
                                      .phases = 2,
                                      .passes = 3,
                                      .lap = 8s};
    motion.sheets = {{{0, -4, 2'048, 72}, 0, {}, 100},
                     {{0, -4, 2'048, 72}, 1, {}, 101},
                     {{2'048, -4, 52, 72}, 0, {}, 10},
                     {{2'048, -4, 52, 72}, 1, {}, 11}};
    return motion;
}

SloganMotion sample_pages() {
    SloganMotion motion{.zone = {640, 64}, .writing = WritingMode::vertical};
    const Effect enter{EffectKind::typewriter, 0ms, Direction::up};
    motion.motion = PagesDescription{{{0us, 1s, 0us, 4s}, {4s, 1s, 0us, 8s}}, 2, enter, {}};
    const std::vector<TypedLine> lines{{{20, 0, 20, 60}, {0, 20, 60}}, {{0, 0, 20, 60}, {0, 60}}};
    motion.sheets = {{{10, 2, 40, 60}, 0, lines, 100}, {{10, 2, 40, 60}, 1, lines, 120}};
    return motion;
}

ErrorCode refusal_of(const SloganMotion& motion) {
    const auto read = wire::read_render_answer(wire::write_render_answer(motion));
    REQUIRE_FALSE(read);
    return read.error().code;
}

} // namespace

TEST_CASE("a motion survives the pipe, and says how many bytes of pictures follow") {
    for (const SloganMotion& motion : {sample_scroll(), sample_pages()}) {
        const RenderAnswer answer = motion;
        check_survives(answer, wire::write_render_answer, wire::read_render_answer);
        CHECK(wire::write_render_answer(answer).find('\n') == std::string::npos);
    }
    CHECK(bytes_following(sample_scroll()) == 222);
    CHECK(bytes_following(PictureFollows{5}) == 5);
    CHECK(bytes_following(SloganCheck{}) == 0);
}

TEST_CASE("a motion that no manager could hold, or no page could show, is refused") {
    SloganMotion wide = sample_scroll();
    wide.sheets.front().at.height = 8'000; // 16 million pixels
    CHECK(refusal_of(wide) == ErrorCode::out_of_range);
    SloganMotion heavy = sample_scroll();
    heavy.sheets.front().png_bytes = limits::render_picture_bytes_max;
    CHECK(refusal_of(heavy) == ErrorCode::out_of_range);
    heavy.sheets.front().png_bytes = limits::render_picture_bytes_max + 1;
    CHECK(refusal_of(heavy) == ErrorCode::out_of_range);
    SloganMotion other_phase = sample_scroll();
    other_phase.sheets.front().number = 2;
    CHECK(refusal_of(other_phase) == ErrorCode::out_of_range);
    SloganMotion page_missing = sample_pages();
    page_missing.sheets.pop_back();
    CHECK(refusal_of(page_missing) == ErrorCode::out_of_range);
    SloganMotion many = sample_scroll();
    many.sheets.resize(2'000, {{0, 0, 1, 1}, 0, {}, 1});
    CHECK(refusal_of(many) == ErrorCode::too_large);
    SloganMotion no_page = sample_pages();
    no_page.motion = PagesDescription{};
    CHECK(refusal_of(no_page) == ErrorCode::out_of_range);
    CHECK_FALSE(wire::read_render_answer(
        R"({"format":"render-answer/1.0","slogan_motion":{"zone":{"width":1,"height":1}}})"));
}
