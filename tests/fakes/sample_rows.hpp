// Rows for tests, complete and valid: a small city to fill a database with.
#pragma once

#include <string>

#include "manager/ports/database.hpp"

namespace marquee::manager::sample {

inline constexpr Instant now{std::chrono::seconds{1'795'000'000}};

// A UUID that sorts by its number.
inline std::string uuid(int number) {
    std::string digits = std::to_string(number);
    digits.insert(0, 12 - digits.size(), '0');
    return "01900000-0000-7000-8000-" + digits;
}

inline const OrganisationId organisation{uuid(1)};
inline const UnitId city{uuid(2)};
inline const UnitId north{uuid(3)};  // county of the city
inline const UnitId south{uuid(4)};  // county of the city
inline const UnitId market{uuid(5)}; // grid of the northern county

inline RowHead owned_by(const UnitId& unit) {
    return {unit, 1, now, now};
}

inline Sha256 digest(int number) {
    Sha256 value;
    value.bytes[30] = static_cast<std::uint8_t>(number >> 8);
    value.bytes[31] = static_cast<std::uint8_t>(number);
    return value;
}

inline Unit unit(const UnitId& id, const UnitId& parent, const std::string& name) {
    return {id, owned_by(id), parent, name, parent.empty() ? "city" : "county"};
}

// The organisation and its four units.
inline Status found_city(Change& change) {
    const Organisation ours{organisation, city, "光明市", "Asia/Shanghai", 1, now};
    return change.fleet.found(ours, unit(city, {}, "光明市"))
        .and_then([&] { return change.fleet.add_unit(unit(north, city, "北县")); })
        .and_then([&] { return change.fleet.add_unit(unit(south, city, "南县")); })
        .and_then([&] { return change.fleet.add_unit(unit(market, north, "集市")); });
}

inline SloganRecord slogan(int number, const UnitId& unit = city) {
    SloganRecord row;
    row.id = SloganId{uuid(number)};
    row.head = owned_by(unit);
    row.name = "反诈 " + std::to_string(number);
    row.slogan.text = "陌生来电要提防,多方确认防上当";
    row.slogan.style.motion = Motion::scroll_left;
    row.slogan.style.text = Colour{255, 210, 0, 128};
    row.slogan.style.alignment = Alignment::end;
    row.slogan.style.speed_pixels_per_second = 90;
    row.slogan.style.text_height_pixels = 48;
    row.slogan.style.font = "Noto Sans CJK SC";
    return row;
}

inline ProgramRecord program(int number, const UnitId& unit = city) {
    return {ProgramId{uuid(number)}, owned_by(unit), "宣传 " + std::to_string(number)};
}

inline ProgramRevision revision(int program_number, std::int32_t number) {
    ProgramRevision row;
    row.program = ProgramId{uuid(program_number)};
    row.revision = number;
    row.head = owned_by(city);
    row.payload = R"({"format":"program/1.0"})";
    row.cycle = Milliseconds{10'000};
    return row;
}

inline Player player(int number, const UnitId& unit = market) {
    Player row;
    row.id = PlayerId{uuid(number)};
    row.head = owned_by(unit);
    row.name = "box-" + std::to_string(number);
    row.software.version = "0.1.0";
    row.software.formats = {"program/1.0", "manifest/1.0"};
    row.software.capabilities = {"slogan.scroll_left", "poster.jpeg", "capture"};
    row.key_sha256 = digest(number + 500);
    row.certificate_sha256 = digest(number);
    row.certificate_expires_at = now + std::chrono::hours{24 * 365};
    return row;
}

inline Display display(int number, int player_number, const UnitId& unit = market) {
    Display row;
    row.id = DisplayId{uuid(number)};
    row.head = owned_by(unit);
    row.player = PlayerId{uuid(player_number)};
    row.name = "display-" + std::to_string(number);
    row.title = "西站北口";
    row.size = {1920, 1080};
    row.tags = {"indoor", "subway"};
    return row;
}

inline ScheduleRecord schedule(int number, int program_number, const UnitId& unit = city) {
    ScheduleRecord row;
    row.schedule.id = ScheduleId{uuid(number)};
    row.schedule.name = "春节";
    row.schedule.program = ProgramId{uuid(program_number)};
    row.schedule.priority = PriorityClass::high;
    row.head = owned_by(unit);
    return row;
}

inline LocalDate date(int year, unsigned month, unsigned day) {
    return std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day);
}

// From six in the morning to half past eleven at night, but for the eve of the Spring Festival.
inline Daypart daypart(int number, const UnitId& unit = city) {
    const std::vector<DayRule> eve{DaysAround{Festival::chuxi, 0, 0}};
    return {DaypartId{uuid(number)},
            owned_by(unit),
            "地铁运营时间",
            {{{6 * 3600}, {23 * 3600 + 1'800}}},
            {{eve, {{{6 * 3600}, {18 * 3600}}}}}};
}

// The first week of term.
inline NamedPeriod period(int number, const UnitId& unit = city) {
    return {PeriodId{uuid(number)},
            owned_by(unit),
            "开学第一周",
            {DateRange{date(2027, 2, 22), date(2027, 2, 28)}}};
}

inline Campaign campaign(int number, const UnitId& unit = city) {
    return {.id = CampaignId{uuid(number)},
            .head = owned_by(unit),
            .name = "春节反诈",
            .owner = {},
            .dates = {date(2027, 1, 1), date(2027, 3, 1)},
            .goal = CampaignGoal{CampaignGoal::Measure::minutes, 30}};
}

inline Account account(int number, const std::string& name) {
    Account row;
    row.id = AccountId{uuid(number)};
    row.head = owned_by(city);
    row.name = name;
    row.grants = {{Role::editor, north}, {Role::viewer, city}};
    return row;
}

inline ApiToken token(int number, int account_number) {
    ApiToken row;
    row.id = TokenId{uuid(number)};
    row.head = owned_by(city);
    row.account = AccountId{uuid(account_number)};
    row.name = "monitoring";
    row.token_sha256 = digest(number);
    return row;
}

inline UploadRecord upload(int number, int account_number, const UnitId& unit = market) {
    UploadRecord row;
    row.id = UploadId{uuid(number)};
    row.head = owned_by(unit);
    row.account = AccountId{uuid(account_number)};
    row.name = "反诈海报";
    row.file_name = "海报.jpg";
    row.length = 1'000;
    row.expires_at = now + std::chrono::hours{24};
    return row;
}

inline AssetRecord asset(int number, const UnitId& unit = market) {
    AssetRecord row;
    row.id = AssetId{uuid(number)};
    row.head = owned_by(unit);
    row.name = "反诈海报";
    row.file_name = "海报.jpg";
    row.original = {digest(number), 5'000'000'000};
    return row;
}

inline MadeRendition made_video(int number) {
    MadeRendition made;
    made.kind = MediaKind::video;
    made.rendition.asset = {digest(number), 4'000'000'000, "video/mp4"};
    made.rendition.size = {1920, 1080};
    made.rendition.duration = Milliseconds{90'040};
    made.rendition.has_sound = true;
    made.notes = {{"scaled_down", {{"from", "3840×2160"}, {"to", "1920×1080"}}},
                  {"silent_displays", {}},
                  {"frame_rate", {{"fps", "30"}}}};
    return made;
}

inline EnrolmentTicket ticket(int number, const UnitId& unit = market) {
    EnrolmentTicket row;
    row.id = EnrolmentId{uuid(number)};
    row.head = owned_by(unit);
    row.token_sha256 = digest(number);
    row.expires_at = now + std::chrono::hours{24};
    return row;
}

} // namespace marquee::manager::sample
