#include "player/render/slogan_examination.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "player/render/contrast.hpp"
#include "player/render/glyph_examination.hpp"
#include "player/render/legibility.hpp"
#include "player/render/plan_judgement.hpp"
#include "player/render/said_texts.hpp"
#include "player/sources/slogan_plan.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/model/preview_limits.hpp"

namespace marquee::player {
namespace {

using rules::SloganWord;

// The worst first where there is no room for all of them.
SloganCheck within_limits(SloganCheck check) {
    check.missing_glyphs.resize(std::min(check.missing_glyphs.size(), limits::missing_glyphs_max));
    if (check.findings.size() > limits::slogan_findings_max) {
        const auto lightness = [](const SloganFinding& finding) {
            return finding.severity == FindingSeverity::error     ? 0
                   : finding.severity == FindingSeverity::warning ? 1
                                                                  : 2;
        };
        std::stable_sort(check.findings.begin(), check.findings.end(),
                         [&](const SloganFinding& one, const SloganFinding& other) {
                             return lightness(one) < lightness(other);
                         });
        check.findings.resize(limits::slogan_findings_max);
    }
    return check;
}

// Of the longest line as it is drawn; of a strip, of all of it along its way.
std::int32_t text_width(const SloganPlan& plan) {
    if (plan.scrolls()) {
        const Rect strip = plan.blocks.front().at;
        return strip_is_level(plan.style) ? strip.width : strip.height;
    }
    double widest = 0;
    for (const SloganBlock& block : plan.blocks) {
        for (const LineAt& line : block.lines) {
            widest = std::max(widest, line.line.width * block.em_pixels);
        }
    }
    return static_cast<std::int32_t>(std::ceil(widest));
}

bool is_moving(const Result<SloganPlan>& plan) {
    return plan && plan->scrolls();
}

// `other`: of the motion that the slogan has not, still or scrolling.
ShapeCheck measure(Size shape, const Result<SloganPlan>& own, const Result<SloganPlan>& other) {
    ShapeCheck check;
    check.shape = shape;
    check.fits = (own && !own->scrolls()) || (other && !other->scrolls());
    if (is_moving(own) || is_moving(other)) {
        const SloganPlan& moving = is_moving(own) ? *own : *other;
        check.seconds_per_pass = seconds_of_pass(std::get<ScrollDescription>(moving.motion));
    }
    if (own || is_moving(other)) {
        const SloganPlan& drawn = own ? *own : *other;
        check.text_width = text_width(drawn);
        check.text_height_pixels = drawn.blocks.front().em_pixels;
    }
    return check;
}

const std::string& or_assumed(const std::string& name, const std::string& assumed) {
    return name.empty() ? assumed : name;
}

// The names of all shapes together, for what is asked about characters.
DisplayNames all_names(const std::vector<SloganShape>& shapes) {
    DisplayNames all;
    for (const SloganShape& shape : shapes) {
        all.display += shape.display_name;
        all.unit += shape.unit_name;
    }
    return {or_assumed(all.display, assumed_names.display),
            or_assumed(all.unit, assumed_names.unit)};
}

// assumed_name, wherever a name is said that some shape does not know.
std::vector<SloganFinding> examine_names(const std::vector<SaidText>& texts,
                                         const std::vector<SloganShape>& shapes) {
    const auto assumes = [&](std::string SloganShape::*name) {
        return shapes.empty() || std::any_of(shapes.begin(), shapes.end(), [&](const auto& shape) {
                   return (shape.*name).empty();
               });
    };
    const auto finding_of = [](const std::string& variable, const std::string& name) {
        SloganFinding finding;
        finding.fault = SloganFault::assumed_name;
        finding.severity = FindingSeverity::note;
        finding.params = {{"variable", '\x7B' + variable + '\x7D'}, {"name", name}};
        return finding;
    };
    std::vector<SloganFinding> findings;
    for (const SaidText& text : texts) {
        std::int32_t from = 0;
        for (const rules::SloganPart& part : text.parts) {
            const std::int32_t begins = std::exchange(from, from + part.length);
            const bool display =
                part.word == SloganWord::display && assumes(&SloganShape::display_name);
            const bool unit = part.word == SloganWord::unit && assumes(&SloganShape::unit_name);
            if (!display && !unit) {
                continue;
            }
            findings.push_back(display ? finding_of("display", assumed_names.display)
                                       : finding_of("unit", assumed_names.unit));
            findings.back().part = text.part;
            findings.back().from = begins;
            findings.back().until = from;
        }
    }
    return findings;
}

class Examination {
public:
    // `order` outlives this; `fonts` begins with the font of the library that the slogan names.
    Examination(const FontCatalog& fonts, const SloganCheckOrder& order, Instant now)
        : fonts_(fonts), order_(order), now_(now) {}

