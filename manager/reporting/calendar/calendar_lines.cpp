#include "manager/reporting/calendar/calendar_lines.hpp"

#include <algorithm>
#include <array>

#include "schemas/model/limits.hpp"
#include "schemas/wire/utf8.hpp"

namespace marquee::manager {

namespace {

constexpr std::size_t depth_max = 8; // of components in components; real ones have three
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

constexpr std::array<std::string_view, 3> names_parsed{"DTSTART", "SUMMARY", "STATUS"};
constexpr std::array<std::string_view, 7> names_raw{"DTEND", "DURATION", "EXDATE",       "EXRULE",
                                                    "RDATE", "RRULE",    "RECURRENCE-ID"};

template<std::size_t size>
bool is_one_of(std::string_view name, const std::array<std::string_view, size>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

// Behind the name and its parameters, whose values may have colons in quotes.
std::string_view value_in(std::string_view line) {
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        quoted = quoted != (line[i] == '"');
        if (line[i] == ':' && !quoted) {
            return line.substr(i + 1);
        }
    }
    return {};
}

std::string upper(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return out;
}

bool is_word(std::string_view text) {
    return !text.empty() && text.size() <= limits::word_bytes_max
           && std::all_of(text.begin(), text.end(), [](char c) {
                  return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
              });
}

class Sieve {
public:
    Result<std::string> sift(std::string_view text) {
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            std::string_view line = text.substr(0, end);
            text.remove_prefix(std::min(end + 1, text.size()));
            ++line_;
            if (line.ends_with('\r')) {
                line.remove_suffix(1);
            }
            if (Status taken = take(line); !taken) {
                return tl::unexpected<Error>(std::move(taken.error()));
            }
        }
        if (Status kept = keep(); !kept) {
            return tl::unexpected<Error>(std::move(kept.error()));
        }
        if (depth_ != 0 || out_.empty()) {
            return malformed("the calendar is not whole");
        }
        return std::move(out_);
    }

private:
    tl::unexpected<Error> malformed(const char* what) const {
        return fail(ErrorCode::malformed, what, "line " + std::to_string(began_));
    }

    tl::unexpected<Error> too_large(const char* what, std::size_t limit) const {
        return fail(ErrorCode::too_large, what, "line " + std::to_string(began_),
                    {{"limit", std::to_string(limit)}});
    }

    // A line of the file: the next part of a folded one, or the beginning of another.
    Status take(std::string_view line) {
        if (!line.empty() && (line.front() == ' ' || line.front() == '\t')) {
            whole_.append(matters_ ? line.substr(1) : std::string_view{});
            return whole_.size() > limits::recurrence_text_bytes_max
                       ? too_large("a line is too long", limits::recurrence_text_bytes_max)
                       : Status{};
        }
        if (Status kept = keep(); !kept) {
            return kept;
        }
        began_ = line_;
        name_ = upper(line.substr(0, std::min(line.find_first_of(":;"), names_max)));
        matters_ = name_ == "BEGIN" || name_ == "END" || is_one_of(name_, names_parsed)
                   || is_one_of(name_, names_raw);
        whole_ = matters_ ? line : std::string_view{};
        return whole_.size() > limits::recurrence_text_bytes_max
                   ? too_large("a line is too long", limits::recurrence_text_bytes_max)
                   : Status{};
    }

    // The line is complete.
    Status keep() {
        if (whole_.empty()) {
            return {};
        }
        std::replace_if(
            whole_.begin(), whole_.end(),
            [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
        if (name_ == "BEGIN" || name_ == "END") {
            return step(
                upper(std::string_view(whole_).substr(std::min(name_.size() + 1, whole_.size()))));
        }
        if (depth_ == 0) {
            return malformed("a line outside of a calendar");
        }
        if (is_one_of(name_, names_raw)) {
            out_.append(raw_prefix).append(name_).append(":").append(value_in(whole_));
        } else {
            out_.append(whole_);
        }
        out_.append("\r\n");
        whole_.clear();
        return {};
    }

    // Into a component or out of it. Which one ends is the reader's to compare.
    Status step(std::string component) {
        component.erase(component.find_last_not_of(' ') + 1);
        const bool enters = name_ == "BEGIN";
        if (!is_word(component) || (depth_ == 0 && (!enters || component != "VCALENDAR"))) {
            return malformed("no calendar begins here");
        }
        depth_ = enters ? depth_ + 1 : depth_ - 1;
        events_ += enters && component == "VEVENT" ? 1 : 0;
        if (depth_ > depth_max) {
            return too_large("components lie too deep in each other", depth_max);
        }
        if (events_ > limits::calendar_import_events_max) {
            return too_large("too many events", limits::calendar_import_events_max);
        }
        out_.append(name_).append(":").append(component).append("\r\n");
        whole_.clear();
        return {};
    }

    static constexpr std::size_t names_max = 40; // a longer name is none of ours

    std::string out_;
    std::string whole_; // of the line so far; empty when it does not matter
    std::string name_;
    bool matters_ = false;
    std::size_t line_ = 0;
    std::size_t began_ = 0;
    std::size_t depth_ = 0;
    std::size_t events_ = 0;
};

} // namespace

Result<std::string> sift(std::string_view text) {
    if (text.size() > limits::calendar_import_bytes_max) {
        return fail(ErrorCode::too_large, "the calendar is too large", {},
                    {{"limit", std::to_string(limits::calendar_import_bytes_max)}});
    }
    if (wire::valid_utf8_prefix(text) != text.size() || text.find('\0') != text.npos) {
        return fail(ErrorCode::malformed, "the calendar is not UTF-8 text");
    }
    if (text.starts_with(byte_order_mark)) {
        text.remove_prefix(byte_order_mark.size());
    }
    return Sieve{}.sift(text);
}

} // namespace marquee::manager
