#include "manager/http/sentences.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "manager/http/state_words.hpp"
#include "manager/http/wordings.hpp"

namespace marquee::manager {

namespace {

// `state`, `needed` and `capability` are stable words for programs; people read them in their
// language.
std::optional<std::string_view> param(const Error& error, std::string_view name,
                                      Language language) {
    if (name == "where") {
        return error.where.empty() ? std::nullopt : std::optional<std::string_view>(error.where);
    }
    for (const auto& [key, value] : error.params) {
        if (key == name) {
            const bool is_state = name == "state" || name == "needed" || name == "capability";
            return is_state ? state_words(value, language).value_or(value) : value;
        }
    }
    return std::nullopt;
}

// Fills the places of one clause; nullopt when one of them is unknown.
std::optional<std::string> filled(std::string_view clause, const Places& places) {
    std::string text;
    while (!clause.empty()) {
        const std::size_t open = clause.find('{');
        text += clause.substr(0, open);
        if (open == std::string_view::npos) {
            break;
        }
        const std::size_t close = clause.find('}', open);
        const auto value = places(clause.substr(open + 1, close - open - 1));
        if (!value) {
            return std::nullopt;
        }
        text += *value;
        clause.remove_prefix(close + 1);
    }
    return text;
}

bool starts_with_letters(std::string_view text, std::string_view lower) {
    return text.size() >= lower.size()
           && std::equal(lower.begin(), lower.end(), text.begin(),
                         [](char want, char have) { return want == (have | 0x20); });
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') {
        text.remove_prefix(1);
    }
    while (!text.empty() && text.back() == ' ') {
        text.remove_suffix(1);
    }
    return text;
}

// "0.8" as 800; 1000 when there is no weight; 0 when it is malformed.
int weight_thousandths(std::string_view parameters) {
    const std::size_t at = parameters.find("q=");
    if (at == std::string_view::npos) {
        return 1000;
    }
    int value = 0;
    int scale = 1000;
    for (const char c : parameters.substr(at + 2)) {
        if (c >= '0' && c <= '9' && scale > 0) {
            value += (c - '0') * scale;
            scale /= 10;
        } else if (c != '.') {
            break;
        }
    }
    return std::min(value, 1000);
}

} // namespace

Language preferred_language(std::string_view accept_language) {
    Language best = Language::zh_cn;
    int best_weight = 0;
    while (!accept_language.empty()) {
        const std::size_t comma = accept_language.find(',');
        const std::string_view range = trimmed(accept_language.substr(0, comma));
        accept_language.remove_prefix(comma == std::string_view::npos ? accept_language.size()
                                                                      : comma + 1);
        const int weight = weight_thousandths(range);
        const bool chinese = starts_with_letters(range, "zh");
        if (weight > best_weight && (chinese || starts_with_letters(range, "en"))) {
            best = chinese ? Language::zh_cn : Language::en;
            best_weight = weight;
        }
    }
    return best;
}

std::string_view language_tag(Language language) {
    return language == Language::zh_cn ? "zh-CN" : "en";
}

std::string fill_places(std::string_view words, const Places& places) {
    std::string text;
    while (!words.empty()) {
        const std::size_t open = words.find('[');
        text += words.substr(0, open);
        if (open == std::string_view::npos) {
            break;
        }
        const std::size_t close = words.find(']', open);
        text += filled(words.substr(open + 1, close - open - 1), places).value_or("");
        words.remove_prefix(close + 1);
    }
    return text;
}

std::string sentence(const Error& error, Language language) {
    const Wording& words = wording(error.code);
    return fill_places(language == Language::zh_cn ? words.zh : words.en,
                       [&](std::string_view name) { return param(error, name, language); });
}

std::string_view title(ErrorCode code, Language language) {
    return language == Language::zh_cn ? wording(code).title_zh : wording(code).title_en;
}

} // namespace marquee::manager
