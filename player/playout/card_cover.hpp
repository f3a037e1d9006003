// The card that stands over everything on a display for a while.
#pragma once

#include <atomic>
#include <memory>
#include <optional>

#include "player/ports/card_stand.hpp"
#include "player/ports/frame_sink.hpp"
#include "player/ports/source_factory.hpp"
#include "schemas/model/contact.hpp"

namespace marquee::player {

// A card that is drawn takes the place of the one before it, so that between two of them nothing
// else is seen. stand() any thread, all others the render thread. A loudspeaker has no card.
class CardCover {
public:
    // `sources` must outlive it.
    CardCover(Size size, SourceFactory& sources) : size_(size), sources_(sources) {}

    // From now on this; null: none. The newest wins.
    void stand(StandingCardPtr card);

    // Takes in what is new, and takes down by itself what stood long enough by `monotonic`.
    void attend(Instant now, Microseconds monotonic);

    // Something is on its way; attend again soon.
    bool preparing() const { return coming_.has_value(); }

    // The card that is to be seen on this rung: an emergency is above every card.
    std::optional<CardId> over(Rung rung) const;

    // While there is one.
    SceneZone zone_at(Instant at) const;
    std::optional<Instant> next_change(Instant at) const;

private:
    struct Held {
        StandingCardPtr card;
        std::unique_ptr<FrameSource> source;
        Instant begins{};
    };

    void take_in(Instant now);

    const Size size_;
    SourceFactory& sources_;
    std::atomic<std::shared_ptr<const StandingCardPtr>> incoming_; // handed over by stand()
    std::optional<Held> shown_;
    std::optional<Held> coming_;
};

} // namespace marquee::player
