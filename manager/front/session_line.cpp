#include "manager/front/session_line.hpp"

#include <boost/asio/post.hpp>

#include "manager/front/connection.hpp"

namespace marquee::manager {

void SessionLine::wake() {
    boost::asio::post(context_, [line = shared_from_this()] {
        if (line->connection_ != nullptr) {
            line->connection_->nudge();
        }
    });
}

} // namespace marquee::manager
