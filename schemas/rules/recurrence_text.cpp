#include "schemas/rules/recurrence_text.hpp"

#include <algorithm>

#include "schemas/model/limits.hpp"
#include "schemas/rules/recurrence.hpp"
#include "schemas/rules/recurrence_tokens.hpp"

namespace marquee::rules {

namespace {

class LineReader {
public:
    Result<Recurrence> read(std::string_view text) {
        while (!text.empty()) {
            std::string_view line = take_until(text, '\n');
            if (line.ends_with('\r')) {
                line.remove_suffix(1);
            }
            if (Status read = line.empty() ? Status{} : this->line(line); !read) {
                return tl::unexpected<Error>(read.error());
            }
        }
        if (!has_start_) {
            return refuse(ErrorCode::missing_member, "DTSTART", "a recurrence needs it");
        }
        if (const Findings findings = validate(recurrence_); !findings.empty()) {
            return tl::unexpected<Error>(findings.front());
        }
        return std::move(recurrence_);
    }

private:
    Status line(std::string_view value) {
        std::string_view head = take_until(value, ':');
        const std::string name = upper(take_until(head, ';'));
        if (!head.empty() && (name == "RRULE" || upper(head) != "VALUE=DATE")) {
            return refuse(ErrorCode::unsupported, name,
                          "';" + shortened(head) + "' is not supported");
        }
        if (name == "DTSTART") {
            return start(value);
        }
        if (name == "RRULE") {
            return rule(value);
        }
        if (name == "RDATE") {
            return dates(value, name, recurrence_.dates);
        }
        if (name == "EXDATE") {
            return dates(value, name, recurrence_.exceptions);
        }
        return refuse(name == "EXRULE" ? ErrorCode::unsupported : ErrorCode::malformed,
                      shortened(name), "no line of a recurrence");
    }

    Status start(std::string_view value) {
        const auto day = day_and_time(value, "DTSTART", nullptr);
        if (!day || has_start_) {
            return day ? refuse(ErrorCode::malformed, "DTSTART", "given twice")
                       : tl::unexpected<Error>(day.error());
        }
        recurrence_.start = day->date;
        has_start_ = true;
        return {};
    }

    Status rule(std::string_view value) {
        if (recurrence_.rule) {
            return refuse(ErrorCode::unsupported, "RRULE", "given twice");
        }
        Result<RecurrenceRule> read = rule_from_text(value);
        if (!read) {
            return tl::unexpected<Error>(read.error());
        }
        recurrence_.rule = std::move(*read);
        return {};
    }

    static Status dates(std::string_view value, std::string_view part,
                        std::vector<LocalDate>& dates) {
        const auto read = dates_from_text(value, part);
        if (!read) {
            return tl::unexpected<Error>(read.error());
        }
        dates.insert(dates.end(), read->begin(), read->end());
        std::sort(dates.begin(), dates.end());
        dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
        return {};
    }

    Recurrence recurrence_;
    bool has_start_ = false;
};

tl::unexpected<Error> too_long(std::string_view part) {
    return refuse(ErrorCode::too_large, part,
                  "longer than " + std::to_string(limits::recurrence_text_bytes_max) + " bytes");
}

void append_dates(std::string& text, std::string_view name, std::vector<LocalDate> dates) {
    std::sort(dates.begin(), dates.end());
    char separator = ':';
    for (const LocalDate date : dates) {
        if (separator == ':') {
            text.append(name).append(";VALUE=DATE");
        }
        text.append(1, separator).append(compact_date(date));
        separator = ',';
    }
    text.append(dates.empty() ? "" : "\n");
}

} // namespace

Result<std::vector<LocalDate>> dates_from_text(std::string_view text, std::string_view part,
                                               const StartClock* clock) {
    if (text.size() > limits::recurrence_text_bytes_max) {
        return too_long(part);
    }
    std::vector<LocalDate> dates;
    for (bool more = true; more;) {
        more = text.find(',') != text.npos;
        const std::string_view word = take_until(text, ',');
        const auto day = day_and_time(word, part, clock);
        if (!day) {
            return tl::unexpected<Error>(day.error());
        }
        if (day->time && *day->time != clock->time) {
            return refuse(ErrorCode::unsupported, part,
                          "'" + shortened(word) + "' names another time than DTSTART's "
                              + to_clock_text(clock->time));
        }
        dates.push_back(day->date);
    }
    std::sort(dates.begin(), dates.end());
    dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
    return dates;
}

Result<Recurrence> recurrence_from_text(std::string_view text) {
    if (text.size() > limits::recurrence_text_bytes_max) {
        return too_long("RRULE");
    }
    return LineReader{}.read(text);
}

std::string to_text(const Recurrence& recurrence) {
    std::string text = "DTSTART;VALUE=DATE:" + compact_date(recurrence.start) + "\n";
    if (recurrence.rule) {
        text += "RRULE:" + to_text(*recurrence.rule) + "\n";
    }
    append_dates(text, "RDATE", recurrence.dates);
    append_dates(text, "EXDATE", recurrence.exceptions);
    return text;
}

} // namespace marquee::rules
