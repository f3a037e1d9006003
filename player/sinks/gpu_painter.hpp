// Draws a scene with a GPU: what blit.hpp does in memory, with textures.
#pragma once

#include <array>
#include <vector>

#include "player/sinks/gpu_textures.hpp"
#include "schemas/model/error.hpp"

namespace marquee::player {

// Keeps the display's picture in a texture of its own, so that only what changed is drawn and a
// screenshot can be read back. Render thread; the renderer outlives the painter.
class GpuPainter {
public:
    // No texture is wider or higher than `texture_side_max`, which is no less than the size: larger
    // pictures are drawn in parts.
    GpuPainter(SDL_Renderer* renderer, Size size, std::int32_t texture_side_max);

    // Draws the scene within these rectangles of the display. io_failed when the GPU did not. A
    // picture that it has no memory for is left out, black where it would hide all, and the rest is
    // drawn.
    Status draw(const Scene& scene, const std::vector<Rect>& rects);

    // A picture was left out, now or before.
    bool lacked_picture() const { return lacked_picture_; }

    // From now on each channel of red, green and blue is shown with that share of its values. What
    // read() reads is not.
    void dim(const std::array<double, 3>& factors) { factors_ = factors; }

    // Onto the window; it becomes visible with SDL_RenderPresent.
    Status show();

    // The display's picture into `memory`, which is as large.
    Status read(const Canvas& memory);

    // The GPU lost its memory. What is drawn next has to be everything.
    void forget();

private:
    enum Layer { display, under_zone, under_transition, layers };

    bool make_layers();
    void onto(Layer layer, Rect clip);
    void copy(Layer from, Layer to, Rect clip);
    void mix(Layer over, Layer onto_layer, Rect clip, int share);
    void fill(Colour colour, Rect rect);
    void draw_zone(const SceneZone& zone, Rect clip);
    void draw_frames(const SceneZone& zone, Rect clip, Layer layer);
    void draw_crossfade(const SceneZone& zone, Rect clip, Layer layer);
    void draw_frame(const Frame& frame, Rect zone, Rect clip, Layer layer);
    void draw_piece(const Piece& piece, Rect target, Rect clip);
    struct Look {
        SDL_ScaleMode scaling;
        std::int32_t opacity; // of opaque_piece
    };

    void put(const Picture& part, const SDL_FRect& where, Look look);
    void check(int done) { failed_ = failed_ || done != 0; }

    SDL_Renderer* renderer_;
    Size size_;
    std::int32_t texture_side_max_;
    SDL_BlendMode premultiplied_;
    std::array<TexturePtr, layers> layers_;
    GpuTextures textures_;
    std::array<double, 3> factors_{1, 1, 1};
    bool failed_ = false;
    bool lacked_picture_ = false;
};

} // namespace marquee::player
