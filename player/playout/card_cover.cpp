#include "player/playout/card_cover.hpp"

#include <algorithm>
#include <utility>

namespace marquee::player {

void CardCover::stand(StandingCardPtr card) {
    if (!size_.empty()) {
        incoming_.store(std::make_shared<const StandingCardPtr>(std::move(card)));
    }
}

void CardCover::take_in(Instant now) {
    const auto incoming = incoming_.exchange(nullptr);
    if (!incoming) {
        return;
    }
    if (!*incoming) {
        shown_.reset();
        coming_.reset();
        return;
    }
    const CardOrder& order = (*incoming)->order;
    CardRequest request{.order = order, .shown = {}, .zone = size_};
    request.shown.item = ItemId{order.id.value};
    coming_ = Held{*incoming, sources_.open_card(request), now};
}

void CardCover::attend(Instant now, Microseconds monotonic) {
    take_in(now);
    for (std::optional<Held>* held : {&shown_, &coming_}) {
        if (*held && (*held)->card->ends <= monotonic) {
            held->reset();
        }
    }
    if (coming_) {
        const SourceState state = coming_->source->poll();
        if (state == SourceState::ready) {
            coming_->begins = now;
            shown_ = std::exchange(coming_, std::nullopt);
        } else if (state == SourceState::failed) {
            coming_.reset(); // nothing to draw: what is on screen stays
        }
    }
    if (shown_) {
        shown_->source->poll();
        shown_->begins = std::min(shown_->begins, now); // the clock may be set back
    }
}

std::optional<CardId> CardCover::over(Rung rung) const {
    const bool is_emergency = rung == Rung::black || rung == Rung::notice;
    return shown_ && !is_emergency ? std::optional(shown_->card->order.id) : std::nullopt;
}

SceneZone CardCover::zone_at(Instant at) const {
    const Microseconds position = std::max(at - shown_->begins, Microseconds{0});
    return {"card", {0, 0, size_.width, size_.height}, shown_->source->frame_at(position)};
}

std::optional<Instant> CardCover::next_change(Instant at) const {
    const Microseconds position = std::max(at - shown_->begins, Microseconds{0});
    const auto next = shown_->source->next_change(position);
    return next ? std::optional(shown_->begins + *next) : std::nullopt;
}

} // namespace marquee::player
