#include "ctl/holiday_commands.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "common/durable_file.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/times.hpp"

namespace marquee::ctl {

namespace {

constexpr std::string_view holidays_path = "/api/v1/holidays";
constexpr wire::Format holidays_format{"holidays"};

// In place of what the manager has of that year.
Status put_year(StaffClient& client, const HolidayYear& year) {
    const std::string path = fmt::format("{}/{}", holidays_path, year.year);
    const Result<Answer> present = client.send({.path = path});
    if (!present && present.error().code != ErrorCode::not_found) {
        return tl::unexpected<Error>(present.error());
    }
    const std::string body =
        wire::write_object([&](wire::ObjectWriter& out) { wire::write_holiday_days(out, year); });
    return client
        .send({.method = "PUT",
               .path = path,
               .body = body,
               .if_match = present ? present->etag : std::string()})
        .map([](const Answer&) {});
}

Status import_years(Session& session) {
    Result<StaffClient> client = connect(session);
    if (!client) {
        return tl::unexpected<Error>(client.error());
    }
    for (const std::string& name : session.settings.positional()) {
        const Result<HolidayYear> year =
            read_whole(name, limits::staff_body_bytes_max).and_then([](const std::string& text) {
                return read_holidays(text);
            });
        if (!year) {
            return tl::unexpected<Error>(year.error());
        }
        if (Status put = put_year(*client, *year); !put) {
            return put;
        }
        session.out +=
            fmt::format("{}: {} days, {}\n", year->year, year->days.size(), year->source);
    }
    return {};
}

Status list_years(Session& session) {
    return connect(session)
        .and_then(
            [](StaffClient client) { return client.send({.path = std::string(holidays_path)}); })
        .and_then([](const Answer& answer) {
            return wire::read_object(answer.body, wire::staff_answer, [](const wire::Object& in) {
                return in.required("items").list(limits::holiday_years_max,
                                                 wire::read_holiday_year);
            });
        })
        .map([&](const std::vector<HolidayYear>& years) {
            for (const HolidayYear& year : years) {
                session.out +=
                    fmt::format("{}: {} days, {}\n", year.year, year.days.size(), year.source);
            }
        });
}

} // namespace

// People may have written it, so what nobody knows is a typing error.
Result<HolidayYear> read_holidays(std::string_view text) {
    wire::Reading reading(text, {limits::staff_body_bytes_max, wire::UnknownMembers::refused});
    reading.expect(holidays_format);
    HolidayYear year = wire::read_holiday_year(reading.root().whole());
    return reading.finish().map([&] { return std::move(year); });
}

std::vector<Command> holiday_commands() {
    return {
        {.name = "holidays list",
         .summary = "prints the years whose workdays and holidays the manager knows",
         .settings = {credentials_setting()},
         .run = list_years},
        {.name = "holidays import",
         .summary = "sends years of announced workdays and holidays, in place of what was there",
         .positional = "FILE…",
         .positional_least = 1,
         .positional_most = limits::holiday_years_max,
         .settings = {credentials_setting()},
         .run = import_years}};
}

} // namespace marquee::ctl
