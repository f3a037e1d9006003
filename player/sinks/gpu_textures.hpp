// Pictures as textures: uploaded once and kept for as long as a scene shows them.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <SDL.h>

#include "player/ports/frame_sink.hpp"
#include "player/sinks/canvas.hpp"

namespace marquee::player {

struct TextureDeleter {
    void operator()(SDL_Texture* texture) const { SDL_DestroyTexture(texture); }
};
using TexturePtr = std::unique_ptr<SDL_Texture, TextureDeleter>;

// Render thread. The renderer outlives the textures.
class GpuTextures {
public:
    explicit GpuTextures(SDL_Renderer* renderer) : renderer_(renderer) {}

    // The texture that holds the picture's pixels; owned here. Null when there can be none: it is
    // too large or the memory is used up.
    //
    // Films go up as planes. Of a matrix and range that SDL has no shader for (BT.2020, BT.709 in
    // the full range) libyuv makes pixels first.
    SDL_Texture* texture_of(const Picture& picture);

    // Gives up what the scene does not show; textures of a few are kept for the next frame of a
    // film.
    void keep_only(const Scene& scene);

    // All textures are gone, or their pixels: what is asked for goes up anew.
    void forget();

private:
    struct Entry {
        Picture picture; // keeps the pixels, so that the address is nobody else's
        std::uint32_t format = 0;
        TexturePtr texture;
    };

    TexturePtr spare_for(const Picture& picture, std::uint32_t format);
    bool upload(const Picture& picture, std::uint32_t format, SDL_Texture& texture);

    SDL_Renderer* renderer_;
    std::vector<Entry> entries_;
    std::vector<Entry> spare_; // without a picture, but its shape
    CanvasBuffer converted_;
};

// Sets how planes become colours from now on, where the picture has planes. Of the whole process:
// what was queued before is drawn first.
void use_conversion_of(const Picture& picture, SDL_Renderer* renderer);

} // namespace marquee::player
