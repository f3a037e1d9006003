// Channels on a front of a test's own, and a peer that can also misbehave.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>

#include "common/websocket.hpp"
#include "tests/unit/manager/front/front_fixture.hpp"

namespace marquee::manager {

// Admits whoever says its name in X-Player; answers are written in the test.
struct ScriptedChannels final : ChannelService {
    std::function<Result<Hint>(const std::string&)> on_message = [](const std::string&) {
        return Hint{};
    };

    tl::expected<PlayerId, Response> admit(const RequestHead& head) override {
        const auto name = head.headers.find("X-Player");
        if (!name) {
            return tl::unexpected(text("who are you?", 401));
        }
        return PlayerId{std::string(*name)};
    }
    Result<Hint> message(const Peer&, const std::string& text) override {
        {
            const std::lock_guard lock(mutex);
            heard.push_back(text);
        }
        return on_message(text);
    }
    // "manifest override"
    std::string hint_text(const Hint& hint) const override {
        static constexpr const char* words[] = {"manifest", "override", "trust", "screenshot"};
        std::string text;
        for (const HintReason reason : hint.reasons) {
            text += text.empty() ? "" : " ";
            text += words[static_cast<std::size_t>(reason)];
        }
        return text;
    }

    std::vector<std::string> all_heard() {
        const std::lock_guard lock(mutex);
        return heard;
    }

    std::mutex mutex;
    std::vector<std::string> heard; // mutex
};

// The client's end of a channel. Every wait ends after ten seconds.
class ChannelPeer {
public:
    static constexpr std::array<unsigned char, 4> mask{1, 2, 3, 4};

    ChannelPeer(BlockingClient client, const std::string& player) : client_(std::move(client)) {
        client_.send(request(player));
        opening = client_.receive(BodyExpected::no);
    }

    static std::string request(const std::string& player) {
        return "GET /channel HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n"
               "Connection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\n"
               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
               "Sec-WebSocket-Protocol: other, test.v1\r\nX-Player: "
               + player + "\r\n\r\n";
    }

    bool send(WebSocketKind kind, std::string_view payload) {
        return client_.send(websocket_frame(kind, payload, mask));
    }
    bool say(std::string_view text) { return send(WebSocketKind::text, text); }

    // The next message; nullopt when the connection ended, or broke the protocol.
    std::optional<WebSocketMessage> receive() {
        for (;;) {
            std::string_view rest = input_;
            auto next = reader_.next(rest);
            input_ = std::string(rest);
            if (!next || *next) {
                return next ? std::move(*next) : std::nullopt;
            }
            if (!client_.receive_some(input_)) {
                return std::nullopt;
            }
        }
    }
    std::string hear() {
        const auto message = receive();
        return message && message->kind == WebSocketKind::text ? message->payload : "nothing";
    }
    // The status of the close frame that comes next but for pings; 0: none came.
    int closed_with() {
        for (;;) {
            const auto message = receive();
            if (!message) {
                return 0;
            }
            if (message->kind == WebSocketKind::close && message->payload.size() == 2) {
                return static_cast<unsigned char>(message->payload[0]) * 256
                       + static_cast<unsigned char>(message->payload[1]);
            }
        }
    }
    // That the front has looked at everything sent before.
    bool is_alive() {
        send(WebSocketKind::ping, "?");
        for (auto message = receive(); message; message = receive()) {
            if (message->kind == WebSocketKind::pong) {
                return message->payload == "?";
            }
        }
        return false;
    }

    BlockingClient& client() { return client_; }

    Answer opening;

private:
    BlockingClient client_;
    WebSocketReader reader_{WebSocketEnd::server, 1'000'000};
    std::string input_;
};

struct ChannelFixture : FrontFixture {
    ChannelFixture() {
        channels.emplace(ChannelDoor{"/channel", "test.v1", scripted, roster});
        limits.channel_message_bytes_max = 100'000;
    }
    ~ChannelFixture() { front.reset(); }

    ChannelPeer peer(const std::string& player) { return {plain(), player}; }

    ScriptedChannels scripted;
    ChannelRoster roster;
};

} // namespace marquee::manager
