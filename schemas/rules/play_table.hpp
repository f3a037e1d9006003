// Which numbers of plays of interrupts find room beside one another, and in which order: all orders
// weighed. Plays of equal length and equal room are interchangeable, so that it is enough to know
// for every number of plays of each such kind how late the first of them may begin at the latest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "schemas/rules/play_order.hpp"
#include "schemas/rules/play_room.hpp"

namespace marquee::rules {

// Numbers of plays that are weighed for one group of interrupts: 10 ms at the most.
inline constexpr std::int64_t play_table_max = 65'536;

class PlayTable {
public:
    // For up to owed[i] plays of each room i of `group`. None where that is more than
    // play_table_max numbers. `rooms` outlive it.
    static std::optional<PlayTable> of(const std::vector<PlayRoom>& rooms,
                                       const std::vector<std::size_t>& group,
                                       const std::vector<std::int64_t>& owed);

    // One more play of a room, fewer than owed. False: there is no room for it beside those taken.
    bool take(std::size_t room);

    // The plays taken, in an order in which all fit: at each place stands who is due first of those
    // that leave room for all who are still to come.
    std::vector<DuePlay> ordered(std::vector<DuePlay> taken) const;

private:
    struct Kind {
        const PlayRoom* room = nullptr;
        std::int64_t owed = 0;
        std::size_t step = 0; // from a number to the one with a play more of this kind
    };

    PlayTable(std::vector<Kind> kinds, std::vector<std::size_t> kind_of, std::size_t numbers);

    std::vector<Kind> kinds_;
    std::vector<std::size_t> kind_of_; // by room
    std::vector<Microseconds> latest_; // by number; `nowhere` where they do not all fit
    std::size_t taken_ = 0;            // number
};

} // namespace marquee::rules
