#include "ctl/occurrences.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "schemas/rules/recurrence.hpp"
#include "schemas/rules/recurrence_text.hpp"

namespace marquee::ctl {

namespace {

using rules::LocalTime;

// What a zone says for decades around the day that is asked for; read again when that is left.
class Places {
public:
    Places(const Zoneinfo& zones, std::string name) : zones_(zones), name_(std::move(name)) {}

    Result<ZoneRules> around(LocalDate day) {
        const Instant noon{std::chrono::sys_days{day} + std::chrono::hours{12}};
        if (noon - margin < known_.from || noon + margin > known_.to) {
            const Interval wanted{noon - 2 * margin, noon + decades};
            auto rules = zones_.rules(name_, wanted);
            if (!rules) {
                return rules;
            }
            known_ = wanted;
            rules_ = *std::move(rules);
        }
        return rules_;
    }

private:
    static constexpr std::chrono::days margin{366};
    static constexpr std::chrono::days decades{60 * 366};

    const Zoneinfo& zones_;
    const std::string name_;
    Interval known_{};
    ZoneRules rules_;
};

LocalTime on_wall(LocalDate date, TimeOfDay time) {
    return LocalTime{std::chrono::local_days{date}.time_since_epoch() + Seconds{time.seconds}};
}

// "20260101T090000" as "2026-01-01T09:00:00".
std::string extended(std::string text) {
    constexpr std::size_t compact_date = 8;
    if (text.find('-') != std::string::npos || text.size() < compact_date) {
        return text;
    }
    if (text.size() > compact_date + 6) {
        text.insert(13, ":").insert(11, ":");
    }
    return text.insert(6, "-").insert(4, "-");
}

Result<LocalTime> wall_time_of(const std::string& said, TimeOfDay start, Places& places) {
    std::string text = extended(said);
    const bool utc = text.ends_with('Z') || text.ends_with('z');
    if (utc) {
        text.pop_back();
    }
    const std::size_t cut = std::min(text.find_first_of("Tt "), text.size());
    return date_from_iso(text.substr(0, cut)).and_then([&](LocalDate date) -> Result<LocalTime> {
        const auto time = cut == text.size() ? Result<TimeOfDay>(start)
                                             : time_of_day_from_text(text.substr(cut + 1));
        if (!time) {
            return tl::unexpected<Error>(time.error());
        }
        const LocalTime wall = on_wall(date, *time);
        if (!utc) {
            return wall;
        }
        return places.around(date).map([&](const ZoneRules& zone) {
            return rules::to_local(zone, Instant{wall.time_since_epoch()}).local;
        });
    });
}

// The wall times of a list, ascending.
Result<std::set<LocalTime>> wall_times_of(const std::vector<std::string>& said, TimeOfDay start,
                                          Places& places) {
    std::set<LocalTime> times;
    for (const std::string& one : said) {
        const Result<LocalTime> time = wall_time_of(one, start, places);
        if (!time) {
            return fail(time.error().code, time.error().what, one);
        }
        times.insert(*time);
    }
    return times;
}

std::string told(LocalTime wall, const ZoneRules& zone) {
    const Instant instant = rules::to_instant(zone, wall);
    // RFC 3339 has no seconds in an offset, which some places had before 1901.
    const std::int32_t east = rules::to_local(zone, instant).offset_seconds / 60;
    std::string text = to_rfc3339(instant + std::chrono::minutes{east});
    text.pop_back(); // the Z
    const std::int32_t minutes = std::abs(east);
    return text + fmt::format("{}{:02}:{:02}", east < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

} // namespace

Result<std::vector<std::string>> occurrences(const OccurrenceOrder& order, const Zoneinfo& zones) {
    Places places(zones, order.zone);
    const Result<LocalTime> start = wall_time_of(order.start, {}, places);
    if (!start) {
        return fail(start.error().code, start.error().what, order.start);
    }
    const auto day = std::chrono::floor<std::chrono::days>(*start);
    const LocalDate first{day};
    const TimeOfDay time{
        static_cast<std::int32_t>(std::chrono::duration_cast<Seconds>(*start - day).count())};
    const Result<ZoneRules> zone = places.around(first);
    if (!zone) {
        return tl::unexpected<Error>(zone.error());
    }
    const rules::StartClock clock{time, *zone};
    const auto rule = rules::rule_from_text(order.rule, &clock);
    const auto exceptions = wall_times_of(order.exceptions, time, places);
    auto dates = wall_times_of(order.dates, time, places);
    if (!rule || !exceptions || !dates) {
        return tl::unexpected<Error>(!rule         ? rule.error()
                                     : !exceptions ? exceptions.error()
                                                   : dates.error());
    }
    const Recurrence recurrence{.start = first, .rule = *rule};
    if (const Status sound = rules::as_status(rules::validate_shape(recurrence)); !sound) {
        return tl::unexpected<Error>(sound.error());
    }
    const auto days = rules::PreparedRecurrence::prepare(recurrence); // fails for one without a day
    std::vector<std::string> lines;
    std::optional<LocalDate> next = days ? days->next_on_or_after(first) : std::nullopt;
    while (lines.size() < order.count && (next || !dates->empty())) {
        std::optional<LocalTime> wall = next ? std::optional(on_wall(*next, time)) : std::nullopt;
        if (!dates->empty() && (!wall || *dates->begin() <= *wall)) {
            wall = *dates->begin();
        }
        if (next && on_wall(*next, time) == *wall) {
            next = days->next_on_or_after(
                LocalDate{std::chrono::local_days{*next} + std::chrono::days{1}});
        }
        dates->erase(*wall);
        if (exceptions->contains(*wall)) {
            continue;
        }
        const Result<ZoneRules> there =
            places.around(LocalDate{std::chrono::floor<std::chrono::days>(*wall)});
        if (!there) {
            return tl::unexpected<Error>(there.error());
        }
        lines.push_back(told(*wall, *there));
    }
    return lines;
}

} // namespace marquee::ctl
