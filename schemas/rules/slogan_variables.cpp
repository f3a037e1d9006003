#include "schemas/rules/slogan_variables.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "schemas/model/limits.hpp"
#include "schemas/model/nearest_word.hpp"
#include "schemas/rules/date_words.hpp"
#include "schemas/rules/graphemes.hpp"

namespace marquee::rules {

namespace {

struct Named {
    std::string_view name;
    SloganWord word;
    std::size_t characters_max; // that it says
};

constexpr std::array<Named, 8> variables{{
    {"time", SloganWord::time, 5},
    {"time_seconds", SloganWord::time_seconds, 8},
    {"date", SloganWord::date, 20},
    {"weekday", SloganWord::weekday, 9},
    {"lunar_date", SloganWord::lunar_date, 12},
    {"days_until", SloganWord::days_until, 8},
    {"display", SloganWord::display, limits::name_bytes_max},
    {"unit", SloganWord::unit, limits::name_bytes_max},
}};

constexpr std::string_view no_name = "—";

constexpr char opening = '\x7B'; // the brace
constexpr std::string_view written_brace = "\x7B\x7B";

std::int32_t code_points(std::string_view utf8) {
    return static_cast<std::int32_t>(std::count_if(utf8.begin(), utf8.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
    }));
}

Error refused(ErrorCode code, std::string what, std::int32_t character, ErrorParams params = {}) {
    return {code, std::move(what), "character " + std::to_string(character), std::move(params)};
}

std::string braced(std::string_view name) {
    return opening + std::string(name) + '\x7D';
}

Error no_such_variable(std::string_view name, std::int32_t character) {
    std::array<std::string_view, variables.size()> names;
    std::transform(variables.begin(), variables.end(), names.begin(),
                   [](const Named& each) { return each.name; });
    std::string allowed;
    for (const std::string_view each : names) {
        allowed.append(allowed.empty() ? "" : ", ").append(each);
    }
    ErrorParams params{{"value", std::string(name)}, {"allowed", allowed}};
    std::string what = "there is no variable " + braced(name);
    if (const std::string_view nearest = nearest_word(name, names); !nearest.empty()) {
        what += "; did you mean " + braced(nearest) + "?";
        params.emplace_back("nearest", nearest);
    }
    what += " There are " + allowed + "; two braces that open write one";
    return refused(ErrorCode::unsupported, std::move(what), character, std::move(params));
}

std::optional<int> number(std::string_view digits) {
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    const bool whole = error == std::errc{} && end == digits.data() + digits.size();
    return whole && digits.front() != '-' ? std::optional(value) : std::nullopt;
}

// "2027-02-06"
std::optional<LocalDate> day_of(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const auto year = number(text.substr(0, 4));
    const auto month = number(text.substr(5, 2));
    const auto day = number(text.substr(8, 2));
    if (!year || !month || !day) {
        return std::nullopt;
    }
    const LocalDate date{std::chrono::year{*year},
                         std::chrono::month{static_cast<unsigned>(*month)},
                         std::chrono::day{static_cast<unsigned>(*day)}};
    return date.ok() ? std::optional(date) : std::nullopt;
}

// What stands between the braces; `character` is where the first one stands.
Result<SloganPart> variable_of(std::string_view inside, std::int32_t character) {
    const std::size_t colon = inside.find(':');
    const std::string_view name = inside.substr(0, colon);
    const auto known = std::find_if(variables.begin(), variables.end(),
                                    [&](const Named& each) { return each.name == name; });
    if (known == variables.end()) {
        return tl::unexpected(no_such_variable(name, character));
    }
    SloganPart part{known->word, {}, {}, code_points(inside) + 2};
    const bool has_day = colon != std::string_view::npos;
    const bool wants_day = known->word == SloganWord::days_until;
    if (has_day != wants_day) {
        return tl::unexpected(
            refused(ErrorCode::malformed,
                    wants_day ? "{days_until} needs a day, as in {days_until:2027-02-06}"
                              : braced(name) + " has nothing after a colon",
                    character));
    }
    if (wants_day) {
        const auto day = day_of(inside.substr(colon + 1));
        if (!day) {
            return tl::unexpected(
                refused(ErrorCode::malformed, "there is no such day; one is written as 2027-02-06",
                        character, {{"value", std::string(inside.substr(colon + 1))}}));
        }
        part.day = *day;
    }
    return part;
}

bool tells_time(SloganWord word) {
    return word != SloganWord::plain && word != SloganWord::display && word != SloganWord::unit;
}

bool says_names(SloganWord word) {
    return word == SloganWord::display || word == SloganWord::unit;
}

template<typename Wanted>
bool has_word(const Slogan& slogan, Wanted wanted) {
    const auto has = [&](std::string_view text) {
        const auto parts = parse_slogan(text);
        return parts && std::any_of(parts->begin(), parts->end(), [&](const SloganPart& part) {
                   return wanted(part.word);
               });
    };
    return slogan.variables
           && (has(slogan.text) || (slogan.translation && has(slogan.translation->text)));
}

struct Saying {
    LocalMoment wall;
    ZoneSegment segment;
    LocalDate today;
    TimeLanguage language;
};

std::string words_of(const SloganPart& part, const Saying& saying, const SloganFacts& facts) {
    const auto name = [](std::string_view known) {
        return std::string(known.empty() ? no_name : known);
    };
    switch (part.word) {
    case SloganWord::plain:
        return part.text;
    case SloganWord::time:
        return time_text(ClockTime::minutes, saying.wall);
    case SloganWord::time_seconds:
        return time_text(ClockTime::seconds, saying.wall);
    case SloganWord::date:
        return date_text(saying.today, saying.language);
    case SloganWord::weekday:
        return weekday_text(saying.today, saying.language);
    case SloganWord::lunar_date:
        return lunar_text(saying.today);
    case SloganWord::days_until:
        return std::to_string(midnights_until(part.day, saying.today));
    case SloganWord::display:
        return name(facts.display);
    case SloganWord::unit:
        return name(facts.unit);
    }
    return {};
}

Instant holds_until(SloganWord word, const Saying& saying) {
    switch (word) {
    case SloganWord::time:
        return next_time(ClockTime::minutes, saying.wall, saying.segment);
    case SloganWord::time_seconds:
        return next_time(ClockTime::seconds, saying.wall, saying.segment);
    default:
        return tells_time(word) ? next_midnight(saying.wall, saying.segment) : Instant::max();
    }
}

} // namespace

