// Which displays have shown an override, and why the others have not: from what players say.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "manager/fleet/presence.hpp"
#include "manager/ports/fleet_repository.hpp"
#include "manager/ports/override_repository.hpp"

namespace marquee::manager {

// Why a display has not shown it.
enum class WaitingCause {
    offline,     // not heard of since
    never_heard, // since the manager started
    not_yet,     // reachable; it has not said yet that it shows it
    covered,     // a notice under a black
    refused,     // the player said why it does not obey
};

// "offline". Total.
std::string_view to_slug(WaitingCause cause);

struct Receipt {
    bool shown = false;
    WaitingCause cause = WaitingCause::not_yet; // when not shown
    std::optional<Instant> since;               // offline: the last word
    std::string code;                           // refused: the player's error slug

    friend bool operator==(const Receipt&, const Receipt&) = default;
};

// Pure. A display shows a notice when it says so by the override's id; every black is the same
// dark, so any black counts. What was said before the override was issued says nothing about it.
Receipt receipt_of(const OverrideRecord& row, const DisplayId& display,
                   const std::optional<LastWord>& word, bool reachable);

struct WaitingDisplay {
    DisplayId display;
    std::string title;
    Receipt receipt;
};

struct OverrideCount {
    std::size_t targets = 0;
    std::size_t shown = 0;
    std::vector<WaitingDisplay> waiting; // at most limits::page_rows_max of them
};

// Counts, and remembers the last count of every override for when it is over: in memory, so an
// override that ended before the manager started has none. Any thread.
class OverrideReceipts {
public:
    explicit OverrideReceipts(const Presence& presence) : presence_(presence) {}

    // While it is active; `displays`: whom it addresses.
    OverrideCount count(const OverrideRecord& row, const std::vector<Display>& displays,
                        Microseconds monotonic);

    // As last counted, without the list; nullopt: it never was.
    std::optional<OverrideCount> last_count(const OverrideId& id) const;

private:
    const Presence& presence_;
    mutable std::mutex mutex_;
    std::map<OverrideId, OverrideCount> counted_; // mutex_; at most limits::overrides_counted_max
};

} // namespace marquee::manager
