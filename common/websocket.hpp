// The framing of WebSocket (RFC 6455), for both ends: bytes to messages and back.
//
// No sockets and no opening handshake over the network: whoever owns the connection moves the
// bytes. Extensions are not offered. Values and plain functions; a reader belongs to one thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "schemas/model/error.hpp"

namespace marquee {

// Who wrote the frames: a client masks them, a server must not (section 5.1).
enum class WebSocketEnd { client, server };

// Section 7.4.1.
enum class CloseStatus : std::uint16_t {
    normal = 1000,
    going_away = 1001,
    protocol_error = 1002,
    unsupported = 1003, // binary, where text is spoken
    malformed = 1007,   // not UTF-8, or not what the text should be
    policy = 1008,
    too_large = 1009,
    try_later = 1013,
};

enum class WebSocketKind : std::uint8_t { text = 1, binary = 2, close = 8, ping = 9, pong = 10 };

// A whole message, or a control frame. Text is as it came: its reader checks that it is UTF-8.
struct WebSocketMessage {
    WebSocketKind kind = WebSocketKind::text;
    std::string payload;

    friend bool operator==(const WebSocketMessage&, const WebSocketMessage&) = default;
};

// Messages out of a stream of bytes that arrive in pieces.
class WebSocketReader {
public:
    // Over `message_bytes_max`, in one frame or in many, is too_large, and so is a message in more
    // than limits::websocket_fragments_max frames: empty fragments cost the sender nothing.
    WebSocketReader(WebSocketEnd sender, std::size_t message_bytes_max)
        : sender_(sender), message_bytes_max_(message_bytes_max) {}

    // Takes bytes from the front of `input` until a message is whole; nullopt: it took all of them
    // and wants more. After a failure nothing more can be read.
    tl::expected<std::optional<WebSocketMessage>, CloseStatus> next(std::string_view& input);

    // Of a message that has not arrived whole.
    std::size_t held_bytes() const { return message_.payload.size() + control_.payload.size(); }

private:
    static constexpr std::size_t head_bytes_max = 14;

    struct Frame {
        bool is_last = false;
        bool is_control = false;
        std::uint64_t left = 0; // of the payload
        std::array<unsigned char, 4> mask{};
        std::size_t masked = 0; // bytes unmasked so far
    };

    using Outcome = std::optional<CloseStatus>; // what was wrong

    bool gather_head(std::string_view& input);
    std::size_t head_bytes() const; // that the head has, as far as it is known
    std::uint64_t announced() const;
    Outcome begin_frame();
    Outcome begin_data(std::uint8_t opcode);
    void take_payload(std::string_view& input);
    std::optional<WebSocketMessage> end_frame();

    const WebSocketEnd sender_;
    const std::size_t message_bytes_max_;
    std::array<unsigned char, head_bytes_max> head_{};
    std::size_t head_size_ = 0;
    std::optional<Frame> frame_; // its payload is being read
    WebSocketMessage message_;
    std::size_t fragments_ = 0; // of message_; 0: none is open
    WebSocketMessage control_;
};

// One whole message as one frame. `mask`: a client's, fresh and unpredictable for every frame;
// nullopt for a server.
std::string websocket_frame(WebSocketKind kind, std::string_view payload,
                            std::optional<std::array<unsigned char, 4>> mask = std::nullopt);

// The payload of a close frame.
std::string close_payload(CloseStatus status);

// What the server answers to the client's Sec-WebSocket-Key (section 4.2.2).
std::string websocket_accept(std::string_view key);

// Sec-WebSocket-Key out of 16 random bytes.
std::string websocket_key(const std::array<unsigned char, 16>& nonce);

} // namespace marquee
