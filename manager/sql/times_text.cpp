#include "manager/sql/times_text.hpp"

#include "schemas/wire/manifest.hpp"
#include "schemas/wire/times.hpp"

namespace marquee::manager::sql {

namespace {

// Newer programs may have kept more.
constexpr wire::ReadRules kept{limits::manifest_bytes_max, wire::UnknownMembers::ignored};

template<typename Read>
auto read_kept(const std::string& text, const Read& read) {
    return wire::read_object(text, kept, read).map_error([](const Error& error) {
        return Error{
            ErrorCode::io_failed, "a row of the database holds " + error.what, error.where, {}};
    });
}

// A text that may be absent, through `read`, a callable of std::string.
template<typename Read>
auto read_if(const std::optional<std::string>& text, const Read& read)
    -> Result<std::optional<typename std::invoke_result_t<Read, std::string>::value_type>> {
    using Value = typename std::invoke_result_t<Read, std::string>::value_type;
    if (!text) {
        return std::optional<Value>();
    }
    return read(*text).map([](Value value) { return std::optional<Value>(std::move(value)); });
}

} // namespace

std::optional<std::string> special_days_text(const Times& times) {
    if (times.on.empty() && times.exceptions.empty()) {
        return std::nullopt;
    }
    return wire::write_object([&](wire::ObjectWriter& out) {
        wire::write_days(out, "on", times.on);
        wire::write_exceptions(out, times.exceptions);
    });
}

Status read_special_days(const std::string& text, Times& times) {
    return read_kept(text,
                     [](const wire::Object& in) {
                         Times read;
                         read.on = wire::read_days(in.required("on"));
                         read.exceptions = wire::read_exceptions(in.required("exceptions"));
                         return read;
                     })
        .map([&](Times read) {
            times.on = std::move(read.on);
            times.exceptions = std::move(read.exceptions);
        });
}

std::string hours_text(const Daypart& row) {
    return wire::write_object([&](wire::ObjectWriter& out) {
        wire::write_windows(out, row.windows);
        wire::write_exceptions(out, row.exceptions);
    });
}

Status read_hours(const std::string& text, Daypart& row) {
    return read_kept(text,
                     [](const wire::Object& in) {
                         Daypart read;
                         read.windows = wire::read_windows(in.required("windows"));
                         read.exceptions = wire::read_exceptions(in.required("exceptions"));
                         return read;
                     })
        .map([&](Daypart read) {
            row.windows = std::move(read.windows);
            row.exceptions = std::move(read.exceptions);
        });
}

std::string days_text(const NamedPeriod& row) {
    return wire::write_object(
        [&](wire::ObjectWriter& out) { wire::write_days(out, "days", row.days); });
}

Status read_days(const std::string& text, NamedPeriod& row) {
    return read_kept(text,
                     [](const wire::Object& in) { return wire::read_days(in.required("days")); })
        .map([&](std::vector<DayRule> days) { row.days = std::move(days); });
}

std::string holidays_text(const HolidayYear& year) {
    return wire::write_object(
        [&](wire::ObjectWriter& out) { wire::write_holiday_year(out, year); });
}

Result<HolidayYear> read_holidays(const std::string& text) {
    return read_kept(text,
                     [](const wire::Object& in) { return wire::read_holiday_year(in.whole()); });
}

std::optional<std::string> off_hours_text(const std::optional<std::vector<Times>>& off_hours) {
    if (!off_hours) {
        return std::nullopt;
    }
    return wire::write_object(
        [&](wire::ObjectWriter& out) { out.list("off_hours", *off_hours, wire::write_times); });
}

Result<std::optional<std::vector<Times>>> read_off_hours(const std::optional<std::string>& text) {
    return read_if(text, [](const std::string& present) {
        return read_kept(present, [](const wire::Object& in) {
            return in.required("off_hours").list(limits::off_hours_max, [](const wire::Value& row) {
                return wire::read_times(row.object());
            });
        });
    });
}

std::optional<std::string> levels_text(const std::optional<LevelRules>& levels) {
    if (!levels) {
        return std::nullopt;
    }
    return wire::write_object(
        [&](wire::ObjectWriter& out) { wire::write_levels(out, "levels", *levels); });
}

Result<std::optional<LevelRules>> read_levels(const std::optional<std::string>& text) {
    return read_if(text, [](const std::string& present) {
        return read_kept(present, [](const wire::Object& in) {
            return wire::read_levels(in.required("levels"));
        });
    });
}

} // namespace marquee::manager::sql
