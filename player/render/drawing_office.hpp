// Answers orders for pictures, motions and checks: everything a renderer needs, put together.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "common/clock.hpp"
#include "player/decode/task_thread.hpp"
#include "player/render/folder_assets.hpp"
#include "player/render/still_camera.hpp"
#include "player/sources/content_sources.hpp"
#include "player/sources/font_shelf.hpp"
#include "player/text/font_catalog.hpp"
#include "schemas/model/preview.hpp"

namespace marquee::player {

struct RenderSettings {
    std::filesystem::path assets;  // folder of blobs
    std::filesystem::path decoder; // marquee-decode
    std::string fonts = "/usr/share/fonts";
};

// The line to write, and the bytes that follow it (none unless pictures were drawn).
struct Reply {
    RenderAnswer head;
    std::string picture;
};

// Of what needs nothing but fonts: checks and motions. Never fails, as an office does not; none: it
// is another order. `now`: what checks of variables begin with.
std::optional<Reply> answer_by_fonts(FontShelf& shelf, const RenderOrder& order, Instant now);

// One thread. Never fails: what cannot be done is an answer.
class DrawingOffice {
public:
    DrawingOffice(const RenderSettings& settings, FontCatalog fonts, const Clock& clock,
                  Sleeper& sleeper);

    Reply answer(const RenderOrder& order);

private:
    const Clock& clock_;
    FontCatalog fonts_;
    FolderAssets assets_;
    FontShelf shelf_;
    TaskThread drawing_;
    TaskThread opening_; // finishes before what it uses is gone
    ContentSources sources_;
    StillCamera camera_;
};

} // namespace marquee::player
