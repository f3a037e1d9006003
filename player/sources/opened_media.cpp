#include "player/sources/opened_media.hpp"

#include <algorithm>

namespace marquee::player {

namespace {

// How soon to look again for a frame that is not decoded yet.
constexpr Microseconds look_again{4'000};

// A film that is later than this is hurried, and again after this as long as it is.
constexpr Microseconds late_max{300'000};
constexpr Microseconds hurried_again{200'000};

} // namespace

OpenedMedia::OpenedMedia(const MediaSupply& supply, const Sha256& asset,
                         const DecodeRequest& request)
    : clock_(supply.clock) {
    if (supply.head_start != nullptr) {
        client_ = supply.head_start->take(asset, request);
    }
    if (!client_) {
        open(supply, asset, request);
    }
}

void OpenedMedia::open(const MediaSupply& supply, const Sha256& asset,
                       const DecodeRequest& request) {
    opening_ = std::make_shared<Pending<Client>>();
    supply.opening.post([opening = std::weak_ptr(opening_), &assets = supply.assets,
                         &clock = supply.clock, decode = supply.decode, asset, request] {
        if (opening.expired()) {
            return; // nobody wants it any more
        }
        auto client = assets.open(asset).and_then([&](OpenAsset media) {
            return DecodeClient::start(decode, std::move(media), request, clock.monotonic());
        });
        if (const auto waiting = opening.lock()) {
            waiting->put(
                std::move(client).map([](auto started) { return Client(std::move(started)); }));
        }
    });
}

SourceState OpenedMedia::poll() {
    if (opening_) {
        take_in_client();
    }
    if (client_) {
        poll_client();
    }
    return state_;
}

void OpenedMedia::poll_client() {
    client_->poll(clock_.monotonic());
    if (client_->next() != nullptr && state_ == SourceState::preparing) {
        state_ = SourceState::ready;
    }
    if (client_->state() == DecodeState::failed) {
        failure_ = client_->failure();
        state_ = SourceState::failed;
    }
}

void OpenedMedia::stand_by() {
    is_due_ = true;
    if (client_) {
        client_->begin();
    }
}

const DecodedFrame& OpenedMedia::frame_at(Microseconds position) {
    stand_by();
    poll_client();
    bool is_new = false;
    while (client_->next() != nullptr && (!current_ || client_->next()->pts <= position)) {
        skipped_ += is_new ? 1 : 0;
        is_new = true;
        current_ = client_->take();
        ++serial_;
    }
    keep_up(position);
    return *current_;
}

// A machine too slow for the film shows less of it, not ever older pictures.
void OpenedMedia::keep_up(Microseconds position) {
    const bool is_late = client_->state() == DecodeState::running && client_->next() == nullptr
                         && position - current_->pts > late_max;
    if (is_late && position >= hurried_to_ + hurried_again) {
        hurried_to_ = position;
        client_->hurry_to(position);
    }
}

std::optional<Microseconds> OpenedMedia::next_change(Microseconds position) const {
    if (const DecodedFrame* next = client_->next()) {
        return std::max(next->pts, position + Microseconds(1));
    }
    if (client_->state() == DecodeState::running) {
        return position + look_again;
    }
    return std::nullopt;
}

bool OpenedMedia::settled(Microseconds position) const {
    const DecodedFrame* next = client_->next();
    return next != nullptr ? next->pts > position : client_->state() != DecodeState::running;
}

void OpenedMedia::take_in_client() {
    const Result<Client>* opened = opening_->look();
    if (opened == nullptr) {
        return;
    }
    if (*opened) {
        client_ = **opened;
        if (is_due_) {
            client_->begin();
        }
    } else {
        failure_ = opened->error();
        state_ = SourceState::failed;
    }
    opening_ = nullptr;
}

} // namespace marquee::player
