// Which players have a channel open, and the way to each.
//
// Outlives the front, so that whoever publishes may hint while the front opens and closes.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "manager/ports/player_channel.hpp"

namespace marquee::manager {

class ChannelLine;

// Any thread.
class ChannelRoster final : public PlayerHints {
public:
    ChannelRoster();
    ~ChannelRoster() override;

    void hint(const PlayerId& player, HintReason reason) override;

    std::size_t open() const; // channels now

    // For sessions. A player has one channel: an older one is told that it was replaced, because a
    // player that lost its line unawares comes again while the dead one is still being waited for.
    void enter(const PlayerId& player, std::shared_ptr<ChannelLine> line);
    void leave(const PlayerId& player, const ChannelLine& line);

private:
    mutable std::mutex mutex_;
    std::unordered_map<PlayerId, std::shared_ptr<ChannelLine>> lines_; // mutex_
};

} // namespace marquee::manager
