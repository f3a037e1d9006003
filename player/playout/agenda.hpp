// What a display shall show at an instant: the timeline of its presentation, with programs.
#pragma once

#include <array>
#include <memory>
#include <optional>

#include "player/ports/presentation.hpp"
#include "player/ports/source_factory.hpp"
#include "schemas/model/contact.hpp"
#include "schemas/rules/timeline.hpp"

namespace marquee::player {

// One answer. Without a program the display is dark (black, off) or keeps what it has (last_good).
struct Assignment {
    Rung rung = Rung::last_good;
    std::shared_ptr<const Program> program;
    Instant from{};                                  // positions of loops count from here
    Instant until{};                                 // the answer holds until then, at least
    std::shared_ptr<const ZoneRules> wall = nullptr; // of the display, for programs that tell time
    std::shared_ptr<const DisplayNames> names = nullptr; // for programs that say them
    // The picture of which the display is a window; none: it is a picture of its own. A notice
    // always is: it is laid out so that everybody can read it whole in front of one display.
    std::optional<WallPlace> window = {};

    // The same picture at every instant that both hold.
    bool same_show(const Assignment& other) const;
};

// How bright a display is by its manifest, in percent of what it can be.
struct DisplayBrightness {
    std::int32_t curve_percent = 100;
    std::int32_t cap_percent = 100; // never more than that, whatever else asks for it
};

// Made by whoever hands over a presentation, then owned by the render thread. Asks schemas/rules
// and remembers the answers for as long as they hold.
class Agenda {
public:
    // `presentation` is not null.
    explicit Agenda(PresentationPtr presentation);

    const Presentation& presentation() const { return *presentation_; }

    // Any instant, but cheap only near the one asked before.
    DisplayVolume volume_at(Instant instant, rules::ClockTrust trust);

    // The same.
    DisplayBrightness brightness_at(Instant instant, rules::ClockTrust trust);

    // Any instant, but cheap only near those asked before.
    const Assignment& at(Instant instant, rules::ClockTrust trust);

private:
    struct Answer {
        Instant asked{};
        rules::ClockTrust trust = rules::ClockTrust::trusted;
        Assignment assignment;
    };

    struct Levels {
        Instant asked{};
        rules::ClockTrust trust = rules::ClockTrust::trusted;
        rules::LevelsAt told;
    };

    const rules::LevelsAt& levels_at(Instant instant, rules::ClockTrust trust);
    rules::Situation situation(rules::ClockTrust trust) const;
    Assignment evaluate(Instant instant, rules::ClockTrust trust);
    std::shared_ptr<const Program> notice(const Override& order);

    PresentationPtr presentation_;
    std::optional<rules::PreparedManifest> manifest_;
    std::array<std::optional<Answer>, 2> answers_; // now and a little ahead
    std::size_t oldest_ = 0;
    std::optional<Levels> levels_;
    std::shared_ptr<const Program> notice_; // of the override in force
};

} // namespace marquee::player
