#include "schemas/wire/writer.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "schemas/wire/base64.hpp"
#include "schemas/wire/colour.hpp"
#include "schemas/wire/utf8.hpp"

namespace marquee::wire {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD"; // U+FFFD

// The characters that RFC 8259 section 7 does not allow to stand for themselves.
void append_escaped(std::string& out, char c) {
    constexpr std::string_view hex = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
        out += '\\';
        out += c;
    } else if (c == '\n') {
        out += "\\n";
    } else if (c == '\t') {
        out += "\\t";
    } else if (byte < 0x20) {
        out += "\\u00";
        out += hex[byte >> 4];
        out += hex[byte & 15];
    } else {
        out += c;
    }
}

} // namespace

void ObjectWriter::quote(std::string_view text) {
    out_ += '"';
    while (!text.empty()) {
        const std::size_t valid = valid_utf8_prefix(text);
        for (const char c : text.substr(0, valid)) {
            append_escaped(out_, c);
        }
        text.remove_prefix(valid);
        if (!text.empty()) {
            out_ += replacement;
            text.remove_prefix(1);
        }
    }
    out_ += '"';
}

void ObjectWriter::key(std::string_view name) {
    if (!first_) {
        out_ += ',';
    }
    first_ = false;
    quote(name);
    out_ += ':';
}

void ObjectWriter::member(std::string_view name, std::string_view text) {
    key(name);
    quote(text);
}

void ObjectWriter::member(std::string_view name, bool value) {
    raw(name, value ? "true" : "false");
}

void ObjectWriter::member(std::string_view name, double value) {
    if (!std::isfinite(value)) {
        return null(name);
    }
    std::array<char, 40> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    raw(name, std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data())));
}

void ObjectWriter::member(std::string_view name, Instant value) {
    member(name, to_rfc3339(value));
}

void ObjectWriter::member(std::string_view name, LocalDate value) {
    member(name, to_iso_date(value));
}

void ObjectWriter::member(std::string_view name, TimeOfDay value) {
    member(name, to_clock_text(value));
}

void ObjectWriter::member(std::string_view name, const Sha256& value) {
    member(name, to_hex(value));
}

void ObjectWriter::member(std::string_view name, const Colour& value) {
    member(name, to_text(value));
}

void ObjectWriter::bytes(std::string_view name, std::string_view bytes) {
    raw(name, '"' + to_base64(bytes) + '"');
}

void ObjectWriter::raw(std::string_view name, std::string_view json) {
    key(name);
    out_ += json;
}

} // namespace marquee::wire
