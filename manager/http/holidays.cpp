#include "manager/http/holidays.hpp"

#include <charconv>

#include "manager/access/audit.hpp"
#include "manager/http/resource.hpp"
#include "schemas/rules/calendar_days.hpp"
#include "schemas/wire/times.hpp"

namespace marquee::manager {

namespace {

void write_row(wire::ObjectWriter& out, const HolidayYearRecord& row) {
    out.member("id", std::to_string(row.year.year));
    write_head(out, row.head);
    wire::write_holiday_year(out, row.year);
}

Response response_of(const HolidayYearRecord& row) {
    return json_of(wire::write_object([&](wire::ObjectWriter& out) { write_row(out, row); }),
                   row.head.version);
}

// The year that the address says.
Result<std::int32_t> year_of(const StaffCall& call) {
    const std::string& text = call.places.front();
    std::int32_t year = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), year);
    if (failure != std::errc{} || end != text.data() + text.size() || text.size() != 4) {
        return fail(ErrorCode::not_found, "there is no such year", text);
    }
    return year;
}

// What the year would be; rules/validate finds what contradicts itself.
Result<HolidayYear> read_body(const StaffCall& call, std::int32_t year) {
    auto read =
        wire::read_object(call.request.text(), wire::staff_body, [&](const wire::Object& in) {
            return wire::read_holiday_days(in, year);
        });
    return read.and_then([](HolidayYear announced) -> Result<HolidayYear> {
        Status sound = rules::as_status(rules::validate(HolidayTable{"-", {announced}}));
        if (!sound) {
            Error error = std::move(sound.error());
            constexpr std::string_view of_table = "/years/0";
            if (error.where.starts_with(of_table)) {
                error.where.erase(0, of_table.size());
            }
            return tl::unexpected<Error>(std::move(error));
        }
        return announced;
    });
}

AuditEntry entry(const StaffCall& call, std::string action, const HolidayYearRecord& row) {
    return {.at = call.now,
            .unit = row.head.unit,
            .actor = call.who.account,
            .action = std::move(action),
            .subject = std::to_string(row.year.year),
            .detail = row.year.source + ": " + std::to_string(row.year.days.size()) + " days"};
}

} // namespace

StaffRoutes HolidayResource::routes() {
    const std::string_view all = "/api/v1/holidays";
    const std::string_view one = "/api/v1/holidays/{year}";
    const UnitOf root = [this](const Request&, const std::vector<std::string>&) {
        return database_.read([](const View& view) { return view.fleet.organisation(); })
            .map([](const Organisation& organisation) { return organisation.root; });
    };
    return {
        {Method::get, all, Action::read_content, {}, [this](const auto&) { return list(); }},
        {Method::get,
         one,
         Action::read_content,
         {},
         [this](const auto& call) { return show(call); }},
        {Method::put, one, Action::schedule, root,
         [this](const auto& call) { return replace(call); }},
        {Method::remove, one, Action::schedule, root,
         [this](const auto& call) { return remove(call); }},
    };
}

Result<Response> HolidayResource::list() {
    return database_.read([](const View& view) { return view.calendars.all_holidays(); })
        .map([](std::vector<HolidayYearRecord> rows) {
            return list_of(PageOf<HolidayYearRecord>{std::move(rows), {}}, write_row);
        });
}

Result<Response> HolidayResource::show(const StaffCall& call) {
    return year_of(call).and_then([&](std::int32_t year) {
        return database_.read([&](const View& view) { return view.calendars.holidays(year); })
            .map(response_of);
    });
}

Result<Response> HolidayResource::replace(const StaffCall& call) {
    const bool versioned = call.request.headers.contains("If-Match");
    const Result<std::int64_t> version = versioned ? version_of(call.request) : 0;
    const Result<HolidayYear> year =
        year_of(call).and_then([&](std::int32_t number) { return read_body(call, number); });
    if (!version || !year) {
        return tl::unexpected<Error>(version ? year.error() : version.error());
    }
    HolidayYearRecord row{*year, {.version = *version, .changed_at = call.now}};
    const Status done = database_.write([&](Change& change) -> Status {
        const Result<Organisation> organisation = change.fleet.organisation();
        if (!organisation) {
            return tl::unexpected<Error>(organisation.error());
        }
        const auto before = change.calendars.holidays(year->year);
        row.head.unit = organisation->root;
        row.head.version = *version;
        row.head.created_at = before ? before->head.created_at : call.now;
        return change.calendars.put_holidays(row).and_then([&](std::int64_t next) {
            row.head.version = next;
            return record(change, entry(call, "holidays.change", row));
        });
    });
    return done.map([&] {
        publishing_.request({.everything = true});
        return response_of(row);
    });
}

Result<Response> HolidayResource::remove(const StaffCall& call) {
    const Result<std::int64_t> version = version_of(call.request);
    const Result<std::int32_t> year = year_of(call);
    if (!version || !year) {
        return tl::unexpected<Error>(version ? year.error() : version.error());
    }
    return database_
        .write([&](Change& change) -> Status {
            return change.calendars.holidays(*year).and_then([&](const HolidayYearRecord& row) {
                return change.calendars.remove_holidays(*year, *version).and_then([&] {
                    return record(change, entry(call, "holidays.remove", row));
                });
            });
        })
        .map([&] {
            publishing_.request({.everything = true});
            return no_content();
        });
}

} // namespace marquee::manager
