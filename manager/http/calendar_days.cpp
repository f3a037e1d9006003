#include "manager/http/calendar_days.hpp"

#include <charconv>
#include <set>

#include "manager/http/calendar_words.hpp"
#include "manager/publishing/schedule_times.hpp"
#include "schemas/rules/calendar_days.hpp"
#include "schemas/rules/chinese_calendar.hpp"
#include "schemas/rules/chinese_calendar_names.hpp"
#include "schemas/wire/times.hpp"

namespace marquee::manager {

namespace {

constexpr std::int64_t days_default = 42; // six weeks: a month's page
constexpr auto days_max = static_cast<std::int64_t>(limits::holiday_days_max);

// What is asked for.
struct Stretch {
    LocalDate from{};
    std::int64_t days = days_default;
};

Result<Stretch> stretch_of(const Request& request) {
    const auto from = request.query.find("from");
    if (!from) {
        return fail(ErrorCode::missing_member, "the calendar begins on a day", "from");
    }
    Result<LocalDate> first = date_from_iso(*from);
    if (!first) {
        return fail(ErrorCode::malformed, "from is a date such as 2027-02-06", "from");
    }
    Stretch stretch{.from = *first};
    if (const auto text = request.query.find("days")) {
        const auto [end, failure] =
            std::from_chars(text->data(), text->data() + text->size(), stretch.days);
        const bool whole = failure == std::errc{} && end == text->data() + text->size();
        if (!whole || stretch.days < 1 || stretch.days > days_max) {
            return fail(ErrorCode::out_of_range, "that is no number of days", "days",
                        {{"allowed", "1–" + std::to_string(days_max)}});
        }
    }
    return stretch;
}

std::vector<Festival> festivals_on(LocalDate date) {
    std::vector<Festival> found;
    for (int i = 0; i <= static_cast<int>(Festival::chuxi); ++i) {
        if (rules::contains(static_cast<Festival>(i), date)) {
            found.push_back(static_cast<Festival>(i));
        }
    }
    return found;
}

void write_lunar(wire::ObjectWriter& out, LocalDate date, Language language) {
    const auto lunar = rules::to_lunar(date);
    if (!lunar) {
        return; // beyond the table
    }
    out.object("lunar", [&](wire::ObjectWriter& in) {
        in.member("year", lunar->year);
        in.member("month", lunar->month);
        in.member("day", lunar->day);
        in.member("leap_month", lunar->leap_month);
        in.member("text", lunar_words(*lunar, language));
    });
}

void write_day(wire::ObjectWriter& out, LocalDate date, const HolidayTable& table,
               Language language) {
    out.member("date", date);
    write_lunar(out, date, language);
    const std::vector<Festival> festivals = festivals_on(date);
    out.texts("festivals", festivals,
              [](Festival festival) { return std::string(rules::slug(festival)); });
    out.texts("names", festivals,
              [&](Festival festival) { return std::string(festival_words(festival, language)); });
    if (const auto term = rules::solar_term_on(date)) {
        out.member("solar_term", rules::slug(*term));
        out.member("solar_term_name", solar_term_words(*term, language));
    }
    out.member("kind", rules::kind_of(table, date));
    const SpecialDay* special = rules::special_day(table, date);
    if (special != nullptr && !special->name.empty()) {
        out.member("holiday", special->name);
    }
}

} // namespace

StaffRoutes CalendarDaysResource::routes() {
    return {{Method::get, "/api/v1/calendar", Action::read_content, {}, [this](const auto& call) {
                 return show(call);
             }}};
}

Result<Response> CalendarDaysResource::show(const StaffCall& call) {
    const Result<Stretch> stretch = stretch_of(call.request);
    const auto years =
        database_.read([](const View& view) { return view.calendars.all_holidays(); });
    if (!stretch || !years) {
        return tl::unexpected<Error>(stretch ? years.error() : stretch.error());
    }
    const HolidayTable table = holiday_table(*years);
    const Language language = language_of(call.request);
    std::vector<LocalDate> dates;
    std::set<int> missing;
    const std::chrono::sys_days first = stretch->from;
    for (std::int64_t day = 0; day < stretch->days; ++day) {
        const LocalDate date = first + std::chrono::days{day};
        dates.push_back(date);
        if (!rules::kind_of(table, date)) {
            missing.insert(static_cast<int>(date.year()));
        }
    }
    std::string missing_years = "[";
    for (const int year : missing) {
        missing_years += (missing_years.size() > 1 ? "," : "") + std::to_string(year);
    }
    missing_years += "]";
    return json(wire::write_object([&](wire::ObjectWriter& out) {
        out.list("items", dates, [&](wire::ObjectWriter& row, LocalDate date) {
            write_day(row, date, table, language);
        });
        out.raw("missing_years", missing_years);
    }));
}

} // namespace marquee::manager
