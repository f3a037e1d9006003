#include "manager/front/event_session.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace marquee::manager {

namespace asio = boost::asio;

namespace {

std::string event_text(unsigned bits) {
    std::string words;
    for (const Subject subject : subjects) {
        if ((bits & EventLine::bit(subject)) != 0) {
            words.append(words.empty() ? "" : " ").append(word_of(subject));
        }
    }
    return "event: changed\ndata: " + words + "\n\n";
}

} // namespace

EventSession::EventSession(const Terms& terms, Connection& connection)
    : terms_(terms),
      connection_(connection),
      line_(std::make_shared<EventLine>(connection.context(), connection)),
      ends_(connection.now() + terms.limits.events_life_max),
      spoke_(connection.now() - terms.limits.events_pause) {
    ++terms_.counters.event_streams_opened;
    terms_.roster.enter(line_);
}

EventSession::~EventSession() {
    leave();
    ++terms_.counters.event_streams_closed;
}

asio::awaitable<void> EventSession::run() {
    static constexpr std::string_view nothing;
    static constexpr std::string_view opening = ": changes\n\n"; // some proxies wait for a body
    connection_.become_channel();
    connection_.expect_transfer();
    bool present = co_await connection_.write(opening, nothing);
    while (present && !over_) {
        const std::string text = due();
        if (!text.empty()) {
            connection_.expect_transfer();
            present = co_await connection_.write(text, nothing);
        } else if (!over_) {
            present = co_await rest();
        }
    }
    leave();
    if (!present) {
        co_return;
    }
    if (connection_.draining()) {
        connection_.leave(); // the front waits for nobody
    } else {
        co_await connection_.farewell();
    }
}

void EventSession::leave() {
    terms_.roster.leave(line_);
    line_->hang_up();
}

std::string EventSession::due() {
    const Microseconds now = connection_.now();
    over_ = over_ || connection_.draining() || now >= ends_;
    waiting_ |= line_->take();
    if (over_) {
        return {};
    }
    if (waiting_ != 0 && now >= spoke_ + terms_.limits.events_pause) {
        spoke_ = now;
        ++terms_.counters.events;
        return event_text(std::exchange(waiting_, 0));
    }
    if (now >= spoke_ + terms_.limits.events_comment_after) {
        spoke_ = now;
        return ":\n\n";
    }
    return {};
}

// Until something is to be said. False: the peer is gone.
asio::awaitable<bool> EventSession::rest() {
    connection_.expect_nothing();
    const Microseconds now = connection_.now();
    const Microseconds speak =
        spoke_ + (waiting_ != 0 ? terms_.limits.events_pause : terms_.limits.events_comment_after);
    const Microseconds wake = std::max(std::min(speak, ends_), now);
    connection_.nudge_after(std::chrono::ceil<Milliseconds>(wake - now));
    std::string input;
    const auto news = co_await connection_.listen(input);
    over_ = over_ || news == Connection::News::input; // a page has nothing to say
    co_return news != Connection::News::gone;
}

} // namespace marquee::manager
