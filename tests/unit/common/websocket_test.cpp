#include <catch2/catch.hpp>

#include "common/websocket.hpp"
#include "schemas/model/limits.hpp"

using namespace marquee;

namespace {

constexpr std::array<unsigned char, 4> mask{0x37, 0xfa, 0x21, 0x3d}; // of RFC 6455 section 5.7

std::string bytes(std::initializer_list<int> values) {
    std::string text;
    for (const int value : values) {
        text += static_cast<char>(value);
    }
    return text;
}

struct Reading {
    std::vector<WebSocketMessage> messages;
    std::optional<CloseStatus> failure;
};

Reading read_all(WebSocketReader& reader, std::string_view input, std::size_t piece) {
    Reading all;
    while (!input.empty() && !all.failure) {
        std::string_view part = input.substr(0, piece);
        input.remove_prefix(part.size());
        for (;;) {
            auto next = reader.next(part);
            if (!next) {
                all.failure = next.error();
                break;
            }
            if (!*next) {
                CHECK(part.empty());
                break;
            }
            all.messages.push_back(std::move(**next));
        }
    }
    return all;
}

Reading read_as_server(std::string_view input) {
    WebSocketReader reader(WebSocketEnd::client, 1'000);
    return read_all(reader, input, input.size());
}

std::string masked(WebSocketKind kind, std::string_view payload) {
    return websocket_frame(kind, payload, mask);
}

} // namespace

TEST_CASE("the examples of RFC 6455 section 5.7 read as it says") {
    WebSocketReader client(WebSocketEnd::server, 100'000);
    const auto plain = read_all(client, bytes({0x81, 0x05, 'H', 'e', 'l', 'l', 'o'}), 100);
    CHECK(plain.messages == std::vector<WebSocketMessage>{{WebSocketKind::text, "Hello"}});
    const auto pieces = read_all(client,
                                 bytes({0x01, 0x03, 'H', 'e', 'l', 0x80, 0x02, 'l', 'o', 0x89, 0x05,
                                        'H', 'e', 'l', 'l', 'o'}),
                                 1);
    CHECK(pieces.messages
          == std::vector<WebSocketMessage>{{WebSocketKind::text, "Hello"},
                                           {WebSocketKind::ping, "Hello"}});
    const auto masked_one =
        read_as_server(bytes({0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58}));
    CHECK(masked_one.messages == std::vector<WebSocketMessage>{{WebSocketKind::text, "Hello"}});
}

TEST_CASE("the key is answered as in RFC 6455 section 1.3") {
    CHECK(websocket_accept("dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    CHECK(websocket_key(
              {'t', 'h', 'e', ' ', 's', 'a', 'm', 'p', 'l', 'e', ' ', 'n', 'o', 'n', 'c', 'e'})
          == "dGhlIHNhbXBsZSBub25jZQ==");
}

TEST_CASE("what one end writes the other reads, whatever its length and however it arrives") {
    for (const std::size_t size : {0U, 1U, 125U, 126U, 65'535U, 65'536U, 70'000U}) {
        const std::string payload(size, 'x');
        for (const std::size_t piece : {1U, 7U, 16'384U, 100'000U}) {
            WebSocketReader server(WebSocketEnd::client, 70'000);
            WebSocketReader client(WebSocketEnd::server, 70'000);
            const std::vector<WebSocketMessage> expected{{WebSocketKind::text, payload}};
            CHECK(read_all(server, masked(WebSocketKind::text, payload), piece).messages
                  == expected);
            CHECK(read_all(client, websocket_frame(WebSocketKind::text, payload), piece).messages
                  == expected);
        }
    }
}

TEST_CASE("a control frame may stand between the fragments of a message") {
    std::string first = masked(WebSocketKind::text, "one ");
    first[0] = 0x01;
    std::string last = masked(WebSocketKind::text, "message");
    last[0] = static_cast<char>(0x80);
    const auto all = read_as_server(first + masked(WebSocketKind::ping, "?") + last);
    CHECK(all.messages
          == std::vector<WebSocketMessage>{{WebSocketKind::ping, "?"},
                                           {WebSocketKind::text, "one message"}});
}

TEST_CASE("frames that break the protocol are refused") {
    std::string reserved = masked(WebSocketKind::text, "x");
    reserved[0] = static_cast<char>(0xC1);
    std::string unknown_opcode = masked(WebSocketKind::text, "x");
    unknown_opcode[0] = static_cast<char>(0x83);
    std::string continues_nothing = masked(WebSocketKind::text, "x");
    continues_nothing[0] = static_cast<char>(0x80);
    std::string open_end = masked(WebSocketKind::text, "x");
    open_end[0] = 0x01;
    std::string control_in_parts = masked(WebSocketKind::ping, "x");
    control_in_parts[0] = 0x09;
    const std::string cases[] = {
        reserved,
        unknown_opcode,
        continues_nothing,
        open_end + masked(WebSocketKind::text, "x"),
        control_in_parts,
        masked(WebSocketKind::ping, std::string(126, 'x')),
        websocket_frame(WebSocketKind::text, "x"),                     // not masked
        bytes({0x81, 0x80 | 126, 0, 5, 1, 2, 3, 4}),                   // 5 in two bytes
        bytes({0x81, 0x80 | 127, 0, 0, 0, 0, 0, 0, 0, 5, 1, 2, 3, 4}), // 5 in eight
    };
    for (const std::string& input : cases) {
        CHECK(read_as_server(input).failure == CloseStatus::protocol_error);
    }
    WebSocketReader client(WebSocketEnd::server, 1'000);
    CHECK(read_all(client, masked(WebSocketKind::text, "x"), 100).failure
          == CloseStatus::protocol_error);
}

TEST_CASE("a message over its limit is refused before it arrives, in one frame or in many") {
    const auto announced =
        bytes({0x81, 0x80 | 127, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4});
    CHECK(read_as_server(announced).failure == CloseStatus::too_large);
    CHECK(read_as_server(masked(WebSocketKind::text, std::string(1'000, 'x'))).messages.size()
          == 1);
    CHECK(read_as_server(masked(WebSocketKind::text, std::string(1'001, 'x'))).failure
          == CloseStatus::too_large);
    std::string many = masked(WebSocketKind::text, std::string(600, 'x'));
    many[0] = 0x01;
    std::string rest = masked(WebSocketKind::text, std::string(401, 'x'));
    rest[0] = 0x00;
    CHECK(read_as_server(many + rest).failure == CloseStatus::too_large);
}

TEST_CASE("a message in endless empty fragments is refused") {
    std::string first = masked(WebSocketKind::text, "");
    first[0] = 0x01;
    std::string next = masked(WebSocketKind::text, "");
    next[0] = 0x00;
    std::string input = first;
    for (std::size_t i = 1; i < limits::websocket_fragments_max; ++i) {
        input += next;
    }
    CHECK_FALSE(read_as_server(input).failure);
    CHECK(read_as_server(input + next).failure == CloseStatus::too_large);
}
