#include "schemas/rules/validate.hpp"

#include <catch2/catch.hpp>

#include "schemas/model/limits.hpp"
#include "schemas/rules/graphemes.hpp"

using namespace marquee;
using namespace marquee::rules;
using namespace std::chrono_literals;

namespace {

const Instant now = *instant_from_rfc3339("2026-11-21T08:00:00Z");

Program good_program() {
    Program program;
    program.id = ProgramId{"p"};
    program.name = "反诈";
    program.not_before = now;
    program.not_after = now + 24h;
    program.layout.canvas = {1920, 1080};
    PlaylistItem item;
    item.id = ItemId{"i"};
    item.content = Slogan{"陌生来电要提防", "zh-Hans", {}};
    program.layout.zones.push_back({"main", {0, 0, 1920, 1080}, {{item}}});
    return program;
}

Manifest good_manifest() {
    Manifest manifest;
    manifest.number = {1, 1};
    manifest.issued_at = now;
    manifest.not_after = now + 24h;
    ProgramRef program;
    program.id = ProgramId{"p"};
    program.cycle = 10s;
    manifest.programs.push_back(program);
    manifest.schedules.push_back(
        {ScheduleId{"s"}, "day", ProgramId{"p"}, PriorityClass::normal, {}, false});
    manifest.filler.push_back(ProgramId{"p"});
    return manifest;
}

Override good_notice() {
    Override document;
    document.id = OverrideId{"o"};
    document.serial = 1;
    document.issued_at = now;
    document.not_after = now + 2h;
    document.units.push_back(UnitId{"u"});
    document.action = Notice{"台风红色预警", "zh-Hans", "alert"};
    return document;
}

std::string times_of(std::string_view text, std::size_t count) {
    std::string all;
    for (; count > 0; --count) {
        all += text;
    }
    return all;
}

// "out_of_range /layout/zones/0/rect" of the one finding.
template<typename Document>
std::string finding(const Document& document) {
    const Findings findings = validate(document);
    return findings.size() == 1
               ? std::string(error_slug(findings[0].code)) + " " + findings[0].where
               : std::to_string(findings.size()) + " findings";
}

template<typename Change>
std::string after(Program program, Change&& change) {
    change(program, program.layout.zones[0], program.layout.zones[0].playlist.items[0]);
    return finding(program);
}

} // namespace

TEST_CASE("good documents have no findings") {
    CHECK(validate(good_program()).empty());
    CHECK(validate(good_manifest()).empty());
    CHECK(validate(good_notice()).empty());
    CHECK(as_status(validate(good_program())));
}

TEST_CASE("a program's zones must lie inside its canvas and be told apart") {
    const Program good = good_program();
    CHECK(after(good, [](Program&, Zone& zone, PlaylistItem&) { zone.rect.x = 1; })
          == "out_of_range /layout/zones/0/rect");
    CHECK(after(good, [](Program&, Zone& zone, PlaylistItem&) { zone.rect.height = 0; })
          == "out_of_range /layout/zones/0/rect");
    CHECK(after(good, [](Program&, Zone& zone, PlaylistItem&) { zone.rect.width = INT32_MAX; })
          == "out_of_range /layout/zones/0/rect");
    CHECK(after(good, [](Program&, Zone& zone, PlaylistItem&) { zone.name.clear(); })
          == "missing_member /layout/zones/0/name");
    Program twins = good;
    twins.layout.zones.push_back(twins.layout.zones[0]);
    twins.layout.zones[1].playlist.items[0].id = ItemId{"other"};
    CHECK(finding(twins) == "already_exists /layout/zones/1/name");
}

TEST_CASE("a program's canvas, zones and playlists must not be empty or too large") {
    const Program good = good_program();
    CHECK(after(good, [](Program& program, Zone&, PlaylistItem&) { program.layout.zones.clear(); })
          == "missing_member /layout/zones");
    CHECK(after(good, [](Program&, Zone& zone, PlaylistItem&) { zone.playlist.items.clear(); })
          == "missing_member /layout/zones/0/playlist/items");
    CHECK(after(good,
                [](Program& program, Zone&, PlaylistItem&) {
                    program.layout.canvas.width = limits::canvas_pixels_max + 1;
                })
          == "out_of_range /layout/canvas/width");
}

