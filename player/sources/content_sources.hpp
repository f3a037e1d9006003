// The sources of everything that this player can show: one case for each kind of content.
#pragma once

#include "player/ports/source_factory.hpp"
#include "player/ports/task_runner.hpp"
#include "player/text/font_catalog.hpp"

namespace marquee::player {

class ContentSources final : public SourceFactory {
public:
    // Both must outlive every source made here. `tasks` draws text.
    ContentSources(const FontCatalog& fonts, TaskRunner& tasks) : fonts_(fonts), tasks_(tasks) {}

    std::unique_ptr<FrameSource> open(const SourceRequest& request) override;
    std::unique_ptr<FrameSource> open_slate(const SlateRequest& request) override;

private:
    const FontCatalog& fonts_;
    TaskRunner& tasks_;
};

} // namespace marquee::player
