// How any thread reaches the session of one open channel.
#pragma once

#include <atomic>
#include <memory>

#include <boost/asio/io_context.hpp>

#include "schemas/model/hint.hpp"

namespace marquee::manager {

class Connection;

// Any thread unless said otherwise. What it says it says by waking the session, never twice for
// what the session has not looked at yet.
class ChannelLine : public std::enable_shared_from_this<ChannelLine> {
public:
    ChannelLine(boost::asio::io_context& context, Connection& connection)
        : context_(context), connection_(&connection) {}

    void add(HintReason reason);
    void add(const Hint& hint);
    // A newer channel of the same player has been opened.
    void replace();

    // Shard thread.
    Hint take_hint(); // what came since the last call
    bool replaced() const { return replaced_; }
    void hang_up() { connection_ = nullptr; }

private:
    void wake();

    boost::asio::io_context& context_; // alive while the channel is on the roster
    Connection* connection_;           // shard thread
    std::atomic<unsigned> reasons_ = 0;
    std::atomic<bool> replaced_ = false;
};

} // namespace marquee::manager
