// What players showed, as they reported it: packed plays for the record, sums for reports.
//
// Obtained from a Database (database.hpp) for the length of one read or write; const members read.
// Use manager/reporting rather than this: it packs, sums and counts.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "manager/ports/row.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/journal.hpp"

namespace marquee::manager {

// How far a journal of one display has come in.
struct JournalMark {
    std::uint64_t number = 0; // the highest held; 0: none
    std::uint64_t lost = 0;   // numbers that were skipped: records the player had to give up

    friend bool operator==(const JournalMark&, const JournalMark&) = default;
};

// A key of the dictionary of items. Its words are never changed: they outlive what they name.
using ItemKey = std::int64_t;

// Plays of one display that came in together, while it belonged to one unit.
struct PackedPlays {
    DisplayId display;
    UnitId unit;
    std::uint64_t first_number = 1;
    std::uint64_t count = 0;
    Interval begins;    // holds the start of every play in it
    std::string packed; // manager/reporting/play_packing.hpp

    friend bool operator==(const PackedPlays&, const PackedPlays&) = default;
};

// Plays of one item on one display that began on one day of the organisation's calendar.
struct DayPlays {
    DisplayId display;
    UnitId unit;  // the display's, when they began
    Interval day; // from local midnight to the next
    ItemKey item = 0;
    std::uint64_t plays = 0;
    Milliseconds shown{0};

    friend bool operator==(const DayPlays&, const DayPlays&) = default;
};

struct ItemPlays {
    ItemKey item = 0;
    std::uint64_t plays = 0;
    Milliseconds shown{0};

    friend bool operator==(const ItemPlays&, const ItemPlays&) = default;
};

// The longest that any one display of the unit showed its plays, over a day.
struct UnitShown {
    UnitId unit;
    Milliseconds shown{0};

    friend bool operator==(const UnitShown&, const UnitShown&) = default;
};

class PlayRepository {
public:
    virtual ~PlayRepository() = default;

    virtual Result<JournalMark> mark(const DisplayId& display) const = 0;
    virtual Status set_mark(const DisplayId& display, const JournalMark& mark) = 0;

    // The key of exactly this item with these names; makes one for a new one.
    virtual Result<ItemKey> key_of(const PlayedItem& item) = 0;
    // not_found for a key that was never given.
    virtual Result<PlayedItem> item(ItemKey key) const = 0;

    // Whoever adds knows by mark() that they are new, and sets it in the same change.
    virtual Status add_packed(const PackedPlays& plays) = 0;
    // Adds to the sums of that display, unit, day and item.
    virtual Status add_day(const DayPlays& day) = 0;

    // The sums of whole days inside `within`, over the units in the scope's subtrees.
    virtual Result<std::vector<ItemPlays>> day_sums(const Scope& scope,
                                                    const Interval& within) const = 0;
    // The days that have sums and only partly lie in `within`, ascending; never more than a few.
    virtual Result<std::vector<Interval>> cut_days(const Scope& scope,
                                                   const Interval& within) const = 0;
    // Over the day that begins at day.from; the units in the scope's subtrees that have any, in any
    // order.
    virtual Result<std::vector<UnitShown>> most_shown(const Scope& scope,
                                                      const Interval& day) const = 0;
    // What may hold plays that began in `within`.
    virtual Result<std::vector<PackedPlays>> packed(const Scope& scope,
                                                    const Interval& within) const = 0;
};

} // namespace marquee::manager
