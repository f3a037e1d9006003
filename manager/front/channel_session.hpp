// One peer on a live channel: a WebSocket (RFC 6455) after its opening handshake.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "common/websocket.hpp"
#include "manager/front/channel_line.hpp"
#include "manager/front/channel_roster.hpp"
#include "manager/front/connection.hpp"
#include "manager/front/memory_budget.hpp"
#include "manager/front/worker_pool.hpp"
#include "manager/ports/player_channel.hpp"

namespace marquee::manager {

// Shard thread; messages are answered on a worker, one at a time, and nothing is read meanwhile.
//
// Only a whole message or a pong is a sign of life: who gives none for
// FrontLimits::channel_silence_max is disconnected, pinged before. Nothing is read while something
// waits to be written either, so a peer that never reads falls silent by itself. What waits for a
// peer is bounded: one hint, whatever its reasons, and one pong, the latest.
class ChannelSession {
public:
    // What every channel of a listener shares; all outlive it.
    struct Terms {
        ChannelService& service;
        ChannelRoster& roster;
        WorkerPool& workers;
        MemoryBudget& bodies;
        FrontCounters& counters;
        const FrontLimits& limits;
    };

    // `input`: what arrived behind the handshake.
    ChannelSession(const Terms& terms, Connection& connection, const Peer& peer, PlayerId player,
                   std::string& input);
    ~ChannelSession();

    ChannelSession(const ChannelSession&) = delete;
    ChannelSession& operator=(const ChannelSession&) = delete;

    // Once; the connection is spent when it ends.
    boost::asio::awaitable<void> run();

private:
    std::string frames_due();
    boost::asio::awaitable<bool> hear(); // false: the peer is gone
    boost::asio::awaitable<void> digest();
    boost::asio::awaitable<void> take(const WebSocketMessage& message);
    boost::asio::awaitable<void> answer(const std::string& text);
    boost::asio::awaitable<void> close();
    void note_life();
    bool hold();

    const Terms terms_;
    Connection& connection_;
    const Peer& peer_;
    const PlayerId player_;
    std::string& input_;
    WebSocketReader reader_;
    std::size_t budget_taken_ = 0;
    std::optional<std::string> pong_; // waits to be sent
    Microseconds life_{};             // the last sign of it
    bool pinged_ = false;             // since then
    std::optional<CloseStatus> ending_;
    std::shared_ptr<ChannelLine> line_;
};

} // namespace marquee::manager