TEST_CASE("an item's duration, transition, id and content are checked where they stand") {
    const Program good = good_program();
    const std::string item = "/layout/zones/0/playlist/items/0";
    CHECK(after(good, [](Program&, Zone&, PlaylistItem& each) { each.duration = 99ms; })
          == "out_of_range " + item + "/duration_ms");
    CHECK(after(good, [](Program&, Zone&, PlaylistItem& each) { each.duration = 24h + 1ms; })
          == "out_of_range " + item + "/duration_ms");
    CHECK(after(good,
                [](Program&, Zone&, PlaylistItem& each) {
                    each.transition = {TransitionKind::crossfade, 10'001ms};
                })
          == "out_of_range " + item + "/transition/duration_ms");
    CHECK(after(good, [](Program&, Zone&, PlaylistItem& each) { each.id = {}; })
          == "already_exists " + item + "/id");
    CHECK(after(good,
                [](Program&, Zone&, PlaylistItem& each) {
                    each.content = Poster{{{}, 10, "video/mp4"}, Fit::cover, {}};
                })
          == "unsupported_media " + item + "/content/asset/media_type");
    CHECK(after(good,
                [](Program&, Zone&, PlaylistItem& each) {
                    each.content = Video{{{}, 10, "video/mp4"}, Fit::cover, {}, 101};
                })
          == "out_of_range " + item + "/content/volume_percent");
    CHECK(after(good,
                [](Program&, Zone&, PlaylistItem& each) {
                    each.content = Audio{{{}, 0, "audio/mpeg"}, 50};
                })
          == "out_of_range " + item + "/content/asset/size_bytes");
}

TEST_CASE("a program whose approval ends before it begins is refused") {
    Program program = good_program();
    program.not_after = program.not_before;
    CHECK(finding(program) == "out_of_range /not_after");
}

TEST_CASE("a slogan must say something, without control characters and within its limits") {
    CHECK(finding(Slogan{"", "zh", {}}) == "missing_member /text");
    CHECK(finding(Slogan{" \n\xE3\x80\x80", "zh", {}}) == "missing_member /text");
    CHECK(finding(Slogan{"a\tb", "zh", {}}) == "malformed /text");
    CHECK(finding(Slogan{"上\n下", "zh", {}}) == "0 findings");
    CHECK(finding(Slogan{times_of("防", 2'000), "zh", {}}) == "0 findings");
    CHECK(finding(Slogan{times_of("防", 2'001), "zh", {}}) == "too_large /text");
    CHECK(finding(Slogan{times_of("a", 16'385), "zh", {}}) == "too_large /text");
    Slogan fast{"a", "zh", {}};
    fast.style.speed_pixels_per_second = limits::scroll_pixels_per_second_max + 1;
    CHECK(finding(fast) == "out_of_range /style/speed_pixels_per_second");
    fast.style.speed_pixels_per_second = -1;
    CHECK(finding(fast) == "out_of_range /style/speed_pixels_per_second");
}

TEST_CASE("visible characters leave out what joins the one before") {
    CHECK(visible_characters("") == 0);
    CHECK(visible_characters("防诈骗") == 3);
    CHECK(visible_characters("e\xCC\x81") == 1);                        // e + U+0301
    CHECK(visible_characters("\xCC\x81") == 1);                         // alone it shows
    CHECK(visible_characters("a\n\xCC\x81") == 3);                      // on a new line too
    CHECK(visible_characters("\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD") == 1); // thumb with a skin tone
    CHECK(visible_characters("\xC3") == 1); // cut short: counted, not read past
}

TEST_CASE("a manifest's references resolve and its ids are unique") {
    Manifest manifest = good_manifest();
    manifest.schedules[0].program = ProgramId{"gone"};
    CHECK(finding(manifest) == "invalid_reference /schedules/0/program");
    CHECK(validate(manifest)[0].params == ErrorParams{{"program", "gone"}});
    manifest = good_manifest();
    manifest.filler.push_back(ProgramId{"gone"});
    CHECK(finding(manifest) == "invalid_reference /filler/1");
    manifest = good_manifest();
    manifest.programs.push_back(manifest.programs[0]);
    CHECK(finding(manifest) == "already_exists /programs/1/id");
    manifest = good_manifest();
    manifest.schedules.push_back(manifest.schedules[0]);
    CHECK(finding(manifest) == "already_exists /schedules/1/id");
}

TEST_CASE("a manifest's times, zone, number and volume are checked") {
    Manifest manifest = good_manifest();
    manifest.schedules[0].times.windows = {{{86'400}, {0}}};
    CHECK(finding(manifest) == "out_of_range /schedules/0/times/windows/0/start");
    manifest = good_manifest();
    manifest.off_hours.resize(1);
    manifest.off_hours[0].weekdays.bits = 0;
    CHECK(finding(manifest) == "out_of_range /off_hours/0/weekdays");
    manifest = good_manifest();
    manifest.zone.transitions = {{now, 0, "A"}, {now, 3'600, "B"}};
    CHECK(finding(manifest) == "out_of_range /zone/transitions/1/at");
    manifest = good_manifest();
    manifest.number.generation = 0;
    CHECK(finding(manifest) == "out_of_range /number/generation");
    manifest = good_manifest();
    manifest.volume_percent = 101;
    CHECK(finding(manifest) == "out_of_range /volume_percent");
    manifest = good_manifest();
    manifest.programs[0].not_before = now;
    manifest.programs[0].not_after = now;
    CHECK(finding(manifest) == "out_of_range /programs/0/not_after");
}

TEST_CASE("a date range must not be upside down") {
    Times times;
    times.dates.first = *date_from_iso("2026-03-02");
    times.dates.last = *date_from_iso("2026-03-01");
    CHECK(finding(times) == "out_of_range /last");
    times.dates.last = times.dates.first;
    CHECK(finding(times) == "0 findings");
}

TEST_CASE("a notice is short, ends within two hours and addresses somebody") {
    Override document = good_notice();
    document.not_after = now + 2h + 1us;
    CHECK(finding(document) == "out_of_range /action");
    document = good_notice();
    document.action = Notice{times_of("急", 121), "zh", "alert"};
    CHECK(finding(document) == "too_large /action/text");
    document = good_notice();
    document.units.clear();
    CHECK(finding(document) == "missing_member /units");
    document.action = Lift{};
    CHECK(finding(document) == "0 findings");
    document = good_notice();
    document.not_after = now;
    CHECK(finding(document) == "out_of_range /not_after");
    document = good_notice();
    document.serial = 0;
    CHECK(finding(document) == "out_of_range /serial");
    document = good_notice();
    document.action = Black{};
    document.not_after = now + 24h * 365;
    CHECK(finding(document) == "0 findings");
}

TEST_CASE("the list of findings is bounded") {
    Manifest manifest = good_manifest();
    manifest.filler.assign(1'000, ProgramId{"gone"});
    CHECK(validate(manifest).size() == limits::findings_max);
}
