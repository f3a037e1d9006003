// A medium on its way from the store to the glass: opened elsewhere, then frame after frame.
#pragma once

#include <memory>
#include <optional>

#include "player/ports/frame_source.hpp"
#include "player/sources/media_supply.hpp"
#include "player/sources/pending.hpp"

namespace marquee::player {

// Render thread; nothing blocks.
class OpenedMedia {
public:
    // Starts opening at once, elsewhere; or goes on with the supply's head start. Then the first
    // frames may lie before the position: each is shown until a newer one is decoded.
    OpenedMedia(const MediaSupply& supply, const Sha256& asset, const DecodeRequest& request);

    // Takes in what happened meanwhile. ready: a frame is there, or has been.
    SourceState poll();

    const Error& failure() const { return failure_; }

    // As that of a FrameSource.
    void stand_by();

    // Null while it is being opened: for media that are ready before their first frame.
    const DecodeClient* look() const { return client_.get(); }

    // All that follows: once poll() said ready.

    // Goes on to the newest frame whose time has come, and gives it. A decoder that cannot keep
    // up, or the end, leaves the last one.
    const DecodedFrame& frame_at(Microseconds position);

    // Grows with every frame that frame_at goes on to.
    std::uint64_t serial() const { return serial_; }

    // Frames whose time had passed before they could be shown.
    std::uint64_t frames_skipped() const { return skipped_; }

    // As those of a FrameSource.
    std::optional<Microseconds> next_change(Microseconds position) const;
    bool settled(Microseconds position) const;

    // What else it knows: its size, its sound.
    const DecodeClient& client() const { return *client_; }

private:
    using Client = std::shared_ptr<DecodeClient>;

    void open(const MediaSupply& supply, const Sha256& asset, const DecodeRequest& request);
    void take_in_client();
    void poll_client();
    void keep_up(Microseconds position);

    const Clock& clock_;
    std::shared_ptr<Pending<Client>> opening_; // until it was taken in
    Client client_;
    bool is_due_ = false; // its turn is near, or has come
    SourceState state_ = SourceState::preparing;
    Error failure_;
    std::optional<DecodedFrame> current_;
    std::uint64_t serial_ = 0;
    std::uint64_t skipped_ = 0;
    Microseconds hurried_to_{0};
};

} // namespace marquee::player
