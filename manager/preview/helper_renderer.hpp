// The renderer the manager uses: marquee-render in processes of its own, with a cache.
#pragma once

#include "manager/ports/renderer.hpp"
#include "manager/preview/picture_cache.hpp"
#include "manager/preview/render_desk.hpp"

namespace marquee::manager {

// Two desks: one draws pictures, one examines slogans, so that storing a slogan never waits for a
// film to be decoded. No process runs before it is asked for the first time.
class HelperRenderer final : public Renderer {
public:
    // `clock` and `log` outlive it.
    HelperRenderer(const RenderProgram& program, const Clock& clock, const Log& log);

    Result<std::string> still(const StillOrder& order) override;
    Result<std::string> filmstrip(const FilmstripOrder& order) override;
    Result<DrawnMotion> motion(const SloganMotionOrder& order) override;
    Result<SloganCheck> check(const SloganCheckOrder& order) override;

    // For tests and metrics.
    const RenderDesk& drawing() const { return drawing_; }

private:
    Result<std::string> picture(const RenderOrder& order);

    PictureCache cache_;
    RenderDesk drawing_;
    RenderDesk examining_;
};

} // namespace marquee::manager
