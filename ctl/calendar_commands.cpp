#include "ctl/calendar_commands.hpp"

#include <charconv>

#include <fmt/format.h>

#include "ctl/occurrences.hpp"
#include "schemas/rules/chinese_calendar.hpp"
#include "schemas/rules/chinese_calendar_names.hpp"

namespace marquee::ctl {

namespace {

constexpr std::int64_t occurrences_max = 100'000;

Status recur(Session& session) {
    const Settings& settings = session.settings;
    const OccurrenceOrder order{.rule = settings.text("rule"),
                                .start = settings.text("dtstart"),
                                .zone = settings.text("tz"),
                                .exceptions = settings.list("exdate"),
                                .dates = settings.list("rdate"),
                                .count = static_cast<std::size_t>(settings.integer("count"))};
    return occurrences(order, Zoneinfo()).map([&](const std::vector<std::string>& lines) {
        for (const std::string& line : lines) {
            session.out += line + "\n";
        }
        if (lines.empty()) {
            session.tell("no occurrences");
        }
    });
}

// "2027-01-01 正月初一 春节"
Result<std::string> lunar_line(LocalDate date) {
    const std::optional<LunarDate> lunar = rules::to_lunar(date);
    if (!lunar) {
        return fail(ErrorCode::out_of_range,
                    "the calendar knows the days from 1900-01-31 to 2101-01-28", to_iso_date(date));
    }
    std::string line = fmt::format("{:04}-{:02}-{:02}{} {}", lunar->year, lunar->month, lunar->day,
                                   lunar->leap_month ? " leap" : "", rules::chinese_name(*lunar));
    if (const auto term = rules::solar_term_on(date)) {
        line += fmt::format(" {}", rules::chinese_name(*term));
    }
    for (int each = 0; each <= static_cast<int>(Festival::chuxi); ++each) {
        const auto festival = static_cast<Festival>(each);
        if (rules::contains(festival, date)) {
            line += fmt::format(" {}", rules::chinese_name(festival));
        }
    }
    return line + "\n";
}

Result<LunarDate> lunar_date_of(const std::string& text, bool leap) {
    LunarDate date{.leap_month = leap};
    const char* at = text.data();
    const char* const end = at + text.size();
    for (std::int32_t* const part : {&date.year, &date.month, &date.day}) {
        const auto read = std::from_chars(at, end, *part);
        const bool last = part == &date.day;
        if (read.ec != std::errc()
            || (last ? read.ptr != end : read.ptr == end || *read.ptr != '-')) {
            return fail(ErrorCode::malformed, "a lunar date is written 2027-01-01", text);
        }
        at = read.ptr + 1;
    }
    return date;
}

Status lunar(Session& session) {
    const Settings& settings = session.settings;
    const bool solar_wanted = settings.has("to-solar");
    if (solar_wanted != settings.positional().empty()) {
        return fail(ErrorCode::missing_member, "say either a DATE or --to-solar");
    }
    const Result<std::string> line =
        solar_wanted ? lunar_date_of(settings.text("to-solar"), settings.toggle("leap"))
                           .and_then([](const LunarDate& date) { return rules::to_solar(date); })
                           .map([](LocalDate date) { return to_iso_date(date) + "\n"; })
                     : date_from_iso(settings.positional().front()).and_then(lunar_line);
    return line.map([&](const std::string& text) { session.out = text; });
}

} // namespace

Command recur_command() {
    return {
        .name = "recur",
        .summary = "prints the first occurrences of a recurrence rule, one a line",
        .needed = {"rule", "dtstart"},
        .settings = {{.key = "rule",
                      .kind = SettingKind::text,
                      .help = "RFC 5545: FREQ=MONTHLY;BYDAY=-1FR; docs/recurrence.md says what"},
                     {.key = "dtstart",
                      .kind = SettingKind::text,
                      .help = "2026-01-01T09:00:00 on the wall clock of the zone; an occurrence "
                              "only if the rule selects it"},
                     {.key = "tz",
                      .kind = SettingKind::text,
                      .default_value = "Asia/Shanghai",
                      .help = "IANA name of the time zone"},
                     {.key = "exdate",
                      .kind = SettingKind::list,
                      .help = "occurrences that are left out; may be repeated"},
                     {.key = "rdate",
                      .kind = SettingKind::list,
                      .help = "occurrences beside the rule's; may be repeated"},
                     {.key = "count",
                      .kind = SettingKind::integer,
                      .default_value = "10",
                      .help = "how many are printed",
                      .least = 1,
                      .most = occurrences_max}},
        .failure = ExitCode::usage,
        .run = recur};
}

Command lunar_command() {
    return {.name = "lunar",
            .summary = "prints the Chinese date of a day with its solar term and festivals",
            .positional = "DATE",
            .positional_most = 1,
            .settings = {{.key = "to-solar",
                          .kind = SettingKind::text,
                          .help = "the other way round: a lunar date such as 2027-01-01"},
                         {.key = "leap",
                          .kind = SettingKind::toggle,
                          .default_value = "no",
                          .help = "with --to-solar: of the leap month of that number"}},
            .failure = ExitCode::usage,
            .run = lunar};
}

} // namespace marquee::ctl
