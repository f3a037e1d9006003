#include "player/render/slogan_examination.hpp"

#include <algorithm>
#include <iterator>

#include "player/render/contrast.hpp"
#include "player/render/legibility.hpp"
#include "player/render/missing_glyphs.hpp"
#include "player/render/plan_judgement.hpp"
#include "player/sources/slogan_picture.hpp"
#include "player/text/glyph_coverage.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/model/preview_limits.hpp"

namespace marquee::player {
namespace {

void append(std::vector<SloganFinding>& findings, std::vector<SloganFinding> more) {
    std::move(more.begin(), more.end(), std::back_inserter(findings));
}

// The worst first where there is no room for all of them.
SloganCheck within_limits(SloganCheck check) {
    check.missing_glyphs.resize(std::min(check.missing_glyphs.size(), limits::missing_glyphs_max));
    if (check.findings.size() > limits::slogan_findings_max) {
        std::stable_partition(check.findings.begin(), check.findings.end(),
                              [](const SloganFinding& finding) {
                                  return finding.severity == FindingSeverity::error;
                              });
        check.findings.resize(limits::slogan_findings_max);
    }
    return check;
}

Status find_missing(const FontCatalog& fonts, const Slogan& slogan, TextPart part,
                    SloganCheck& check) {
    const bool translated = part == TextPart::translation;
    const std::string& text = translated ? slogan.translation->text : slogan.text;
    const std::string& language = translated ? slogan.translation->language : slogan.language;
    return undrawn(fonts, {text, language, slogan.style.font})
        .map([&](std::vector<UndrawnText> missing) {
            append(check.findings, missing_glyph_findings(text, part, missing));
            std::move(missing.begin(), missing.end(), std::back_inserter(check.missing_glyphs));
        });
}

// The words of the text, shaped for both motions.
class Subject {
public:
    static Result<Subject> shape(const FontCatalog& fonts, const Slogan& slogan) {
        Slogan still = slogan;
        still.style.motion = slogan.style.motion == Motion::pages ? Motion::pages : Motion::still;
        Slogan moving = slogan;
        moving.style.motion = scrolls(slogan.style) ? slogan.style.motion : Motion::scroll_left;
        auto still_text = shape_slogan(fonts, still);
        auto moving_text = shape_slogan(fonts, moving);
        if (!still_text || !moving_text) {
            return tl::unexpected(still_text ? moving_text.error() : still_text.error());
        }
        return Subject{std::move(still), *std::move(still_text), std::move(moving),
                       *std::move(moving_text)};
    }

    // `moves`: whether the slogan does.
    ShapeCheck measure(Size shape, bool moves) const {
        ShapeCheck check;
        check.shape = shape;
        const auto standing = measure_slogan(still_text, still, shape);
        const auto scrolling = measure_slogan(moving_text, moving, shape);
        check.fits = standing.has_value();
        if (scrolling) {
            const std::int32_t along = strip_is_level(moving.style) ? shape.width : shape.height;
            check.seconds_per_pass = static_cast<double>(along + scrolling->text_width)
                                     / scroll_speed(moving.style, shape);
        }
        const auto& drawn = standing && !moves ? standing : scrolling;
        if (drawn) {
            check.text_width = drawn->text_width;
            check.text_height_pixels = drawn->em_pixels;
        }
        return check;
    }

    Slogan still;
    ShapedText still_text;
    Slogan moving;
    ShapedText moving_text;
};

std::vector<SloganFinding> judge(const FontCatalog& fonts, const SloganCheckOrder& order,
                                 const SloganShape& shape, const TextExtent& extent) {
    const Slogan& slogan = order.slogan;
    const Milliseconds shown = std::max(order.duration, Milliseconds{1});
    const auto plan = plan_slogan(fonts, {slogan.style, as_written(slogan), shape.size, shown});
    return plan ? judge_plan(*plan, {slogan, shape, order.duration}, extent)
                : std::vector{does_not_fit(slogan, shape.size)};
}

} // namespace

Result<SloganCheck> examine(const FontCatalog& fonts, const SloganCheckOrder& order) {
    const Slogan& slogan = order.slogan;
    SloganCheck check;
    Status looked = find_missing(fonts, slogan, TextPart::text, check);
    if (looked && slogan.translation) {
        looked = find_missing(fonts, slogan, TextPart::translation, check);
    }
    if (!looked) {
        return tl::unexpected(looked.error());
    }
    const std::int32_t translated =
        slogan.translation ? reading_matter(slogan.translation->text).points : 0;
    append(check.findings,
           contrast_findings(slogan.style, reading_matter(slogan.text).points, translated));
    if (!check.missing_glyphs.empty()) {
        return within_limits(std::move(check));
    }
    const auto subject = Subject::shape(fonts, slogan);
    if (!subject) {
        return tl::unexpected(subject.error());
    }
    for (std::size_t i = 0; i < order.shapes.size(); ++i) {
        const SloganShape& shape = order.shapes[i];
        check.shapes.push_back(subject->measure(shape.size, scrolls(slogan.style)));
        for (SloganFinding& finding : judge(fonts, order, shape, subject->still_text.extent())) {
            finding.shape = i;
            check.findings.push_back(std::move(finding));
        }
    }
    return within_limits(std::move(check));
}

} // namespace marquee::player
