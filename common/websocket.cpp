#include "common/websocket.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include <openssl/evp.h>

#include "schemas/model/limits.hpp"

namespace marquee {

namespace {

constexpr unsigned char last_bit = 0x80;
constexpr unsigned char reserved_bits = 0x70;
constexpr unsigned char opcode_bits = 0x0F;
constexpr unsigned char control_bit = 0x08;
constexpr unsigned char mask_bit = 0x80;
constexpr unsigned char length_bits = 0x7F;
constexpr unsigned char length_in_two = 126;
constexpr unsigned char length_in_eight = 127;
constexpr std::size_t control_bytes_max = 125;

void append_big_endian(std::string& out, std::uint64_t value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
        out += static_cast<char>(value >> shift & 0xFFU);
    }
}

std::string base64(const unsigned char* bytes, std::size_t size) {
    std::string text((size + 2) / 3 * 4 + 1, '\0'); // OpenSSL ends it with a zero
    const int length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes,
                                       static_cast<int>(size));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

bool is_opcode(unsigned char opcode) {
    return opcode <= 2 || (opcode >= 8 && opcode <= 10);
}

} // namespace

tl::expected<std::optional<WebSocketMessage>, CloseStatus>
WebSocketReader::next(std::string_view& input) {
    for (;;) {
        if (!frame_) {
            if (!gather_head(input)) {
                return std::nullopt;
            }
            if (const Outcome wrong = begin_frame()) {
                return tl::unexpected(*wrong);
            }
        }
        take_payload(input);
        if (frame_->left > 0) {
            return std::nullopt;
        }
        if (std::optional<WebSocketMessage> whole = end_frame()) {
            return whole;
        }
    }
}

// False: wants more.
bool WebSocketReader::gather_head(std::string_view& input) {
    while (head_size_ < head_bytes()) {
        if (input.empty()) {
            return false;
        }
        head_.at(head_size_++) = static_cast<unsigned char>(input.front());
        input.remove_prefix(1);
    }
    return true;
}

std::size_t WebSocketReader::head_bytes() const {
    if (head_size_ < 2) {
        return 2;
    }
    const unsigned char length = head_[1] & length_bits;
    const std::size_t extended = length == length_in_eight ? 8 : length == length_in_two ? 2 : 0;
    return 2 + extended + ((head_[1] & mask_bit) != 0 ? 4 : 0);
}

std::uint64_t WebSocketReader::announced() const {
    const unsigned char length = head_[1] & length_bits;
    const std::size_t extended = length == length_in_eight ? 8 : length == length_in_two ? 2 : 0;
    if (extended == 0) {
        return length;
    }
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < extended; ++i) {
        value = value << 8U | head_.at(2 + i);
    }
    return value;
}

// Judges a head that is whole (section 5.2).
WebSocketReader::Outcome WebSocketReader::begin_frame() {
    const unsigned char opcode = head_[0] & opcode_bits;
    const bool masked = (head_[1] & mask_bit) != 0;
    const std::uint64_t length = announced();
    const std::uint64_t least = head_bytes() - (masked ? 4 : 0) == 4 ? 126 : 65'536;
    const bool longer_than_needed = (head_[1] & length_bits) >= length_in_two && length < least;
    if ((head_[0] & reserved_bits) != 0 || !is_opcode(opcode) || longer_than_needed
        || masked != (sender_ == WebSocketEnd::client)) {
        return CloseStatus::protocol_error;
    }
    Frame frame{.is_last = (head_[0] & last_bit) != 0,
                .is_control = (opcode & control_bit) != 0,
                .left = length};
    if (masked) {
        std::copy_n(head_.begin() + static_cast<std::ptrdiff_t>(head_bytes()) - 4, 4,
                    frame.mask.begin());
    }
    frame_ = frame;
    head_size_ = 0;
    if (!frame.is_control) {
        return begin_data(opcode);
    }
    control_ = {static_cast<WebSocketKind>(opcode), {}};
    return length > control_bytes_max || !frame.is_last ? Outcome(CloseStatus::protocol_error)
                                                        : std::nullopt;
}

WebSocketReader::Outcome WebSocketReader::begin_data(std::uint8_t opcode) {
    const bool continues = opcode == 0;
    if (continues != (fragments_ > 0)) {
        return CloseStatus::protocol_error;
    }
    if (!continues) {
        message_ = {static_cast<WebSocketKind>(opcode), {}};
    }
    if (++fragments_ > limits::websocket_fragments_max
        || frame_->left > message_bytes_max_ - message_.payload.size()) {
        return CloseStatus::too_large;
    }
    return std::nullopt;
}

void WebSocketReader::take_payload(std::string_view& input) {
    std::string& into = frame_->is_control ? control_.payload : message_.payload;
    const std::size_t taken = std::min<std::uint64_t>(frame_->left, input.size());
    const std::size_t start = into.size();
    into.append(input.substr(0, taken));
    if (sender_ == WebSocketEnd::client) {
        for (std::size_t i = start; i < into.size(); ++i) {
            into[i] = static_cast<char>(static_cast<unsigned char>(into[i])
                                        ^ frame_->mask.at(frame_->masked++ % 4));
        }
    }
    frame_->left -= taken;
    input.remove_prefix(taken);
}

std::optional<WebSocketMessage> WebSocketReader::end_frame() {
    const Frame frame = *std::exchange(frame_, std::nullopt);
    if (frame.is_control) {
        return std::exchange(control_, {});
    }
    if (!frame.is_last) {
        return std::nullopt;
    }
    fragments_ = 0;
    return std::exchange(message_, {});
}

std::string websocket_frame(WebSocketKind kind, std::string_view payload,
                            std::optional<std::array<unsigned char, 4>> mask) {
    std::string frame;
    frame.reserve(payload.size() + 14);
    frame += static_cast<char>(last_bit | static_cast<unsigned char>(kind));
    const unsigned char masked = mask ? mask_bit : 0;
    if (payload.size() < length_in_two) {
        frame += static_cast<char>(masked | static_cast<unsigned char>(payload.size()));
    } else if (payload.size() <= 0xFFFF) {
        frame += static_cast<char>(masked | length_in_two);
        append_big_endian(frame, payload.size(), 2);
    } else {
        frame += static_cast<char>(masked | length_in_eight);
        append_big_endian(frame, payload.size(), 8);
    }
    if (!mask) {
        return frame.append(payload);
    }
    frame.append(mask->begin(), mask->end());
    for (std::size_t i = 0; i < payload.size(); ++i) {
        frame += static_cast<char>(static_cast<unsigned char>(payload[i]) ^ mask->at(i % 4));
    }
    return frame;
}

std::string close_payload(CloseStatus status) {
    std::string payload;
    append_big_endian(payload, static_cast<std::uint16_t>(status), 2);
    return payload;
}

std::string websocket_accept(std::string_view key) {
    const std::string joined = std::string(key) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (EVP_Digest(joined.data(), joined.size(), digest.data(), &size, EVP_sha1(), nullptr) != 1) {
        std::abort(); // only without memory or with a broken libcrypto, as in sha256.cpp
    }
    return base64(digest.data(), size);
}

std::string websocket_key(const std::array<unsigned char, 16>& nonce) {
    return base64(nonce.data(), nonce.size());
}

} // namespace marquee
