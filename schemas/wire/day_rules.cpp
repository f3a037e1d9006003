#include <algorithm>
#include <string>

#include "schemas/rules/chinese_calendar_names.hpp"
#include "schemas/rules/recurrence.hpp"
#include "schemas/rules/recurrence_text.hpp"
#include "schemas/wire/times.hpp"

namespace marquee::wire {

namespace {

constexpr int festivals = static_cast<int>(Festival::chuxi) + 1;
constexpr int solar_terms = static_cast<int>(SolarTerm::dongzhi) + 1;

// A finding of the rules, at the member it is about: those of a rule, at the text that says it.
void refuse(const Object& in, const Error& finding) {
    for (const std::string_view member : {"start", "rule", "dates", "exceptions"}) {
        const bool about = finding.where.starts_with("/" + std::string(member));
        if (const Value value = in.optional(member); value && about) {
            return value.refuse(finding.code, finding.what, finding.params);
        }
    }
    in.whole().refuse(finding.code, finding.what, finding.params);
}

std::optional<RecurrenceRule> read_rule(const Value& value) {
    const std::string text = value.line(limits::recurrence_text_bytes_max, 1);
    if (value.failed()) {
        return std::nullopt;
    }
    Result<RecurrenceRule> rule = rules::rule_from_text(text);
    if (!rule) {
        value.refuse(rule.error().code, rule.error().what, rule.error().params);
        return std::nullopt;
    }
    return std::move(*rule);
}

std::vector<LocalDate> read_dates(const Value& value) {
    if (!value) {
        return {};
    }
    auto dates =
        value.list(limits::recurrence_dates_max, [](const Value& date) { return date.date(); });
    std::sort(dates.begin(), dates.end());
    dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
    return dates;
}

Recurrence read_recurrence(const Object& in) {
    Recurrence recurrence;
    recurrence.start = in.required("start").date();
    if (const Value rule = in.optional("rule")) {
        recurrence.rule = read_rule(rule);
    }
    recurrence.dates = read_dates(in.optional("dates"));
    recurrence.exceptions = read_dates(in.optional("exceptions"));
    if (!in.failed()) {
        if (const auto findings = rules::validate_shape(recurrence); !findings.empty()) {
            refuse(in, findings.front());
        }
    }
    return recurrence;
}

LunarMonthDay read_month_day(const Value& value) {
    const Object in = value.object();
    return {in.required("month").integer<std::int32_t>(1, 12),
            in.required("day").integer<std::int32_t>(1, 30)};
}

// The enumerator whose slug the word is.
template<typename Enum>
Enum read_slug(const Value& value, int count) {
    const std::string word = value.line(limits::word_bytes_max);
    std::string allowed;
    for (int i = 0; i < count; ++i) {
        const std::string_view slug = rules::slug(static_cast<Enum>(i));
        if (slug == word) {
            return static_cast<Enum>(i);
        }
        allowed.append(i == 0 ? "" : ", ").append(slug);
    }
    value.refuse(ErrorCode::malformed, "'" + word + "' is none of: " + allowed,
                 {{"value", word}, {"allowed", allowed}});
    return {};
}

DaysAround read_around(const Object& in) {
    constexpr std::int64_t most = limits::festival_offset_days_max;
    DaysAround around;
    const Value festival = in.optional("festival");
    const Value term = in.optional("solar_term");
    if (static_cast<bool>(festival) == static_cast<bool>(term)) {
        in.whole().refuse(festival ? ErrorCode::malformed : ErrorCode::missing_member,
                          "days lie around either a festival or a solar_term",
                          {{"member", "festival"}});
    } else if (festival) {
        around.occasion = read_slug<Festival>(festival, festivals);
    } else {
        around.occasion = read_slug<SolarTerm>(term, solar_terms);
    }
    around.first = in.required("first").integer<std::int32_t>(-most, most);
    const Value last = in.required("last");
    around.last = last.integer<std::int32_t>(-most, most);
    if (!in.failed() && around.last < around.first) {
        last.refuse(ErrorCode::out_of_range, "the last day lies before the first");
    }
    return around;
}

LunarMarket read_market(const Object& in) {
    LunarMarket market;
    const auto read_digit = [](const Value& value) { return value.integer<unsigned>(0, 9); };
    for (const unsigned digit : in.required("digits").list(10, read_digit, 1)) {
        market.digits = static_cast<std::uint16_t>(market.digits | 1U << digit);
    }
    return market;
}

MarketCycle read_cycle(const Object& in) {
    MarketCycle cycle;
    const Value anchor = in.required("anchor");
    cycle.anchor = anchor.date();
    const int year = static_cast<int>(cycle.anchor.year());
    if (!in.failed()
        && (year < limits::recurrence_year_min || year > limits::recurrence_year_max)) {
        anchor.refuse(ErrorCode::out_of_range, "the anchor is no day of the calendar",
                      {{"least", std::to_string(limits::recurrence_year_min)},
                       {"greatest", std::to_string(limits::recurrence_year_max)}});
    }
    cycle.every_days =
        in.required("every_days").integer<std::int32_t>(1, limits::market_cycle_days_max);
    return cycle;
}

DayKinds read_kinds(const Value& value) {
    DayKinds kinds;
    const auto read_kind = [](const Value& kind) { return kind.word<DayKind>(); };
    for (const DayKind kind : value.list(Words<DayKind>::all.size(), read_kind, 1)) {
        kinds.bits = static_cast<std::uint8_t>(kinds.bits | 1U << static_cast<int>(kind));
    }
    return kinds;
}

// One kind of day: the member that names it, and how it is read.
struct DayReader {
    std::string_view member;
    DayRule (*read)(const Value& value);
};

constexpr std::array<DayReader, 7> day_readers{{
    {"dates", [](const Value& v) -> DayRule { return read_date_range(v.object()); }},
    {"recurrence", [](const Value& v) -> DayRule { return read_recurrence(v.object()); }},
    {"lunar_range",
     [](const Value& v) -> DayRule {
         const Object in = v.object();
         const LunarMonthDay first = read_month_day(in.required("first"));
         return LunarRange{first, read_month_day(in.required("last"))};
     }},
    {"around", [](const Value& v) -> DayRule { return read_around(v.object()); }},
    {"lunar_market", [](const Value& v) -> DayRule { return read_market(v.object()); }},
    {"market_cycle", [](const Value& v) -> DayRule { return read_cycle(v.object()); }},
    {"kinds", [](const Value& v) -> DayRule { return read_kinds(v); }},
}};

// "[1,2]" of what `each` makes of 0 to count - 1; an empty text is left out.
template<typename Each>
std::string list_of(int count, Each each) {
    std::string list;
    for (int i = 0; i < count; ++i) {
        if (const std::string text = each(i); !text.empty()) {
            list.append(list.empty() ? "[" : ",").append(text);
        }
    }
    return list.empty() ? "[]" : list + "]";
}

struct DayWriter {
    ObjectWriter& out;

