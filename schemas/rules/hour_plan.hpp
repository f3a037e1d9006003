// One clock hour in which somebody interrupts, or plays only so often: who is on the glass when.
// A function of the manifest and the hour alone.
//
// The hour is filled class by class, from the most urgent down, so that nothing changes what is
// more urgent than itself. Screen-off hours leave no room for anybody. In each class:
//
// 1. Interrupts. A play is the program once through, or as often as fills a second. In an hour in
//    which the schedule holds throughout as many are owed as floor(t · share / (3600 s · play)),
//    counted from the Unix epoch, grows by: the remainder of one hour is carried into the next, so
//    that any 24 such hours are exact to one play. Where it holds for a part of the hour, that part
//    of the share is owed, and whether its remainder counts as a play turns from hour to hour. An
//    hour without room owes nothing, and nobody is owed more plays than it alone would have room
//    for. A play may take any open time in one piece in which its interrupt holds and nobody more
//    urgent takes the glass; only their plays hold it up. Play j of n is due with its middle at
//    (2j + 1) / 2n of that time. Interrupts whose stretches of such time overlap, directly or
//    through those of others, form a group, and groups do not touch one another. The plays of a
//    group stand in the order in which they are due, equals by id, each as near to where it is
//    due as those before it, and room for those behind it, let it. Where they do not all fit in
//    that order, all orders are weighed: plays are dealt in the order of (2j + 1) / 2n, equals by
//    id, each one for which there is room beside those dealt before it; of how many of each
//    stand, these fall due evenly; and at each place stands who is due first of those that leave
//    room for all who are still to come. So a play is left out only where no order holds it, and
//    all give way alike. Beyond play_table_max (play_table.hpp) that would be too much to weigh:
//    then they enter the order in which they are due one after the other, each in the nearest
//    place where all still fit, who has least time first, of equals the longer play. If that
//    leaves any out, as many of the deal as are found, by halving, to fit in this way fall due
//    evenly, and the others enter after them, as they are dealt, where there is room.
// 2. Schedules that take turns. Without a pace they take all that is left while they hold, in
//    rounds (round.hpp); what interrupts them holds them up, until the hour or their run ends. With
//    a pace among them, the turns are dealt one after the other, in the order of the round, whose
//    beginning moves on by one place every hour; who has had all plays of the hour, or may not play
//    again yet, is passed over. Plays of plays_per_hour_max begin at least 3600 s / max apart; a
//    repeat_gap is kept across hours by leaving half of it free at either end of the hour. When all
//    wait, less urgent ones have the glass.
//
// What is left shows filler, in rounds that are held up in the same way, and otherwise nothing new.
// A play that something more urgent interrupts goes on afterwards where it was.
#pragma once

#include <optional>
#include <vector>

#include "schemas/model/contact.hpp"
#include "schemas/rules/intervals.hpp"
#include "schemas/rules/ladder.hpp"
#include "schemas/rules/paced_turns.hpp"

namespace marquee::rules {

// The hour on the wall around an instant; cut where the offset changes.
Interval clock_hour(const ZoneRules& zone, Instant instant);

// Borrows the manifest. Trusted time only.
class HourPlan {
public:
    // None where no interrupt is owed and no schedule with a pace holds: then timeline.hpp has it
    // all. `hour` is a clock_hour.
    static std::optional<HourPlan> of(const PreparedManifest& manifest, Interval hour);

    // A part of the hour and what is on the glass during it.
    struct Piece {
        Interval time;
        Rung rung = Rung::last_good;
        Turn turn;                        // of a play on its own; without program: none
        Interval play;                    // its whole: now - play.from is the position in it
        std::optional<std::size_t> round; // otherwise index of rounds()
        Microseconds held_up{0};          // the round, so far
    };

    // In order and without a hole.
    const std::vector<Piece>& pieces() const { return pieces_; }
    const std::vector<Round>& rounds() const { return rounds_; }
    const Piece& at(Instant instant) const; // within the hour
    // Where the ladder itself changes, ascending; the last is the end of the hour.
    const std::vector<Instant>& changes() const { return changes_; }

private:
    HourPlan(const PreparedManifest& manifest, Interval hour)
        : manifest_(&manifest),
          hour_(hour),
          beginning_(manifest, ClockTrust::trusted, hour.from),
          paced_(hour) {}

    struct TimedTurn {
        Interval time; // within the hour
        Turn turn;
    };

    struct Segment { // of constant turns
        Interval time;
        std::vector<Turn> turns;
    };

    bool needed() const;
    void fill();
    void switch_off();
    void interrupt(PriorityClass priority);
    void take_turns(PriorityClass priority);
    void show_filler();
    void go_round(const Segment& segment, Rung rung);
    void deal_turns(const Segment& segment, Interval room);
    void add_play(const Turn& turn, const Intervals& parts);
    template<typename Take>
    void held(const PreparedSchedule& schedule, Take take) const;
    Intervals times_held(const PreparedSchedule& schedule) const;
    std::vector<Segment> segments(const std::vector<TimedTurn>& turns);

    const PreparedManifest* manifest_;
    Interval hour_;
    Ladder beginning_; // of the hour, asked of nobody yet
    Intervals rooms_;  // nobody has taken for good yet
    Intervals covers_; // plays within the rooms that hold up what is below them
    std::vector<Piece> pieces_;
    std::vector<Round> rounds_;
    PacedTurns paced_;
    std::vector<Instant> changes_;
};

} // namespace marquee::rules
