#include "manager/front/target.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace marquee::manager {

namespace {

int hex_value(char digit) {
    if (digit >= '0' && digit <= '9') {
        return digit - '0';
    }
    if (digit >= 'a' && digit <= 'f') {
        return digit - 'a' + 10;
    }
    return digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
}

enum class Plus { is_plus, is_space };

std::optional<std::string> percent_decoded(std::string_view text, Plus plus) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            const int high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
            const int low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
            if (high < 0 || low < 0) {
                return std::nullopt;
            }
            decoded += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            decoded += text[i] == '+' && plus == Plus::is_space ? ' ' : text[i];
        }
    }
    return decoded;
}

// The length of the well-formed UTF-8 sequence at the start of `text` (Unicode 15, table 3-7);
// 0 when there is none.
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto within = [&](std::size_t i, unsigned low, unsigned high) {
        return i < text.size() && byte(i) >= low && byte(i) <= high;
    };
    const unsigned lead = byte(0);
    if (lead < 0x80) {
        return 1;
    }
    if (lead >= 0xC2 && lead <= 0xDF) {
        return within(1, 0x80, 0xBF) ? 2 : 0;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        const bool second = within(1, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF);
        return second && within(2, 0x80, 0xBF) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const bool second = within(1, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF);
        return second && within(2, 0x80, 0xBF) && within(3, 0x80, 0xBF) ? 4 : 0;
    }
    return 0;
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = sequence_length(text);
        if (length == 0) {
            return false;
        }
        text.remove_prefix(length);
    }
    return true;
}

bool is_control(char character) {
    return static_cast<unsigned char>(character) < 0x20 || character == 0x7F;
}

bool has_control(std::string_view text) {
    for (const char character : text) {
        if (is_control(character)) {
            return true;
        }
    }
    return false;
}

// Decodes one segment at a time, so that an encoded slash cannot become a separator.
std::optional<std::string> decoded_path(std::string_view text) {
    std::string path;
    while (!text.empty()) {
        text.remove_prefix(1); // the slash
        const std::string_view raw = text.substr(0, text.find('/'));
        text.remove_prefix(raw.size());
        const auto segment = percent_decoded(raw, Plus::is_plus);
        if (!segment || segment->find_first_of("/\\") != std::string::npos || *segment == "."
            || *segment == ".." || has_control(*segment) || !is_utf8(*segment)) {
            return std::nullopt;
        }
        path += '/';
        path += *segment;
    }
    return path;
}

std::optional<QueryParameters> decoded_query(std::string_view text) {
    std::vector<std::pair<std::string, std::string>> parameters;
    while (!text.empty()) {
        const std::string_view pair = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(text.size(), pair.size() + 1));
        const std::size_t equals = std::min(pair.find('='), pair.size());
        auto name = percent_decoded(pair.substr(0, equals), Plus::is_space);
        auto value =
            percent_decoded(pair.substr(std::min(equals + 1, pair.size())), Plus::is_space);
        if (!name || !value || !is_utf8(*name) || !is_utf8(*value)) {
            return std::nullopt;
        }
        if (!pair.empty()) {
            parameters.emplace_back(std::move(*name), std::move(*value));
        }
    }
    return QueryParameters(std::move(parameters));
}

// "http://host/path" asks for "/path" (RFC 9112 section 3.2.2).
std::string_view without_authority(std::string_view text) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (text.starts_with(scheme)) {
            const std::size_t slash = text.find('/', scheme.size());
            return slash == std::string_view::npos ? "/" : text.substr(slash);
        }
    }
    return text;
}

} // namespace

Result<Target> parse_target(std::string_view text) {
    text = without_authority(text);
    const std::string_view raw_path = text.substr(0, text.find('?'));
    const std::string_view raw_query = text.substr(std::min(raw_path.size() + 1, text.size()));
    if (!raw_path.starts_with('/') || text.find('#') != std::string_view::npos) {
        return fail(ErrorCode::malformed, "the request target is not a path");
    }
    auto path = decoded_path(raw_path);
    auto query = decoded_query(raw_query);
    if (!path || !query) {
        return fail(ErrorCode::malformed, "the request target cannot be read in one way only");
    }
    return Target{std::move(*path), std::move(*query)};
}

} // namespace marquee::manager
