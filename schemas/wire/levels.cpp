#include <optional>

#include "schemas/wire/times.hpp"

namespace marquee::wire {

namespace {

std::int32_t read_percent(const Object& in) {
    return in.required("percent").integer<std::int32_t>(0, 100);
}

LevelPoint read_point(const Value& value, std::optional<TimeOfDay>& last) {
    const Object in = value.object();
    const Value at = in.required("at");
    const LevelPoint point{at.time_of_day(), read_percent(in)};
    if (!in.failed() && point.at.seconds == 24 * 3'600) {
        at.refuse(ErrorCode::out_of_range, "24:00 is the 00:00 of the next day");
    } else if (!in.failed() && last && point.at <= *last) {
        at.refuse(ErrorCode::out_of_range, "the points do not ascend");
    }
    last = point.at;
    return point;
}

LevelCap read_cap(const Value& value) {
    const Object in = value.object();
    return {read_times(in.required("times").object()), read_percent(in)};
}

} // namespace

void write_levels(ObjectWriter& out, std::string_view member, const LevelRules& levels) {
    out.object(member, [&](ObjectWriter& in) {
        in.list("curve", levels.curve, [](ObjectWriter& row, const LevelPoint& point) {
            row.member("at", point.at);
            row.member("percent", point.percent);
        });
        in.list("caps", levels.caps, [](ObjectWriter& row, const LevelCap& cap) {
            row.object("times", [&](ObjectWriter& times) { write_times(times, cap.times); });
            row.member("percent", cap.percent);
        });
    });
}

LevelRules read_levels(const Value& value) {
    const Object in = value.object();
    LevelRules levels;
    if (const Value curve = in.optional("curve")) {
        std::optional<TimeOfDay> last;
        levels.curve = curve.list(limits::level_points_max,
                                  [&](const Value& point) { return read_point(point, last); });
    }
    if (const Value caps = in.optional("caps")) {
        levels.caps = caps.list(limits::level_caps_max, read_cap);
    }
    return levels;
}

} // namespace marquee::wire
