#include "manager/front/channel_session.hpp"

#include <utility>

#include "manager/front/errand.hpp"

namespace marquee::manager {

namespace asio = boost::asio;

ChannelSession::ChannelSession(const Terms& terms, Connection& connection, const Peer& peer,
                               PlayerId player, std::string& input)
    : terms_(terms),
      connection_(connection),
      peer_(peer),
      player_(std::move(player)),
      input_(input),
      reader_(WebSocketEnd::client, terms.limits.channel_message_bytes_max),
      line_(std::make_shared<ChannelLine>(connection.context(), connection)) {
    ++terms_.counters.channels_opened;
    terms_.roster.enter(player_, line_);
}

ChannelSession::~ChannelSession() {
    terms_.roster.leave(player_, *line_);
    line_->hang_up();
    terms_.bodies.give_back(budget_taken_);
    ++terms_.counters.channels_closed;
}

asio::awaitable<void> ChannelSession::run() {
    static constexpr std::string_view nothing;
    connection_.become_channel();
    note_life();
    co_await digest();
    bool present = true;
    while (present && !ending_) {
        const std::string frames = frames_due();
        if (!frames.empty()) {
            present = co_await connection_.write(frames, nothing);
        } else if (!ending_) {
            present = co_await hear();
        }
    }
    if (present) {
        co_await close();
    }
}

// Everything that can be said now, in one piece; whatever comes later wakes the session again.
std::string ChannelSession::frames_due() {
    std::string frames;
    if (connection_.draining()) {
        ending_ = CloseStatus::going_away;
        return frames;
    }
    if (line_->replaced()) {
        ending_ = CloseStatus::policy;
        return frames;
    }
    if (pong_) {
        frames += websocket_frame(WebSocketKind::pong, *std::exchange(pong_, std::nullopt));
    }
    if (const Hint hint = line_->take_hint(); !hint.reasons.empty()) {
        ++terms_.counters.hints;
        frames += websocket_frame(WebSocketKind::text, terms_.service.hint_text(hint));
    }
    if (!pinged_ && connection_.now() >= life_ + terms_.limits.channel_ping_after) {
        pinged_ = true;
        frames += websocket_frame(WebSocketKind::ping, {});
    }
    return frames;
}

asio::awaitable<bool> ChannelSession::hear() {
    const auto news = co_await connection_.listen(input_);
    if (news == Connection::News::input) {
        co_await digest();
    }
    co_return news != Connection::News::gone;
}

asio::awaitable<void> ChannelSession::digest() {
    std::string_view rest = input_;
    while (!ending_) {
        const auto message = reader_.next(rest);
        if (!message) {
            ending_ = message.error();
        } else if (*message) {
            co_await take(**message);
        } else {
            break;
        }
    }
    input_ = std::string(); // an idle peer keeps no memory
    if (!ending_ && !hold()) {
        ending_ = CloseStatus::try_later;
    }
}

// Counts a message that has not arrived whole against what all peers may have in memory.
bool ChannelSession::hold() {
    const std::size_t held = reader_.held_bytes();
    if (held > budget_taken_ && !terms_.bodies.take(held - budget_taken_)) {
        return false;
    }
    if (held < budget_taken_) {
        terms_.bodies.give_back(budget_taken_ - held);
    }
    budget_taken_ = held;
    return true;
}

asio::awaitable<void> ChannelSession::take(const WebSocketMessage& message) {
    switch (message.kind) {
    case WebSocketKind::text:
        co_await answer(message.payload);
        note_life();
        break;
    case WebSocketKind::pong:
        note_life();
        break;
    case WebSocketKind::ping:
        pong_ = message.payload;
        break;
    case WebSocketKind::close:
        ending_ = CloseStatus::normal;
        break;
    case WebSocketKind::binary:
        ending_ = CloseStatus::unsupported;
        break;
    }
}

// A message for which no worker has room is lost, as any message may be.
asio::awaitable<void> ChannelSession::answer(const std::string& text) {
    const std::function<void()> ask = [this, &text] {
        try {
            const Result<Hint> news = terms_.service.message(peer_, text);
            if (news) {
                line_->add(*news);
            } else {
                ending_ = news.error().code == ErrorCode::malformed ? CloseStatus::malformed
                                                                    : CloseStatus::policy;
            }
        } catch (...) {
            ending_ = CloseStatus::policy;
        }
    };
    ++terms_.counters.channel_messages;
    connection_.expect_nothing();
    if (!co_await run_on_worker(terms_.workers, Entry::ordinary, ask)) {
        ++terms_.counters.busy;
    }
}

void ChannelSession::note_life() {
    life_ = connection_.now();
    pinged_ = false;
    connection_.expect_within(terms_.limits.channel_silence_max);
    connection_.nudge_after(terms_.limits.channel_ping_after);
}

asio::awaitable<void> ChannelSession::close() {
    static constexpr std::string_view nothing;
    const std::string frame = websocket_frame(WebSocketKind::close, close_payload(*ending_));
    const bool told = co_await connection_.write(frame, nothing);
    if (ending_ == CloseStatus::going_away) {
        connection_.leave(); // the front waits for nobody
    } else if (told) {
        co_await connection_.farewell();
    }
}

} // namespace marquee::manager
