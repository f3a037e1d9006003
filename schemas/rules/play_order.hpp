// Plays of interrupts of one class in the order in which they come, each free to move as far as all
// of them still fit (hour_plan.hpp says the rule).
#pragma once

#include <cstdint>
#include <vector>

#include "schemas/model/time.hpp"
#include "schemas/rules/play_room.hpp"

namespace marquee::rules {

struct DuePlay {
    std::size_t room = 0;
    Microseconds middle{0};  // where it is due
    Microseconds wish{0};    // where it would begin; need not be a start
    std::uint64_t place = 0; // among those of its room, from 0 to 2^32
};

// In the order in which they are due.
inline bool comes_before(const DuePlay& one, const DuePlay& other) {
    return one.middle != other.middle ? one.middle < other.middle : one.room < other.room;
}

class PlayOrder {
public:
    // `rooms` outlive it.
    explicit PlayOrder(const std::vector<PlayRoom>& rooms) : rooms_(&rooms), full_(rooms.size()) {}

    // All at once, in this order. False: not all fit in it, and none is in.
    bool enter_all(const std::vector<DuePlay>& plays);
    // One more, where it is due among those that are in, or else as few places from there as may
    // be. False: nowhere do all fit, and it is not in. Takes time that grows with those in.
    bool enter(const DuePlay& play);

    struct Begun {
        std::size_t room;
        Microseconds from;
    };
    // Each as near as may be to its wish, the first first.
    std::vector<Begun> begun() const;

private:
    struct Standing {
        DuePlay play;
        // Beginning with all before it as early as may be, and with all after it as late as may be;
        // of one that has just come in neither is known.
        Microseconds earliest = Microseconds::min();
        Microseconds latest = Microseconds::min();
    };

    bool fits(std::size_t place, std::size_t room) const;
    bool move_up(std::size_t from);
    void move_down(std::size_t count);

    const std::vector<PlayRoom>* rooms_;
    std::vector<Standing> standing_;
    std::vector<bool> full_; // by room: no play of it fits any more
};

} // namespace marquee::rules
