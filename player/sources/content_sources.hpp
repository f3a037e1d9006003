// The sources of everything that this player can show: one case for each kind of content.
#pragma once

#include <memory>
#include <utility>

#include "player/ports/source_factory.hpp"
#include "player/ports/task_runner.hpp"
#include "player/sources/font_shelf.hpp"
#include "player/sources/media_supply.hpp"
#include "player/text/font_catalog.hpp"

namespace marquee::player {

class ContentSources final : public SourceFactory {
public:
    // All must outlive every source made here. `tasks` draws text; `media` opens the rest.
    ContentSources(const FontCatalog& fonts, TaskRunner& tasks, MediaSupply media)
        : fonts_(fonts),
          tasks_(tasks),
          media_(std::move(media)),
          shelf_(std::make_shared<FontShelf>(fonts, media_.assets, media_.font_missed)) {}

    std::unique_ptr<FrameSource> open(const SourceRequest& request) override;
    std::unique_ptr<FrameSource> open_slate(const SlateRequest& request) override;
    std::unique_ptr<FrameSource> open_card(const CardRequest& request) override;

private:
    std::unique_ptr<FrameSource> open_heard(const SourceRequest& request);

    const FontCatalog& fonts_;
    TaskRunner& tasks_;
    MediaSupply media_;
    std::shared_ptr<FontShelf> shelf_; // shared with tasks, which may outlive this
};

} // namespace marquee::player
