// One word for how a display is, and why, for the console and the monitors.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "schemas/model/contact.hpp"

namespace marquee::rules {

enum class HealthWord {
    showing,     // what it should, as far as it says
    out_of_date, // an older manifest than it should hold, and not for want of time
    planned_off, // dark on purpose: screen-off hours, or black
    abnormal,    // in contact, but not showing what it should
    offline,     // not heard from
};

inline constexpr std::array<HealthWord, 5> health_words{
    HealthWord::showing, HealthWord::out_of_date, HealthWord::planned_off, HealthWord::abnormal,
    HealthWord::offline};

// "planned_off". Total.
std::string_view to_slug(HealthWord word);

// Codes, among what a display set aside, of a sound device that is missing: a loudspeaker then
// shows nothing, which is a fault as below; a screen shows its pictures.
inline constexpr std::string_view sound_lost = "sound_lost";
inline constexpr std::string_view no_sound = "no_sound";

struct Health {
    HealthWord word = HealthWord::offline;
    // Why, as a stable word; empty when it shows. For out_of_date and abnormal an error_slug where
    // the player gave one. Otherwise: never_seen, silent, off_hours, black, updating, not_updating,
    // no_manifest, nothing_to_show, clock_untrusted, and the faults of a player below.
    std::string cause;

    friend bool operator==(const Health&, const Health&) = default;
};

// The player's own word, in its quarantine, that its display cannot show what it should:
// output_lost (no screen to draw on) or crash_loop (what it should show ended the player again and
// again, and was put off) or sound_lost. Empty: none of them.
std::string_view player_fault(const DisplayHeartbeat& heartbeat);

// What the manager knows of a display.
struct Sighting {
    std::optional<Instant> last_contact;         // of its player
    Seconds contact_interval{30};                // what the player was told
    const DisplayHeartbeat* heartbeat = nullptr; // latest; null before the first
    bool clock_trusted = true;                   // by its player's word
    ManifestNumber wanted;                       // 0.0: none was ever published
    Instant wanted_since;                        // when it was
    Rung planned = Rung::scheduled;              // by the timeline of the wanted manifest, now
};

// A player is offline after three missed contacts, at least limits::offline_seconds_min; a display
// planned to be off is not blamed for that. A new manifest may take limits::update_seconds_max
// before the display counts as out of date; a reason from the player counts at once.
Health judge_health(const Sighting& sighting, Instant now);

} // namespace marquee::rules