std::vector<SloganPart> plain_slogan(std::string_view text) {
    return {{SloganWord::plain, std::string(text), {}, code_points(text)}};
}

Result<std::vector<SloganPart>> parse_slogan(std::string_view text) {
    std::vector<SloganPart> parts;
    std::int32_t character = 0;
    const auto add = [&](SloganPart part) {
        character += part.length;
        parts.push_back(std::move(part));
    };
    while (!text.empty()) {
        const std::size_t brace = std::min(text.find(opening), text.size());
        if (brace > 0) {
            add(plain_slogan(text.substr(0, brace)).front());
            text.remove_prefix(brace);
            continue;
        }
        if (text.starts_with(written_brace)) {
            add({SloganWord::plain, {opening}, {}, 2});
            text.remove_prefix(2);
            continue;
        }
        const std::size_t end = text.find('\x7D');
        if (end == std::string_view::npos) {
            return tl::unexpected(refused(ErrorCode::malformed,
                                          "a brace is never closed; two that open write one",
                                          character));
        }
        auto part = variable_of(text.substr(1, end - 1), character);
        if (!part) {
            return tl::unexpected(part.error());
        }
        add(*std::move(part));
        text.remove_prefix(end + 1);
    }
    return parts;
}

SaidSlogan say(const std::vector<SloganPart>& parts, std::string_view language,
               const SloganFacts& facts) {
    const Saying saying{to_local(facts.zone, facts.now), segment_at(facts.zone, facts.now),
                        local_date(facts.zone, facts.now), spoken_in(language)};
    SaidSlogan said;
    for (const SloganPart& part : parts) {
        const std::string words = words_of(part, saying, facts);
        said.text += words;
        said.lengths.push_back(code_points(words));
        said.until = std::min(said.until, holds_until(part.word, saying));
    }
    return said;
}

std::vector<ColourRun> said_colours(const std::vector<ColourRun>& colours,
                                    const std::vector<SloganPart>& parts, const SaidSlogan& said) {
    // Where a place of the slogan's text lies in what is said; inside of a variable, at its end
    // that is asked for.
    const auto place_of = [&](std::int32_t place, bool at_end) {
        std::int32_t from = 0;
        std::int32_t said_from = 0;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            const std::int32_t inside = place - from;
            if (inside < parts[i].length) {
                const bool same =
                    parts[i].length == said.lengths[i] && parts[i].word == SloganWord::plain;
                const bool before = inside == 0;
                return said_from + (same ? inside : !before && at_end ? said.lengths[i] : 0);
            }
            from += parts[i].length;
            said_from += said.lengths[i];
        }
        return said_from;
    };
    std::vector<ColourRun> runs;
    std::int32_t last = 0;
    for (const ColourRun& run : colours) {
        const ColourRun moved{std::max(place_of(run.from, false), last), place_of(run.until, true),
                              run.colour};
        if (moved.from < moved.until) {
            last = moved.until;
            runs.push_back(moved);
        }
    }
    return runs;
}

std::size_t characters_max(const std::vector<SloganPart>& parts) {
    std::size_t most = 0;
    for (const SloganPart& part : parts) {
        const auto named = std::find_if(variables.begin(), variables.end(),
                                        [&](const Named& each) { return each.word == part.word; });
        most += named == variables.end() ? visible_characters(part.text) : named->characters_max;
    }
    return most;
}

bool tells_time(const Slogan& slogan) {
    return has_word(slogan, [](SloganWord word) { return tells_time(word); });
}

bool says_names(const Slogan& slogan) {
    return has_word(slogan, [](SloganWord word) { return says_names(word); });
}

} // namespace marquee::rules
