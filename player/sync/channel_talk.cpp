#include "player/sync/channel_talk.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "schemas/wire/hint.hpp"

namespace marquee::player {

namespace {

constexpr std::size_t head_bytes_max = 16 * limits::KiB;
constexpr std::string_view end_of_head = "\r\n\r\n";

std::string lowered(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

// The value of a header in the head of an answer; empty: there is none.
std::string_view field(std::string_view head, std::string_view name) {
    while (!head.empty()) {
        const std::size_t end = std::min(head.find("\r\n"), head.size());
        const std::string_view line = head.substr(0, end);
        const std::size_t colon = line.find(':');
        if (colon != std::string_view::npos && lowered(line.substr(0, colon)) == name) {
            const std::size_t value = line.find_first_not_of(" \t", colon + 1);
            return value == std::string_view::npos ? std::string_view() : line.substr(value);
        }
        head.remove_prefix(std::min(end + 2, head.size()));
    }
    return {};
}

Status check_opening(std::string_view head, const std::string& key) {
    if (!head.starts_with("HTTP/1.1 101 ")) {
        return fail(ErrorCode::unsupported, "the manager opens no channel",
                    std::string(head.substr(0, std::min<std::size_t>(head.find("\r\n"), 100))));
    }
    if (field(head, "sec-websocket-accept") != websocket_accept(key)) {
        return fail(ErrorCode::malformed, "the answer to the upgrade is not a WebSocket's");
    }
    return {};
}

} // namespace

ChannelTalk::ChannelTalk(TlsLine& line, const HttpsAddress& address, const Clock& clock,
                         Randomness& randomness, const WakeEvent& wake)
    : line_(line), address_(address), clock_(clock), randomness_(randomness), wake_(wake) {}

Status ChannelTalk::open(Milliseconds patience, const std::function<bool()>& wanted) {
    std::array<unsigned char, 16> nonce{};
    randomness_.fill(nonce);
    const std::string key = websocket_key(nonce);
    const std::string request = "GET /player/v1/channel HTTP/1.1\r\nHost: " + address_.host + ':'
                                + std::to_string(address_.port)
                                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                  "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                                + key + "\r\nSec-WebSocket-Protocol: marquee.player.v1\r\n\r\n";
    if (Status sent = line_.send(request); !sent) {
        return sent;
    }
    const Microseconds until = clock_.monotonic() + patience;
    std::size_t end = std::string::npos;
    while ((end = input_.find(end_of_head)) == std::string::npos) {
        if (input_.size() > head_bytes_max) {
            return fail(ErrorCode::malformed, "the answer to the upgrade is not HTTP");
        }
        const Result<LineNews> news = line_.receive(input_, until, wake_);
        if (!news) {
            return tl::unexpected(news.error());
        }
        if (*news == LineNews::silence || !wanted()) {
            return fail(ErrorCode::timed_out, "the manager did not answer the upgrade in time");
        }
    }
    heard_ = clock_.monotonic();
    const Status good = check_opening(std::string_view(input_).substr(0, end + 2), key);
    input_.erase(0, end + end_of_head.size());
    return good;
}

Status ChannelTalk::send(WebSocketKind kind, std::string_view payload) {
    std::array<unsigned char, 4> mask{};
    randomness_.fill(mask);
    return line_.send(websocket_frame(kind, payload, mask));
}

Status ChannelTalk::say(std::string_view text) {
    return send(WebSocketKind::text, text);
}

Result<TalkNews> ChannelTalk::listen() {
    if (!input_.empty()) {
        return digest(); // it followed the opening
    }
    if (!pinged_ && clock_.monotonic() >= heard_ + ping_after) {
        pinged_ = true;
        if (Status sent = send(WebSocketKind::ping, {}); !sent) {
            return tl::unexpected(sent.error());
        }
    }
    const Microseconds until = heard_ + (pinged_ ? silence_max : ping_after);
    const Result<LineNews> news = line_.receive(input_, until, wake_);
    if (!news) {
        return tl::unexpected(news.error());
    }
    if (*news == LineNews::bytes) {
        return digest();
    }
    if (clock_.monotonic() >= heard_ + silence_max) {
        return fail(ErrorCode::timed_out, "the manager has fallen silent on the channel");
    }
    return TalkNews::nothing;
}

Result<TalkNews> ChannelTalk::digest() {
    heard_ = clock_.monotonic();
    pinged_ = false;
    const std::string arrived = std::exchange(input_, {});
    std::string_view rest = arrived;
    TalkNews news = TalkNews::nothing;
    for (;;) {
        const auto message = reader_.next(rest);
        if (!message) {
            return fail(ErrorCode::malformed, "what came over the channel is no WebSocket");
        }
        if (!*message) {
            return news;
        }
        if (Status taken = take(**message, news); !taken) {
            return tl::unexpected(taken.error());
        }
    }
}

Status ChannelTalk::take(const WebSocketMessage& message, TalkNews& news) {
    switch (message.kind) {
    case WebSocketKind::text:
        if (wire::read_hint(message.payload)) { // anything else is newer than this software
            news = TalkNews::hint;
        }
        return {};
    case WebSocketKind::ping:
        return send(WebSocketKind::pong, message.payload);
    case WebSocketKind::close:
        return fail(ErrorCode::unreachable, "the manager ended the channel");
    default:
        return {};
    }
}

void ChannelTalk::leave() {
    [[maybe_unused]] const Status gone =
        send(WebSocketKind::close, close_payload(CloseStatus::going_away));
}

} // namespace marquee::player
