// The live channels between players and the manager, as values: what publishing and edge/ see of
// WebSockets.
//
// Push is a hint, pull is the truth: nothing that a player must know travels down a channel, so a
// channel that breaks, lags or never opens costs speed and nothing else.
#pragma once

#include <string>

#include "manager/ports/exchange.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/hint.hpp"
#include "schemas/model/ids.hpp"

namespace marquee::manager {

// Taps players on the shoulder. Any thread; never blocks, never fails.
class PlayerHints {
public:
    virtual ~PlayerHints() = default;

    // A player without a channel hears of it at its next contact. Reasons that come while an
    // earlier hint still waits for the network travel with it as one.
    virtual void hint(const PlayerId& player, HintReason reason) = 0;
};

// What answers on channels. Called by many threads at once, for one channel by one at a time;
// outlives the front. What escapes as an exception ends the channel.
class ChannelService {
public:
    virtual ~ChannelService() = default;

    // Worker thread: may block. As whom the caller may open a channel; a Response refuses it.
    virtual tl::expected<PlayerId, Response> admit(const RequestHead& head) = 0;

    // Worker thread: may block. One whole text message. What there may be news of for this player
    // is hinted at once; an error ends the channel (malformed as 1007, anything else as 1008).
    virtual Result<Hint> message(const Peer& peer, const std::string& text) = 0;

    // Shard thread: must not block, must not throw.
    virtual std::string hint_text(const Hint& hint) const = 0;
};

} // namespace marquee::manager
