#include "schemas/rules/health.hpp"

#include <algorithm>
#include <array>

#include "schemas/model/limits.hpp"

namespace marquee::rules {

namespace {

bool silent(const Sighting& sighting, Instant now) {
    const Seconds patience =
        std::max(3 * sighting.contact_interval, Seconds{limits::offline_seconds_min});
    return now - *sighting.last_contact > patience;
}

// Behind the wanted manifest, with a reason or for too long.
std::optional<Health> behind(const Sighting& sighting, Instant now) {
    const DisplayHeartbeat& heartbeat = *sighting.heartbeat;
    if (heartbeat.active >= sighting.wanted) {
        return std::nullopt;
    }
    if (!heartbeat.blocked.empty()) {
        return Health{HealthWord::out_of_date, heartbeat.blocked};
    }
    if (now - sighting.wanted_since > Seconds{limits::update_seconds_max}) {
        return Health{HealthWord::out_of_date, "not_updating"};
    }
    return std::nullopt;
}

Health by_rung(const Sighting& sighting) {
    const DisplayHeartbeat& heartbeat = *sighting.heartbeat;
    const bool updating = heartbeat.active < sighting.wanted;
    if (heartbeat.rung == Rung::black) {
        return {HealthWord::planned_off, "black"};
    }
    if (heartbeat.rung == Rung::off) {
        return {HealthWord::planned_off, "off_hours"};
    }
    if (const std::string_view fault = player_fault(heartbeat); !fault.empty()) {
        return {HealthWord::abnormal, std::string(fault)};
    }
    if (heartbeat.card) {
        return {HealthWord::planned_off, "card"};
    }
    switch (heartbeat.rung) {
    case Rung::notice:
        return {HealthWord::showing, {}};
    case Rung::last_good:
    case Rung::slate:
        if (updating) {
            return {HealthWord::abnormal, "updating"};
        }
        return {HealthWord::abnormal,
                heartbeat.active == ManifestNumber{} ? "no_manifest" : "nothing_to_show"};
    case Rung::black:
    case Rung::off:
    case Rung::scheduled:
    case Rung::filler:
        break;
    }
    if (!sighting.clock_trusted) {
        return {HealthWord::abnormal, "clock_untrusted"};
    }
    if (!heartbeat.quarantine.empty()) {
        return {HealthWord::abnormal, heartbeat.quarantine.front().code};
    }
    return {HealthWord::showing, {}};
}

} // namespace

std::string_view player_fault(const DisplayHeartbeat& heartbeat) {
    for (const std::string_view fault :
         {std::string_view("output_lost"), std::string_view("crash_loop"), sound_lost}) {
        for (const Quarantined& entry : heartbeat.quarantine) {
            if (entry.code == fault) {
                return fault;
            }
        }
    }
    return {};
}

std::string_view to_slug(HealthWord word) {
    constexpr std::array<std::string_view, 5> slugs{"showing", "out_of_date", "planned_off",
                                                    "abnormal", "offline"};
    return slugs[static_cast<std::size_t>(word)];
}

Health judge_health(const Sighting& sighting, Instant now) {
    if (!sighting.last_contact) {
        return {HealthWord::offline, "never_seen"};
    }
    if (silent(sighting, now) || sighting.heartbeat == nullptr) {
        if (sighting.planned == Rung::off) {
            return {HealthWord::planned_off, "off_hours"};
        }
        return {HealthWord::offline, "silent"};
    }
    if (const auto late = behind(sighting, now)) {
        return *late;
    }
    return by_rung(sighting);
}

} // namespace marquee::rules
