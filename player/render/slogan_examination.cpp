#include "player/render/slogan_examination.hpp"

#include "player/sources/slogan_picture.hpp"
#include "player/text/glyph_coverage.hpp"

namespace marquee::player {
namespace {

// One slogan shaped for both motions.
class Subject {
public:
    static Result<Subject> shape(const FontCatalog& fonts, const Slogan& slogan) {
        Slogan still = slogan;
        still.style.motion = Motion::still;
        Slogan moving = slogan;
        moving.style.motion = Motion::scroll_left;
        auto still_text = shape_slogan(fonts, still);
        auto moving_text = shape_slogan(fonts, moving);
        if (!still_text || !moving_text) {
            return tl::unexpected(still_text ? moving_text.error() : still_text.error());
        }
        return Subject{std::move(still), *std::move(still_text), std::move(moving),
                       *std::move(moving_text), slogan.style.motion};
    }

    ShapeCheck measure(Size shape) const {
        ShapeCheck check;
        check.shape = shape;
        const auto standing = measure_slogan(still_text, still, shape);
        const auto scrolling = measure_slogan(moving_text, moving, shape);
        check.fits = standing.has_value();
        if (scrolling) {
            check.seconds_per_pass = static_cast<double>(shape.width + scrolling->text_width)
                                     / scroll_speed(moving.style, shape);
        }
        const auto& drawn = standing && wanted == Motion::still ? standing : scrolling;
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
    Motion wanted;
};

} // namespace

Result<SloganCheck> examine(const FontCatalog& fonts, const SloganCheckOrder& order) {
    const Slogan& slogan = order.slogan;
    auto missing = undrawn(fonts, {slogan.text, slogan.language, slogan.style.font});
    if (!missing) {
        return tl::unexpected(missing.error());
    }
    SloganCheck check{*std::move(missing), {}};
    if (!check.missing_glyphs.empty()) {
        return check;
    }
    const auto subject = Subject::shape(fonts, slogan);
    if (!subject) {
        return tl::unexpected(subject.error());
    }
    for (const Size shape : order.shapes) {
        check.shapes.push_back(subject->measure(shape));
    }
    return check;
}

} // namespace marquee::player
