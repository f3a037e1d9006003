// What a player remembers of its starts, so that content that ends it again and again is found out.
//
// A start counts until the process ended in order. limits::crash_starts_max of them within
// limits::crash_window_seconds, all with the same content: the next start puts that content off.
// Pure; crash_guard.hpp keeps it on the disk.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "player/ports/presentation.hpp"
#include "schemas/model/time.hpp"

namespace marquee::player {

// The documents that a display is shown, each as one word: "manifest/1.3", "override/ID/7".
using ContentWords = std::set<std::string>;

ContentWords words_of(const Presentation& presentation);

// The presentation without what is in `words`. Black stays: it cannot do harm.
PresentationPtr without(const PresentationPtr& presentation, const ContentWords& words);

struct StartRecord {
    std::string machine_boot;                // of the starts; another one begins anew
    std::vector<Microseconds> starts;        // by the monotonic clock, none ended in order
    std::map<DisplayId, ContentWords> shown; // last
    std::map<DisplayId, ContentWords> put_off;
    int times = 0;      // put off, since it last held
    bool trial = false; // what was put off is tried again

    friend bool operator==(const StartRecord&, const StartRecord&) = default;
};

// A start of the process. May put off all that was shown.
void begin_start(StartRecord& record, const std::string& machine_boot, Microseconds now);

// A display is about to be shown `words`. False: it was before, nothing changed. Other content than
// before begins a new count, and what is no longer there need not be put off.
bool note_shown(StartRecord& record, const DisplayId& display, const ContentWords& words);

// How long what was put off is left out before it is tried again: longer every time.
Seconds rest_before_trial(int times);

// What was put off is tried again. A process that ends during a trial puts it off at once.
void begin_trial(StartRecord& record);

// The trial held for limits::crash_window_seconds.
void pass_trial(StartRecord& record);

// The process ends in order, or for a reason that is not its content's.
void end_in_order(StartRecord& record);

// The file's text, and back; nullopt for one of another version or a damaged one.
std::string to_text(const StartRecord& record);
std::optional<StartRecord> start_record_from(std::string_view text);

} // namespace marquee::player
