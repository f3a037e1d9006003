#include "manager/front/channel_upgrade.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "common/websocket.hpp"
#include "manager/front/response_head.hpp"

namespace marquee::manager {

namespace {

constexpr std::size_t key_characters = 24; // 16 bytes in base64

char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool same_word(std::string_view one, std::string_view two) {
    return std::equal(one.begin(), one.end(), two.begin(), two.end(),
                      [](char a, char b) { return lower(a) == lower(b); });
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    const std::size_t last = text.find_last_not_of(" \t");
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, last - first + 1);
}

// One of the comma-separated words of all fields of that name.
bool lists(const Headers& headers, std::string_view name, std::string_view word) {
    for (const auto& [field, value] : headers) {
        std::string_view rest = same_word(field, name) ? std::string_view(value) : "";
        while (!rest.empty()) {
            const std::size_t comma = std::min(rest.find(','), rest.size());
            if (same_word(trimmed(rest.substr(0, comma)), word)) {
                return true;
            }
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
    }
    return false;
}

bool is_key(std::string_view key) {
    const auto is_base64 = [](char c) {
        return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '+'
               || c == '/';
    };
    return key.size() == key_characters && key.ends_with("==")
           && std::all_of(key.begin(), key.end() - 2, is_base64);
}

} // namespace

std::optional<Response> refuse_upgrade(const RequestHead& head, std::string_view protocol) {
    const Headers& headers = head.headers;
    if (!lists(headers, "Upgrade", "websocket") || !lists(headers, "Connection", "upgrade")
        || headers.find("Sec-WebSocket-Version").value_or("") != "13") {
        Response answer = problem(426, ErrorCode::unsupported);
        answer.headers.set("Upgrade", "websocket");
        answer.headers.set("Sec-WebSocket-Version", "13");
        return answer;
    }
    if (!is_key(headers.find("Sec-WebSocket-Key").value_or(""))
        || !lists(headers, "Sec-WebSocket-Protocol", protocol)) {
        return problem(400, ErrorCode::malformed);
    }
    return std::nullopt;
}

std::string upgrade_answer(const RequestHead& head, std::string_view protocol) {
    return fmt::format("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                       "Connection: Upgrade\r\nSec-WebSocket-Accept: {}\r\n"
                       "Sec-WebSocket-Protocol: {}\r\n\r\n",
                       websocket_accept(*head.headers.find("Sec-WebSocket-Key")), protocol);
}

} // namespace marquee::manager
