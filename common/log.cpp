#include "common/log.hpp"

#include <array>
#include <cerrno>

#include <unistd.h>

#include "common/clock.hpp"
#include "schemas/model/limits.hpp"

namespace marquee {

namespace {

constexpr std::array<std::string_view, 4> level_words{"debug", "info", "warning", "error"};

std::string_view word_of(LogLevel level) {
    return level_words[static_cast<std::size_t>(level)];
}

// "2026-11-21T15:04:05.123Z": always three digits, so that lines of one day align and sort.
std::string timestamp(Instant now) {
    const auto millis = std::chrono::floor<Milliseconds>(now);
    const auto second = std::chrono::floor<Seconds>(millis);
    std::string text = to_rfc3339(second);
    const std::string fraction = std::to_string((millis - second).count());
    text.back() = '.';
    return text + std::string(3 - fraction.size(), '0') + fraction + "Z";
}

// C0, DEL, and the C1 controls as UTF-8 writes them: what could move a terminal's cursor.
bool is_control(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const auto next = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0;
    return byte < 0x20 || byte == 0x7f || (byte == 0xc2 && next >= 0x80 && next < 0xa0);
}

bool needs_quotes(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == ' ' || text[i] == '"' || text[i] == '=' || text[i] == '\\'
            || is_control(text, i)) {
            return true;
        }
    }
    return text.empty();
}

// Not in the middle of a character.
std::string_view cut(std::string_view text, std::size_t bytes_max) {
    if (text.size() <= bytes_max) {
        return text;
    }
    while (bytes_max > 0 && (static_cast<unsigned char>(text[bytes_max]) & 0xc0) == 0x80) {
        --bytes_max;
    }
    return text.substr(0, bytes_max);
}

void append_escaped(std::string& line, std::string_view text) {
    constexpr char digits[] = "0123456789abcdef";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (text[i] == '\n') {
            line += "\\n";
        } else if (is_control(text, i)) {
            line += {'\\', 'x', digits[byte >> 4], digits[byte & 15]};
        } else {
            if (text[i] == '"' || text[i] == '\\') {
                line += '\\';
            }
            line += text[i];
        }
    }
}

void append_field(std::string& line, std::string_view key, std::string_view whole) {
    const std::string_view value = cut(whole, limits::log_value_bytes_max);
    line += ' ';
    line += key;
    line += '=';
    if (!needs_quotes(value)) {
        line += value;
        return;
    }
    line += '"';
    append_escaped(line, value);
    line += '"';
}

} // namespace

Result<LogLevel> log_level_from_text(std::string_view text) {
    for (std::size_t i = 0; i < level_words.size(); ++i) {
        if (level_words[i] == text) {
            return static_cast<LogLevel>(i);
        }
    }
    return fail(ErrorCode::malformed,
                "'" + std::string(text) + "' is none of debug, info, warning, error");
}

Log::Log(const Clock& clock, LogLevel least, int descriptor)
    : clock_(clock), least_(least), descriptor_(descriptor) {}

void Log::debug(std::string_view room, std::string_view event, Fields fields) const {
    write(LogLevel::debug, room, event, fields, nullptr);
}

void Log::info(std::string_view room, std::string_view event, Fields fields) const {
    write(LogLevel::info, room, event, fields, nullptr);
}

void Log::warning(std::string_view room, std::string_view event, Fields fields) const {
    write(LogLevel::warning, room, event, fields, nullptr);
}

void Log::error(std::string_view room, std::string_view event, Fields fields) const {
    write(LogLevel::error, room, event, fields, nullptr);
}

void Log::failure(LogLevel level, std::string_view room, std::string_view event, const Error& error,
                  Fields fields) const {
    write(level, room, event, fields, &error);
}

void Log::write(LogLevel level, std::string_view room, std::string_view event, Fields fields,
                const Error* error) const {
    if (level < least_) {
        return;
    }
    std::string line = timestamp(clock_.wall());
    for (const std::string_view word : {word_of(level), room, event}) {
        line += ' ';
        line += word;
    }
    for (const LogField& field : fields) {
        append_field(line, field.key, field.value);
    }
    if (error != nullptr) {
        append_field(line, "code", error_slug(error->code));
        if (!error->where.empty()) {
            append_field(line, "at", error->where);
        }
        append_field(line, "what", error->what);
    }
    line += '\n';
    const std::lock_guard one_line(writing_);
    ssize_t put = -1;
    do {
        put = ::write(descriptor_, line.data(), line.size());
    } while (put < 0 && errno == EINTR);
}

} // namespace marquee