    void add(std::vector<SloganFinding> more) {
        std::move(more.begin(), more.end(), std::back_inserter(check_.findings));
    }

    Status look_at_words(const SloganStyle& style) {
        auto texts = said_texts(order_.slogan, all_names(order_.shapes), now_);
        if (!texts) {
            return tl::unexpected(texts.error());
        }
        texts_ = *std::move(texts);
        auto glyphs = examine_glyphs(fonts_, style, texts_);
        if (!glyphs) {
            return tl::unexpected(glyphs.error());
        }
        add(std::move(glyphs->findings));
        check_.missing_glyphs = std::move(glyphs->missing);
        add(examine_displays(fonts_, order_, texts_, check_.missing_glyphs));
        add(contrast_findings(style, texts_.front().points,
                              texts_.size() > 1 ? texts_[1].points : 0));
        add(examine_names(texts_, order_.shapes));
        return {};
    }

    bool misses_glyphs() const { return !check_.missing_glyphs.empty(); }

    Status look_at_shape(std::size_t index) {
        const SloganShape& shape = order_.shapes[index];
        if (const Status said = say_in(shape); !said) {
            return said;
        }
        SloganStyle other = order_.slogan.style;
        other.motion = scrolls(other) ? Motion::still : Motion::scroll_left;
        const auto own = plan_in(order_.slogan.style, shape.size);
        check_.shapes.push_back(measure(shape.size, own, plan_in(other, shape.size)));
        auto findings = own ? judge_plan(*own, {spoken_, shape, order_.duration})
                            : std::vector{does_not_fit(texts_.front().points, shape.size)};
        for (SloganFinding& finding : findings) {
            finding.shape = index;
        }
        add(std::move(findings));
        return {};
    }

    SloganCheck take() { return within_limits(std::move(check_)); }

private:
    // What it says there; the same again where the names are.
    Status say_in(const SloganShape& shape) {
        const DisplayNames names{or_assumed(shape.display_name, assumed_names.display),
                                 or_assumed(shape.unit_name, assumed_names.unit)};
        if (!spoken_.empty() && names == names_) {
            return {};
        }
        names_ = names;
        return said_texts(order_.slogan, names, now_).map([&](std::vector<SaidText> texts) {
            spoken_ = std::move(texts);
        });
    }

    Result<SloganPlan> plan_in(const SloganStyle& style, Size zone) const {
        SloganOrder order{style, {}, zone, std::max(order_.duration, Milliseconds{1})};
        for (const SaidText& text : spoken_) {
            order.texts.push_back(text.spoken);
        }
        return plan_slogan(fonts_, order);
    }

    const FontCatalog& fonts_;
    const SloganCheckOrder& order_;
    const Instant now_;
    std::vector<SaidText> texts_;  // with the names of all shapes
    std::vector<SaidText> spoken_; // with those of a shape …
    DisplayNames names_;           // … these
    SloganCheck check_;
};

// The slogan's font of the library cannot be had.
SloganFinding font_missing(const FontCatalog& fonts, const Slogan& slogan) {
    const auto chain = fonts.chain(slogan.style.font, slogan.style.letters.weight);
    return {.fault = SloganFault::font_missing,
            .severity = FindingSeverity::error,
            .until = reading_matter(slogan.text).points,
            .params = {{"fallback", fonts.called(chain.front())}}};
}

} // namespace

Result<SloganCheck> examine(FontShelf& shelf, const SloganCheckOrder& order, Instant now) {
    SloganStyle style = order.slogan.style;
    const auto lent = style.font_asset ? shelf.lend(*style.font_asset)
                                       : Result<std::shared_ptr<const FontCatalog>>();
    const bool has_font = lent && *lent;
    const FontCatalog& fonts = has_font ? **lent : shelf.fonts();
    Examination examination(fonts, order, now);
    if (style.font_asset && !has_font) {
        examination.add({font_missing(fonts, order.slogan)});
        style.font_asset.reset();
    }
    Status looked = examination.look_at_words(style);
    for (std::size_t i = 0; looked && !examination.misses_glyphs() && i < order.shapes.size();
         ++i) {
        looked = examination.look_at_shape(i);
    }
    return looked.map([&] { return examination.take(); });
}

} // namespace marquee::player
