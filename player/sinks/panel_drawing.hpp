// A scene drawn for a panel: composed as a canvas, mapped to where its pixels are on the output, in
// the colours that the panel is sent.
#pragma once

#include <vector>

#include "player/panel/colour.hpp"
#include "player/panel/panel_map.hpp"
#include "player/sinks/blit.hpp"

namespace marquee::player {

// Where a canvas lies on an output, and how.
struct PanelPlace {
    std::int32_t x = 0; // of the map's output, from the corner of the whole output
    std::int32_t y = 0;
    PanelMap map;
    PanelColour colour = {};
};

// Only what differs from the scene before is drawn and copied. A plain map costs nothing: the scene
// is drawn straight into the output. Nor does neutral colour at full brightness. A map asks for a
// canvas in memory; colours for a pass over what was drawn. One thread.
class PanelDrawing {
public:
    // The map passed check().
    explicit PanelDrawing(PanelPlace place);

    Size canvas_size() const { return place_.map.canvas; }

    // Draws into `output`, whose area is that of the whole output, and returns what of it was
    // written. The output still has what was drawn last, unless forget() was called.
    std::vector<Rect> draw(const Scene& scene, const Canvas& output);

    // The output was lost: all is drawn next time.
    void forget() { drawn_ = false; }

    const Scene& scene() const { return scene_; }

    // The canvas as it is composed, before map and colour; none while it is drawn straight into the
    // output. Valid until the next draw().
    std::optional<Canvas> canvas() const;

private:
    std::vector<Rect> draw_straight(const std::vector<Rect>& rects, const Canvas& output);
    std::vector<Rect> draw_mapped(const std::vector<Rect>& rects, const Canvas& output);

    PanelPlace place_;
    bool is_plain_;
    Scene scene_;
    bool drawn_ = false; // the output holds scene_
    ColourTable table_;
    BlitScratch scratch_;
    CanvasBuffer buffer_; // of a mapped canvas
    Canvas canvas_;
    CanvasBuffer mirror_room_;
};

} // namespace marquee::player
