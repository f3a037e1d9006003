#include "player/sources/opened_media.hpp"

namespace marquee::player {

OpenedMedia::OpenedMedia(const MediaSupply& supply, const Sha256& asset,
                         const DecodeRequest& request)
    : clock_(supply.clock), opening_(std::make_shared<Pending<Client>>()) {
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
        client_->poll(clock_.monotonic());
        if (client_->next() != nullptr && state_ == SourceState::preparing) {
            state_ = SourceState::ready;
        }
        if (client_->state() == DecodeState::failed) {
            failure_ = client_->failure();
            state_ = SourceState::failed;
        }
    }
    return state_;
}

void OpenedMedia::take_in_client() {
    const Result<Client>* opened = opening_->look();
    if (opened == nullptr) {
        return;
    }
    if (*opened) {
        client_ = **opened;
    } else {
        failure_ = opened->error();
        state_ = SourceState::failed;
    }
    opening_ = nullptr;
}

} // namespace marquee::player
