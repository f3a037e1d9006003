#include "schemas/rules/slogan_rehearsal.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>

namespace marquee::rules {

namespace {

std::int32_t code_points(std::string_view utf8) {
    return static_cast<std::int32_t>(std::count_if(utf8.begin(), utf8.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
    }));
}

bool changes_daily(SloganWord word) {
    return word == SloganWord::date || word == SloganWord::weekday || word == SloganWord::lunar_date
           || word == SloganWord::days_until;
}

// All that the part says in a year, in its order; of one that changes within the day, once.
std::vector<std::string> words_of_year(const SloganPart& part, std::string_view language,
                                       SloganFacts facts) {
    constexpr int days_of_year = 366;
    std::vector<std::string> words;
    const int days = changes_daily(part.word) ? days_of_year : 1;
    for (int day = 0; day < days; ++day) {
        words.push_back(say({part}, language, facts).text);
        facts.now += std::chrono::days{1};
    }
    return words;
}

std::string longest_of(SloganWord, const std::vector<std::string>& words) {
    return *std::max_element(words.begin(), words.end(),
                             [](const std::string& one, const std::string& other) {
                                 return code_points(one) < code_points(other);
                             });
}

std::string characters_of(SloganWord word, const std::vector<std::string>& words) {
    if (word == SloganWord::time || word == SloganWord::time_seconds) {
        return "0123456789:";
    }
    std::string all;
    for (std::string_view rest : words) {
        while (!rest.empty()) {
            std::size_t length = 1;
            while (length < rest.size() && code_points(rest.substr(length, 1)) == 0) {
                ++length;
            }
            const std::string_view character = rest.substr(0, length);
            if (all.find(character) == std::string::npos) {
                all += character;
            }
            rest.remove_prefix(length);
        }
    }
    return all;
}

// `choose` makes the words of a variable from all that it says.
template<typename Choose>
SaidSlogan rehearse(const std::vector<SloganPart>& parts, std::string_view language,
                    const SloganFacts& facts, Choose choose) {
    SaidSlogan said;
    for (const SloganPart& part : parts) {
        const std::string chosen = part.word == SloganWord::plain
                                       ? part.text
                                       : choose(part.word, words_of_year(part, language, facts));
        said.text += chosen;
        said.lengths.push_back(code_points(chosen));
    }
    return said;
}

} // namespace

SaidSlogan say_at_length(const std::vector<SloganPart>& parts, std::string_view language,
                         const SloganFacts& facts) {
    return rehearse(parts, language, facts, longest_of);
}

SaidSlogan say_all_characters(const std::vector<SloganPart>& parts, std::string_view language,
                              const SloganFacts& facts) {
    return rehearse(parts, language, facts, characters_of);
}

TextPlace written_place(const std::vector<SloganPart>& parts, const SaidSlogan& said,
                        TextPlace place) {
    std::int32_t from = 0;
    std::int32_t said_from = 0;
    std::optional<std::int32_t> first;
    std::int32_t last = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::int32_t begins = std::max(place.from, said_from);
        const std::int32_t ends = std::min(place.until, said_from + said.lengths[i]);
        if (begins < ends) {
            const bool same =
                parts[i].length == said.lengths[i] && parts[i].word == SloganWord::plain;
            first = first.value_or(same ? from + begins - said_from : from);
            last = same ? from + ends - said_from : from + parts[i].length;
        }
        from += parts[i].length;
        said_from += said.lengths[i];
    }
    return {first.value_or(0), last};
}

} // namespace marquee::rules
