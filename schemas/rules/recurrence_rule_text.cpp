#include <algorithm>
#include <array>

#include "schemas/model/limits.hpp"
#include "schemas/rules/recurrence.hpp"
#include "schemas/rules/recurrence_tokens.hpp"

namespace marquee::rules {

namespace {

// Known to RFC 5545, RFC 7529 or their predecessor, and left out here.
constexpr std::array<std::string_view, 7> unsupported_parts{
    "BYSECOND", "BYMINUTE", "BYHOUR", "BYYEARDAY", "BYWEEKNO", "RSCALE", "SKIP"};
constexpr std::array<std::string_view, 3> unsupported_frequencies{"SECONDLY", "MINUTELY", "HOURLY"};

// What an ISO date can say.
constexpr LocalDate latest{std::chrono::year{9'999}, std::chrono::December, std::chrono::day{31}};

class RuleReader {
public:
    RuleReader(std::string_view text, const StartClock* clock) : rest_(text), clock_(clock) {}

    Result<RecurrenceRule> read() {
        if (upper(rest_.substr(0, 6)) == "RRULE:") {
            rest_.remove_prefix(6);
        }
        while (!rest_.empty()) {
            std::string_view value = take_until(rest_, ';');
            const std::string name = upper(take_until(value, '='));
            if (Status read = part(name, value); !read) {
                return tl::unexpected<Error>(read.error());
            }
        }
        if (!has_frequency_) {
            return refuse(ErrorCode::missing_member, "FREQ", "a rule needs it");
        }
        if (Findings findings = validate(rule_); !findings.empty()) {
            Error error = std::move(findings.front());
            const auto named = std::find_if(error.params.begin(), error.params.end(),
                                            [](const auto& each) { return each.first == "part"; });
            error.where = named == error.params.end() ? error.where : named->second;
            return tl::unexpected<Error>(std::move(error));
        }
        return std::move(rule_);
    }

private:
    struct Part {
        std::string_view name;
        Status (RuleReader::*read)(std::string_view value);
    };

    Status part(const std::string& name, std::string_view value) {
        static constexpr std::array<Part, 9> parts{{
            {"FREQ", &RuleReader::frequency},
            {"INTERVAL", &RuleReader::interval},
            {"COUNT", &RuleReader::count},
            {"UNTIL", &RuleReader::until},
            {"BYMONTH", &RuleReader::months},
            {"BYMONTHDAY", &RuleReader::month_days},
            {"BYDAY", &RuleReader::weekdays},
            {"BYSETPOS", &RuleReader::positions},
            {"WKST", &RuleReader::week_start},
        }};
        const auto found = std::find_if(parts.begin(), parts.end(),
                                        [&](const Part& each) { return each.name == name; });
        part_ = name.empty() ? "RRULE" : shortened(name);
        if (found == parts.end()) {
            return place_in(unsupported_parts, name) || name.starts_with("X-")
                       ? refused(ErrorCode::unsupported, "not supported")
                       : refused(ErrorCode::malformed,
                                 name.empty() ? "a part without a name" : "no part of a rule");
        }
        const auto bit = 1U << (found - parts.begin());
        if ((seen_ & bit) != 0) {
            return refused(ErrorCode::malformed, "given twice");
        }
        seen_ |= bit;
        return (this->*found->read)(value);
    }

    Status refused(ErrorCode code, const std::string& why) const {
        return refuse(code, part_, why);
    }

    Status not_a_value(std::string_view value) const {
        return refused(ErrorCode::malformed, "'" + shortened(value) + "' is no value of it");
    }

    Status frequency(std::string_view value) {
        const std::string word = upper(value);
        const auto place = place_in(frequency_words, word);
        if (!place) {
            return place_in(unsupported_frequencies, word)
                       ? refused(ErrorCode::unsupported, word + " is not supported")
                       : not_a_value(value);
        }
        rule_.frequency = static_cast<Frequency>(*place);
        has_frequency_ = true;
        return {};
    }

    // Without a sign; its range is for validate to judge.
    Status positive(std::string_view value, std::int32_t& number) const {
        const auto read =
            value.starts_with('+') || value.starts_with('-') ? std::nullopt : number_from(value, 9);
        if (!read) {
            return not_a_value(value);
        }
        number = *read;
        return {};
    }

    Status interval(std::string_view value) { return positive(value, rule_.interval); }
    Status count(std::string_view value) { return positive(value, rule_.count.emplace()); }

    Status until(std::string_view value) {
        const auto end = day_and_time(value, part_, clock_);
        if (!end) {
            return tl::unexpected<Error>(end.error());
        }
        const bool too_early = end->time && *end->time < clock_->time;
        const LocalDate last = date_of(day_number(end->date) - (too_early ? 1 : 0));
        rule_.until = std::min(last, latest); // the last second of 9999 in UTC lies behind it
        return {};
    }

    template<typename Value, typename Read>
    Status list(std::string_view text, std::vector<Value>& values, Read&& read) const {
        for (bool more = true; more;) {
            more = text.find(',') != text.npos;
            const std::string_view word = take_until(text, ',');
            const std::optional<Value> value = read(word);
            if (!value) {
                return not_a_value(word);
            }
            values.push_back(*value);
        }
        std::sort(values.begin(), values.end());
        values.erase(std::unique(values.begin(), values.end()), values.end());
        return {};
    }

    Status numbers(std::string_view text, std::vector<std::int32_t>& values) const {
        return list(text, values, [](std::string_view word) { return number_from(word, 3); });
    }
    Status months(std::string_view value) { return numbers(value, rule_.by_month); }
    Status month_days(std::string_view value) { return numbers(value, rule_.by_month_day); }
    Status positions(std::string_view value) { return numbers(value, rule_.by_set_position); }
    Status weekdays(std::string_view value) { return list(value, rule_.by_day, ordinal_weekday); }

    Status week_start(std::string_view value) {
        const auto place = place_in(weekday_words, upper(value));
        if (!place) {
            return not_a_value(value);
        }
        rule_.week_start = std::chrono::weekday{static_cast<unsigned>(*place) + 1};
        return {};
    }

    static std::optional<OrdinalWeekday> ordinal_weekday(std::string_view word) {
        if (word.size() < 2) {
            return std::nullopt;
        }
        const auto place = place_in(weekday_words, upper(word.substr(word.size() - 2)));
        word.remove_suffix(2);
        const auto ordinal = word.empty() ? std::optional<std::int32_t>{0} : number_from(word, 2);
        if (!place || !ordinal || (!word.empty() && *ordinal == 0)) {
            return std::nullopt;
        }
        return OrdinalWeekday{*ordinal, std::chrono::weekday{static_cast<unsigned>(*place) + 1}};
    }

    std::string_view rest_;
    const StartClock* clock_;
    RecurrenceRule rule_;
    std::string part_;
    std::uint32_t seen_ = 0;
    bool has_frequency_ = false;
};

std::string weekday_word(std::chrono::weekday day) {
    return std::string{weekday_words[day.iso_encoding() - 1]};
}

template<typename Value, typename Write>
void append_list(std::string& text, std::string_view part, std::vector<Value> values,
                 Write&& write) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    char separator = '=';
    for (const Value& value : values) {
        if (separator == '=') {
            text.append(";").append(part);
        }
        text.append(1, separator).append(write(value));
        separator = ',';
    }
}

} // namespace

Result<RecurrenceRule> rule_from_text(std::string_view text, const StartClock* clock) {
    if (text.size() > limits::recurrence_text_bytes_max) {
        return refuse(ErrorCode::too_large, "RRULE",
                      "longer than " + std::to_string(limits::recurrence_text_bytes_max)
                          + " bytes");
    }
    return RuleReader{text, clock}.read();
}

std::string to_text(const RecurrenceRule& rule) {
    const auto number = [](std::int32_t value) { return std::to_string(value); };
    std::string text{"FREQ="};
    text.append(frequency_words[static_cast<std::size_t>(rule.frequency)]);
    if (rule.interval != 1) {
        text += ";INTERVAL=" + number(rule.interval);
    }
    if (rule.count) {
        text += ";COUNT=" + number(*rule.count);
    }
    if (rule.until) {
        text += ";UNTIL=" + compact_date(*rule.until);
    }
    append_list(text, "BYMONTH", rule.by_month, number);
    append_list(text, "BYMONTHDAY", rule.by_month_day, number);
    append_list(text, "BYDAY", rule.by_day, [&](const OrdinalWeekday& each) {
        return (each.ordinal == 0 ? "" : number(each.ordinal)) + weekday_word(each.day);
    });
    append_list(text, "BYSETPOS", rule.by_set_position, number);
    if (rule.week_start != std::chrono::Monday) {
        text += ";WKST=" + weekday_word(rule.week_start);
    }
    return text;
}

} // namespace marquee::rules