    void operator()(const DateRange& range) const {
        out.object("dates", [&](ObjectWriter& in) {
            in.member("first", range.first);
            in.member("last", range.last);
        });
    }
    void operator()(const Recurrence& recurrence) const {
        out.object("recurrence", [&](ObjectWriter& in) {
            in.member("start", recurrence.start);
            if (recurrence.rule) {
                in.member("rule", rules::to_text(*recurrence.rule));
            }
            write_dates(in, "dates", recurrence.dates);
            write_dates(in, "exceptions", recurrence.exceptions);
        });
    }
    void operator()(const LunarRange& range) const {
        out.object("lunar_range", [&](ObjectWriter& in) {
            in.object("first", [&](ObjectWriter& day) { write_month_day(day, range.first); });
            in.object("last", [&](ObjectWriter& day) { write_month_day(day, range.last); });
        });
    }
    void operator()(const DaysAround& around) const {
        out.object("around", [&](ObjectWriter& in) {
            const auto* festival = std::get_if<Festival>(&around.occasion);
            in.member(festival != nullptr ? "festival" : "solar_term",
                      std::visit([](auto each) { return rules::slug(each); }, around.occasion));
            in.member("first", around.first);
            in.member("last", around.last);
        });
    }
    void operator()(const LunarMarket& market) const {
        out.object("lunar_market", [&](ObjectWriter& in) {
            in.raw("digits", list_of(10, [&](int digit) {
                       return (market.digits >> digit & 1) != 0 ? std::to_string(digit) : "";
                   }));
        });
    }
    void operator()(const MarketCycle& cycle) const {
        out.object("market_cycle", [&](ObjectWriter& in) {
            in.member("anchor", cycle.anchor);
            in.member("every_days", cycle.every_days);
        });
    }
    void operator()(const DayKinds& kinds) const {
        std::vector<std::string> words;
        for (const auto& [kind, text] : Words<DayKind>::all) {
            if (kinds.contains(kind)) {
                words.emplace_back(text);
            }
        }
        out.texts("kinds", words);
    }

    static void write_dates(ObjectWriter& out, std::string_view member,
                            const std::vector<LocalDate>& dates) {
        if (!dates.empty()) {
            out.texts(member, dates, to_iso_date);
        }
    }
    static void write_month_day(ObjectWriter& out, const LunarMonthDay& day) {
        out.member("month", day.month);
        out.member("day", day.day);
    }
};

} // namespace

DateRange read_date_range(const Object& in) {
    DateRange range;
    if (const Value first = in.optional("first")) {
        range.first = first.date();
    }
    if (const Value last = in.optional("last")) {
        range.last = last.date();
        if (range.first && *range.last < *range.first) {
            last.refuse(ErrorCode::out_of_range, "the last day lies before the first");
        }
    }
    return range;
}

void write_day(ObjectWriter& out, const DayRule& day) {
    std::visit(DayWriter{out}, day);
}

DayRule read_day(const Value& value) {
    const Object in = value.object();
    const DayReader* reader = nullptr;
    std::string allowed;
    for (const DayReader& each : day_readers) {
        allowed.append(allowed.empty() ? "" : ", ").append(each.member);
        if (!in.optional(each.member)) {
            continue;
        }
        if (reader != nullptr) {
            value.refuse(ErrorCode::malformed, "a day is said in one way only",
                         {{"allowed", allowed}});
        }
        reader = &each;
    }
    if (reader == nullptr) {
        value.refuse(ErrorCode::missing_member, "a day is one of: " + allowed,
                     {{"member", "dates"}, {"allowed", allowed}});
        return {};
    }
    return reader->read(in.required(reader->member));
}

void write_days(ObjectWriter& out, std::string_view member, const std::vector<DayRule>& days) {
    out.list(member, days, write_day);
}

std::vector<DayRule> read_days(const Value& value) {
    return value.list(limits::day_rules_max, read_day);
}

} // namespace marquee::wire
