// A renderer that draws nothing: its pictures say what was ordered, and its fonts lack what the
// test says.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "manager/ports/renderer.hpp"

namespace marquee::manager {

class ScriptedRenderer final : public Renderer {
public:
    std::string lacks;              // every text that contains it misses this glyph; empty: none
    std::optional<Error> failure;   // of everything that is asked
    std::vector<StillOrder> stills; // in order
    std::vector<FilmstripOrder> filmstrips;
    std::vector<SloganMotionOrder> motions;
    std::vector<SloganCheckOrder> checks;
    std::vector<SloganFinding> finds; // in every slogan without missing glyphs

    Result<std::string> still(const StillOrder& order) override {
        stills.push_back(order);
        return failure ? Result<std::string>(tl::unexpected<Error>(*failure))
                       : Result<std::string>("PNG");
    }
    Result<std::string> filmstrip(const FilmstripOrder& order) override {
        filmstrips.push_back(order);
        return failure ? Result<std::string>(tl::unexpected<Error>(*failure))
                       : Result<std::string>("PNG");
    }
    // One page, with one picture.
    Result<DrawnMotion> motion(const SloganMotionOrder& order) override {
        motions.push_back(order);
        if (failure) {
            return tl::unexpected<Error>(*failure);
        }
        const Rect all{0, 0, order.zone.width, order.zone.height};
        SloganMotion motion{.zone = order.zone, .background = order.slogan.style.background};
        motion.motion = PagesDescription{{{.until = order.duration}}, 0, {}, {}};
        motion.sheets.push_back({all, 0, {}, 3});
        return DrawnMotion{std::move(motion), "PNG"};
    }
    Result<SloganCheck> check(const SloganCheckOrder& order) override {
        checks.push_back(order);
        if (failure) {
            return tl::unexpected<Error>(*failure);
        }
        SloganCheck check;
        if (!lacks.empty() && order.slogan.text.find(lacks) != std::string::npos) {
            check.missing_glyphs.push_back({lacks, {0x1FAE0}});
            return check;
        }
        for (const SloganShape& shape : order.shapes) {
            check.shapes.push_back({shape.size, true, 100, 20, 5.5});
        }
        check.findings = finds;
        return check;
    }
};

} // namespace marquee::manager
