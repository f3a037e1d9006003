#include "player/text/mark_spacing.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "player/text/quantity.hpp"
#include "player/text/run_shaping.hpp"
#include "player/text/unicode_text.hpp"

namespace marquee::player {
namespace {

constexpr double space_em = 0.25;
constexpr double squeeze_em = 0.5; // of two marks that meet

constexpr std::u32string_view opening_marks =
    U"\u2018\u201C\u3008\u300A\u300C\u300E\u3010\u3014\u3016\u3018\u301A\u301D"
    U"\uFF08\uFF3B\uFF5B\uFF5F\uFE35\uFE37\uFE39\uFE3B\uFE3D\uFE3F\uFE41\uFE43\uFE47";
constexpr std::u32string_view closing_marks =
    U"\u2019\u201D\u3009\u300B\u300D\u300F\u3011\u3015\u3017\u3019\u301B\u301E\u301F"
    U"\uFF09\uFF3D\uFF5D\uFF60\uFE36\uFE38\uFE3A\uFE3C\uFE3E\uFE40\uFE42\uFE44\uFE48"
    U"\u3001\u3002\uFF0C\uFF0E\uFF1A\uFF1B\uFF01\uFF1F";

bool holds(std::u32string_view marks, char32_t character) {
    return marks.find(character) != std::u32string_view::npos;
}

// A letter or a number of a script that is written with spaces; full-width forms are as Han.
bool is_spaced_writing(char32_t character) {
    const auto code = static_cast<UChar32>(character);
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(code, &status);
    const auto width = u_getIntPropertyValue(code, UCHAR_EAST_ASIAN_WIDTH);
    const bool known = script == USCRIPT_LATIN || script == USCRIPT_GREEK
                       || script == USCRIPT_CYRILLIC || u_isdigit(code);
    return known && u_isalnum(code) && width != U_EA_FULLWIDTH && width != U_EA_WIDE;
}

// The blanks that a mark can do without.
class Trims {
public:
    Trims(const FontCatalog& fonts, const std::string& language)
        : fonts_(fonts), language_(language) {}

    const MarkTrim& of(char16_t mark, const TextRun& run) {
        const auto key = std::tuple(mark, run.font, run.posture);
        if (const auto known = known_.find(key); known != known_.end()) {
            return known->second;
        }
        const MarkTrim trim = trim_of(fonts_.loaded(run.font), language_, mark, run);
        return known_.emplace(key, trim).first->second;
    }

private:
    const FontCatalog& fonts_;
    const std::string& language_;
    std::map<std::tuple<char16_t, std::size_t, Posture>, MarkTrim> known_;
};

// One grapheme, as its neighbours see it.
struct Neighbour {
    char32_t character = 0;
    const TextRun* run = nullptr;
    MarkSide side = MarkSide::none;
    MarkTrim trim;
};

double between(const Neighbour& before, const Neighbour& after) {
    if (before.run->level != after.run->level) {
        return 0; // they need not stand side by side
    }
    if (before.side != MarkSide::none && after.side != MarkSide::none) {
        return -std::min(squeeze_em, before.trim.after + after.trim.before);
    }
    const auto stands = [](const Neighbour& each) {
        const bool digits = each.run->posture == Posture::together;
        return digits
               || (each.run->posture == Posture::upright && is_spaced_writing(each.character));
    };
    const bool spaced = wants_space(before.character, after.character);
    return spaced && !stands(before) && !stands(after) ? space_em : 0;
}

} // namespace

MarkSide mark_side(char32_t character) {
    if (holds(opening_marks, character)) {
        return MarkSide::opening;
    }
    return holds(closing_marks, character) ? MarkSide::closing : MarkSide::none;
}

bool wants_space(char32_t before, char32_t after) {
    return (is_han(before) && is_spaced_writing(after))
           || (is_spaced_writing(before) && is_han(after));
}

MarkSpacing MarkSpacing::measure(const FontCatalog& fonts, const std::string& language,
                                 const std::u16string& units,
                                 const std::vector<std::int32_t>& graphemes,
                                 const std::vector<TextRun>& runs) {
    MarkSpacing spacing;
    spacing.before_.assign(units.size() + 1, 0);
    spacing.start_ = spacing.end_ = spacing.before_;
    Trims trims(fonts, language);
    Neighbour before;
    auto run = runs.begin();
    for (std::size_t i = 0; i + 1 < graphemes.size(); ++i) {
        const auto unit = static_cast<std::size_t>(graphemes[i]);
        while (run->to <= graphemes[i]) {
            ++run;
        }
        std::int32_t end = graphemes[i];
        Neighbour here{character_at(units, end), &*run, MarkSide::none, {}};
        if (end == graphemes[i + 1] && !run->goes_back()) {
            here.side = mark_side(here.character);
        }
        if (here.side != MarkSide::none) {
            here.trim = trims.of(units[unit], *run);
        }
        const bool quantity =
            parts_number_and_unit(units, graphemes[i]) || continues_quantity(units, graphemes[i]);
        if (before.run != nullptr && !quantity) {
            spacing.before_[unit] = between(before, here);
        }
        if (run->level == 0) {
            spacing.start_[unit] = here.side == MarkSide::opening ? here.trim.before : 0;
            spacing.end_[unit] = here.side == MarkSide::closing ? here.trim.after : 0;
        }
        before = here;
    }
    spacing.before_to_.assign(1, 0);
    for (const double each : spacing.before_) {
        spacing.before_to_.push_back(spacing.before_to_.back() + each);
    }
    return spacing;
}

double MarkSpacing::on_line(std::int32_t from, std::int32_t to) const {
    const auto inner =
        before_to_[static_cast<std::size_t>(to)] - before_to_[static_cast<std::size_t>(from) + 1];
    return inner - at_start(from) - at_end(to - 1);
}

} // namespace marquee::player
