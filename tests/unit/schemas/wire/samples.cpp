#include "tests/unit/schemas/wire/samples.hpp"

namespace marquee::tests {

using namespace std::chrono_literals;

namespace {

// "01900000-0000-7000-8000-0000000000NN"
std::string uuid(int number) {
    const std::string digits = std::to_string(number);
    return "01900000-0000-7000-8000-" + std::string(12 - digits.size(), '0') + digits;
}

Sha256 digest(std::uint8_t first) {
    Sha256 value;
    for (std::size_t i = 0; i < value.bytes.size(); ++i) {
        value.bytes[i] = static_cast<std::uint8_t>(first + 7 * i);
    }
    return value;
}

Instant noon(int day) {
    return std::chrono::sys_days{2026y / 11 / day} + 12h + 345'678us;
}

AssetRef asset(std::uint8_t first, const char* media_type) {
    return {digest(first), 123'456'789, media_type};
}

PlaylistItem item(int number, Content content) {
    PlaylistItem value;
    value.id = {uuid(number)};
    value.name = "item \"" + std::to_string(number) + "\"";
    value.duration = 12'345ms;
    value.transition = {TransitionKind::crossfade, 250ms};
    value.content = std::move(content);
    return value;
}

Slogan slogan() {
    Slogan value;
    value.text = "陌生来电要提防,\n多方确认防上当 \\ 100%";
    value.language = "zh-Hant";
    value.style = {{255, 128, 0, 255}, {0, 0, 64, 200}, Motion::scroll_left, 120, 48,
                   Alignment::end,     "Noto Sans"};
    return value;
}

Software software() {
    return {"marquee-player", "0.1.0", {"manifest/1.0", "program/1.0"}, {"slogan.scroll_left"}};
}

Times times() {
    Times value;
    value.dates = {2026y / 11 / 1, 2027y / 2 / 28};
    value.weekdays = {0b001'1111};
    value.windows = {{{8 * 3'600}, {20 * 3'600 + 30}}, {{22 * 3'600}, {24 * 3'600}}};
    return value;
}

} // namespace

Program sample_program() {
    Program program;
    program.organisation = {uuid(1)};
    program.id = {uuid(2)};
    program.revision = 3;
    program.name = "防诈骗 — November";
    program.unit = {uuid(3)};
    program.layout.canvas = {1920, 1080};
    program.layout.background = {1, 2, 3, 255};
    program.layout.zones = {
        {"video",
         {0, 0, 1920, 900},
         {{item(10, Poster{asset(1, "image/jpeg"), Fit::cover, {9, 8, 7, 255}}),
           item(11, Video{asset(2, "video/mp4"), Fit::stretch, {6, 5, 4, 255}, 70}),
           item(12, Audio{asset(3, "audio/ogg"), 30})}}},
        {"ticker", {0, 900, 1920, 180}, {{item(13, slogan())}}},
    };
    program.displays_allowed = {{uuid(4)}, {uuid(5)}};
    program.not_before = noon(1);
    program.not_after = noon(30);
    return program;
}

Manifest sample_manifest() {
    Manifest manifest;
    manifest.organisation = {uuid(1)};
    manifest.display = {uuid(4)};
    manifest.number = {3, 118};
    manifest.issued_at = noon(2);
    manifest.not_after = noon(20);
    manifest.zone = {
        "Europe/Paris", "2024a", 3'600, {{noon(3), 7'200, "CEST"}, {noon(4), 3'600, "CET"}}};
    manifest.programs = {{{uuid(2)}, 3, digest(4), digest(5), 4'321, 24'690ms, noon(1), noon(30)},
                         {{uuid(6)}, 1, digest(6), digest(7), 1'234, 10'000ms, {}, {}}};
    Schedule schedule;
    schedule.id = {uuid(7)};
    schedule.name = "weekdays";
    schedule.program = {uuid(2)};
    schedule.priority = PriorityClass::high;
    schedule.times = times();
    schedule.any_time = true;
    manifest.schedules = {schedule};
    manifest.filler = {{uuid(6)}};
    manifest.off_hours = {times(), Times{}};
    manifest.volume_percent = 55;
    return manifest;
}

Program sample_later_program() {
    Program program = sample_program();
    PlaylistItem& item = program.layout.zones.front().playlist.items.front();
    item.not_before = noon(3);
    item.not_after = noon(4);
    return program;
}

Program sample_drawn_program() {
    Program program = sample_program();
    const TextStyle style{{255, 200, 0, 255}, {0, 0, 64, 200}, 48, Alignment::start, "Noto Sans"};
    Zone& zone = program.layout.zones.front();
    zone.opacity_percent = 65;
    std::get<Poster>(zone.playlist.items.front().content).motion = PosterMotion::zoom_out;
    zone.playlist.items[1].transition = {TransitionKind::wipe, 250ms, Direction::down};
    zone.playlist.items.push_back(
        item(14, ClockFace{ClockTime::seconds, true, true, true, "en-GB", style}));
    zone.playlist.items.push_back(item(15, Countdown{2027y / 2 / 6,
                                                     {9 * 3'600},
                                                     CountdownUnit::seconds,
                                                     "距春节\n还有",
                                                     "。",
                                                     "春节快乐",
                                                     "zh-CN",
                                                     style}));
    zone.playlist.items.push_back(item(
        16, Qr{"https://police.example", {0, 0, 64, 255}, {250, 250, 200, 255}, "举报", "zh"}));
    return program;
}

Manifest sample_later_manifest() {
    Manifest manifest = sample_manifest();
    Schedule interrupt{.id = {uuid(8)}, .name = "two minutes", .program = {uuid(6)}};
    interrupt.interrupt_seconds_per_hour = 120;
    manifest.schedules.push_back(interrupt);
    Schedule& schedule = manifest.schedules.front();
    schedule.weight = 3;
    schedule.plays_per_hour_max = 12;
    schedule.repeat_gap = 90s;
    Recurrence recurrence{.start = 2026y / 1 / 1, .rule = RecurrenceRule{}};
    recurrence.rule->by_month = {2, 11};
    recurrence.dates = {2026y / 5 / 1};
    recurrence.exceptions = {2026y / 2 / 3};
    schedule.times.on = {
        DateRange{2026y / 10 / 1, {}},         recurrence,
        LunarRange{{12, 23}, {1, 15}},         DaysAround{Festival::chunjie, -3, 1},
        DaysAround{SolarTerm::qingming, 0, 0}, LunarMarket{0b10'0100'1000},
        MarketCycle{2026y / 1 / 1, 5},         DayKinds{0b110}};
    schedule.times.exceptions = {{{DayKinds{0b1}}, {{{9 * 3'600}, {10 * 3'600}}}}};
    manifest.off_hours.front().windows.front().weekdays = {0b110'0000};
    manifest.volume.curve = {{{6 * 3'600}, 30}, {{20 * 3'600}, 80}};
    manifest.brightness.caps = {{times(), 15}};
    manifest.holidays = HolidayTable{
        "中国大陆", {{2027, "国办发明电", {{2027y / 2 / 6, DayKind::statutory_holiday, "春节"}}}}};
    return manifest;
}

Override sample_notice() {
    Override value;
    value.organisation = {uuid(1)};
    value.id = {uuid(20)};
    value.serial = 7;
    value.issued_at = noon(5);
    value.not_after = noon(5) + 2h;
    value.units = {{uuid(3)}};
    value.displays = {{uuid(4)}, {uuid(5)}};
    value.action = Notice{"暴雨红色预警", "zh-Hans", "storm"};
    return value;
}

TrustDocument sample_trust() {
    TrustDocument trust;
    trust.organisation = {uuid(1)};
    trust.organisation_name = "Bureau of Somewhere";
    trust.version = 2;
    trust.issued_at = noon(1);
    trust.epoch = 3;
    trust.keys = {{to_hex(digest(8)),
                   SignatureSuite::ed25519,
                   std::string("\x30\x2a\x00\xff", 4),
                   {KeyRole::root, KeyRole::withdraw, KeyRole::notice}},
                  {to_hex(digest(9)),
                   SignatureSuite::ecdsa_p256_sha256,
                   "der",
                   {KeyRole::manifest, KeyRole::time, KeyRole::approve}}};
    trust.thresholds = {1, 2};
    trust.tls_authorities = {"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"};
    return trust;
}

Envelope sample_envelope() {
    Envelope envelope;
    envelope.payload_type = "application/vnd.marquee.time.v1+json";
    envelope.payload = "{\"format\":\"time/1.0\"}";
    envelope.signatures = {{to_hex(digest(9)), std::string(64, '\x81')},
                           {to_hex(digest(8)), std::string(64, '\0')}};
    return envelope;
}

EnrolmentFile sample_enrolment_file() {
    return {"https://manager.example:8443", digest(10), "one-time-secret", {uuid(3)}, noon(9)};
}

EnrolmentRequest sample_enrolment_request() {
    EnrolmentRequest request;
    request.token = "one-time-secret";
    request.nonce = "0123456789abcdef";
    request.name = "station-west";
    request.certificate_request_pem = "-----BEGIN CERTIFICATE REQUEST-----\n";
    request.software = software();
    request.displays = {{"main", DisplayKind::screen, {640, 64}},
                        {"horn", DisplayKind::loudspeaker, {0, 0}}};
    return request;
}

EnrolmentAnswer sample_enrolment_answer() {
    EnrolmentAnswer answer;
    answer.organisation = {uuid(1)};
    answer.player = {uuid(30)};
    answer.certificate_pem = "-----BEGIN CERTIFICATE-----\n";
    answer.displays = {{"main", {uuid(4)}, {{uuid(3)}, {uuid(31)}}}};
    answer.time_token = sample_envelope();
    return answer;
}

Heartbeat sample_heartbeat() {
    Heartbeat heartbeat;
    heartbeat.player = {uuid(30)};
    heartbeat.nonce = "0123456789abcdef";
    heartbeat.boot_id = "boot-7";
    heartbeat.sequence = 42;
    heartbeat.uptime = 86'400s;
    heartbeat.clock = {noon(6), true, -1'500us};
    heartbeat.software = software();
    heartbeat.trust_version = 2;
    DisplayHeartbeat display;
    display.display = {uuid(4)};
    display.name = "main";
    display.active = {3, 117};
    display.wanted = ManifestNumber{3, 118};
    display.blocked = "disk_full";
    display.rung = Rung::scheduled;
    display.zones = {{"ticker", {uuid(2)}, 3, {uuid(13)}, "slogan", digest(11)}};
    display.frames_presented = 1'000'000;
    display.frames_late = 3;
    display.quarantine = {{to_hex(digest(2)), "damaged_media", "stops after 3 s", noon(5)}};
    heartbeat.displays = {display};
    heartbeat.vitals = {1'000, 2'000, 3'000, 4'000, -12.5, 0.07};
    return heartbeat;
}

ContactAnswer sample_contact_answer() {
    ContactAnswer answer;
    answer.overrides = {sample_envelope(), sample_envelope()};
    answer.time_token = sample_envelope();
    answer.trust_version = 2;
    answer.manifests = {{{uuid(4)}, {3, 118}, {{uuid(3)}, {uuid(31)}}}};
    answer.next_contact = 45s;
    return answer;
}

TimeToken sample_time_token() {
    return {{uuid(1)}, "0123456789abcdef", noon(6), 1'250us};
}

PlaySegment sample_play_segment() {
    PlaySegment segment;
    segment.display = {uuid(4)};
    segment.first_number = 901;
    segment.items = {{{uuid(2)}, 3, "防诈骗", {uuid(13)}, "slogan", digest(11)},
                     {{uuid(6)}, 1, "filler", {uuid(14)}, "poster", digest(12)}};
    segment.records = {{0, noon(6), 12'345ms, true, ProofLevel::shown},
                       {1, noon(7), 10'000ms, false, ProofLevel::sent}};
    return segment;
}

UptimeSegment sample_uptime_segment() {
    UptimeSegment segment;
    segment.display = {uuid(4)};
    segment.first_number = 17;
    segment.records = {{UptimeMeasure::running, {noon(6), noon(7)}, "boot-7", true},
                       {UptimeMeasure::showing, {noon(6) + 1s, noon(7)}, "boot-7", false},
                       {UptimeMeasure::off, {noon(7), noon(7)}, "boot-8", true}};
    return segment;
}

} // namespace marquee::tests
