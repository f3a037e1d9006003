// A medium on its way from the store to its first frame.
#pragma once

#include <memory>

#include "player/ports/frame_source.hpp"
#include "player/sources/media_supply.hpp"
#include "player/sources/pending.hpp"

namespace marquee::player {

// Render thread; nothing blocks.
class OpenedMedia {
public:
    // Starts opening at once, elsewhere.
    OpenedMedia(const MediaSupply& supply, const Sha256& asset, const DecodeRequest& request);

    // Takes in what happened meanwhile. ready: a frame is there, or has been.
    SourceState poll();

    const Error& failure() const { return failure_; }

    // Once poll() said ready.
    DecodeClient& client() { return *client_; }
    const DecodeClient& client() const { return *client_; }

private:
    using Client = std::shared_ptr<DecodeClient>;

    void take_in_client();

    const Clock& clock_;
    std::shared_ptr<Pending<Client>> opening_; // gone once it was taken in
    Client client_;
    SourceState state_ = SourceState::preparing;
    Error failure_;
};

} // namespace marquee::player
