// One structured line an event, on one descriptor:
//
//   2026-11-21T15:04:05.123Z info sync manifest_activated display=0193… number=3.118 note="two
//   words"
//
// Never log a secret. Thread-safe: a line is written whole, with one write(2). A line that cannot
// be written is dropped; logging never fails and never waits for anything but its descriptor.
#pragma once

#include <concepts>
#include <initializer_list>
#include <mutex>
#include <string>
#include <string_view>

#include "schemas/model/error.hpp"
#include "schemas/model/ids.hpp"

namespace marquee {

class Clock;

enum class LogLevel { debug, info, warning, error };

// "warning" and so on; malformed for another word.
Result<LogLevel> log_level_from_text(std::string_view text);

// key=value. Values are quoted, and control characters escaped, when they need it; values over
// 1 KiB are cut.
struct LogField {
    LogField(std::string_view name, std::string_view text) : key(name), value(text) {}
    LogField(std::string_view name, const std::string& text) : key(name), value(text) {}
    LogField(std::string_view name, const char* text) : key(name), value(text) {}
    LogField(std::string_view name, bool yes) : key(name), value(yes ? "yes" : "no") {}
    template<std::integral Number>
    LogField(std::string_view name, Number number) : key(name), value(std::to_string(number)) {}
    template<typename Tag>
    LogField(std::string_view name, const Id<Tag>& id) : key(name), value(id.value) {}

    std::string_view key;
    std::string value;
};

class Log {
public:
    // `clock` must live as long as the log. Writes to `descriptor` (standard error) what is at
    // least as grave as `least`.
    explicit Log(const Clock& clock, LogLevel least = LogLevel::info, int descriptor = 2);

    // room: the folder that speaks, "sync". event: one snake_case word that never changes.
    using Fields = std::initializer_list<LogField>;
    void debug(std::string_view room, std::string_view event, Fields fields = {}) const;
    void info(std::string_view room, std::string_view event, Fields fields = {}) const;
    void warning(std::string_view room, std::string_view event, Fields fields = {}) const;
    void error(std::string_view room, std::string_view event, Fields fields = {}) const;

    // The Error as fields code, at and what, after `fields`.
    void failure(LogLevel level, std::string_view room, std::string_view event, const Error& error,
                 Fields fields = {}) const;

private:
    void write(LogLevel level, std::string_view room, std::string_view event, Fields fields,
               const Error* error) const;

    const Clock& clock_;
    LogLevel least_;
    int descriptor_;
    mutable std::mutex writing_; // one line at a time on `descriptor_`
};

} // namespace marquee
