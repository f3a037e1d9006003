// How any thread reaches a session that waits on its shard.
#pragma once

#include <memory>

#include <boost/asio/io_context.hpp>

namespace marquee::manager {

class Connection;

// What waits for the session is the derived line's affair; it wakes the session, never twice for
// what the session has not looked at yet.
class SessionLine : public std::enable_shared_from_this<SessionLine> {
public:
    SessionLine(boost::asio::io_context& context, Connection& connection)
        : context_(context), connection_(&connection) {}
    virtual ~SessionLine() = default;

    void hang_up() { connection_ = nullptr; } // shard thread

protected:
    void wake(); // any thread

private:
    boost::asio::io_context& context_; // alive while the line is on its roster
    Connection* connection_;           // shard thread
};

} // namespace marquee::manager
