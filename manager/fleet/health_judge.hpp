// How a display is, in one word, by all the manager knows.
#pragma once

#include <optional>
#include <vector>

#include "manager/fleet/planned_rung.hpp"
#include "manager/fleet/presence.hpp"
#include "manager/ports/database.hpp"
#include "schemas/rules/health.hpp"

namespace marquee::manager {

// How a display is at one moment.
struct Judgement {
    std::optional<LastWord> word; // of its player, since the manager started
    bool reachable = false;
    rules::Health health;
    std::optional<Instant> since; // the health is so; none: longer than the manager remembers
};

// Everything known about one display.
struct DisplayState : Judgement {
    Display row;
    std::optional<WantedManifest> wanted;
};

// The same of one among thousands, for what is counted.
struct SiteState : Judgement {
    DisplaySite site;
};

// What the player said of this display; null before its first word.
const DisplayHeartbeat* report_of(const Judgement& judged, const DisplayId& display);
const DisplayHeartbeat* report_of(const DisplayState& state);

// The moment of a question, by both clocks.
struct AskedAt {
    Instant wall;
    Microseconds monotonic{0};
};

// Any thread.
class HealthJudge {
public:
    HealthJudge(const Presence& presence, PlannedRungs& planned)
        : presence_(presence), planned_(planned) {}

    DisplayState judge(const View& view, const Display& row, const AskedAt& asked) const;
    // In the order of the rows; two queries, however many there are.
    std::vector<DisplayState> judge(const View& view, std::vector<Display> rows,
                                    const AskedAt& asked) const;

    // In the order of the sites; one query.
    std::vector<SiteState> judge(const View& view, std::vector<DisplaySite> sites,
                                 const AskedAt& asked) const;

private:
    struct Known;
    class EarlierContacts;
    void judge(Judgement& judged, const Known& known, const AskedAt& asked) const;

    const Presence& presence_;
    PlannedRungs& planned_;
};

} // namespace marquee::manager
