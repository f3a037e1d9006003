#include "player/sinks/gpu_textures.hpp"

#include <algorithm>
#include <optional>

#include "player/sinks/pixels.hpp"

namespace marquee::player {
namespace {

constexpr std::size_t spare_max = 3;

std::optional<SDL_YUV_CONVERSION_MODE> conversion_of(const Picture& picture) {
    const bool full = picture.range == ColourRange::full;
    if (picture.matrix == ColourMatrix::bt601) {
        return full ? SDL_YUV_CONVERSION_JPEG : SDL_YUV_CONVERSION_BT601;
    }
    if (picture.matrix == ColourMatrix::bt709 && !full) {
        return SDL_YUV_CONVERSION_BT709;
    }
    return std::nullopt;
}

std::uint32_t format_of(const Picture& picture) {
    switch (picture.format) {
    case PixelFormat::bgrx:
        return SDL_PIXELFORMAT_RGB888;
    case PixelFormat::bgra:
        return SDL_PIXELFORMAT_ARGB8888;
    case PixelFormat::i420:
        break;
    }
    return conversion_of(picture) ? SDL_PIXELFORMAT_IYUV : SDL_PIXELFORMAT_RGB888;
}

bool same_pixels(const Picture& a, const Picture& b) {
    return a.planes == b.planes && a.owner == b.owner && a.size == b.size;
}

// Parts of one picture have one owner.
bool shows(const Frame& frame, const Picture& picture) {
    return std::any_of(frame.pieces.begin(), frame.pieces.end(), [&](const Piece& piece) {
        return piece.picture.owner == picture.owner
               && (picture.owner || piece.picture.planes == picture.planes);
    });
}

bool shows(const Scene& scene, const Picture& picture) {
    return std::any_of(scene.zones.begin(), scene.zones.end(), [&](const SceneZone& zone) {
        return shows(zone.frame, picture)
               || (zone.transition && shows(zone.transition->incoming, picture));
    });
}

int as_int(std::ptrdiff_t stride) {
    return static_cast<int>(stride);
}

} // namespace

// OpenGL's textures keep the conversion that was asked for when they were made, those of OpenGL ES
// take the one of the moment they are drawn.
TexturePtr GpuTextures::spare_for(const Picture& picture, std::uint32_t format) {
    const auto spare = std::find_if(spare_.begin(), spare_.end(), [&](const Entry& entry) {
        return entry.format == format && entry.picture.size == picture.size
               && entry.picture.matrix == picture.matrix && entry.picture.range == picture.range;
    });
    if (spare != spare_.end()) {
        TexturePtr texture = std::move(spare->texture);
        spare_.erase(spare);
        return texture;
    }
    use_conversion_of(picture, renderer_);
    return TexturePtr(SDL_CreateTexture(renderer_, format, SDL_TEXTUREACCESS_STREAMING,
                                        picture.size.width, picture.size.height));
}

bool GpuTextures::upload(const Picture& picture, std::uint32_t format, SDL_Texture& texture) {
    if (format == SDL_PIXELFORMAT_IYUV) {
        return SDL_UpdateYUVTexture(&texture, nullptr, picture.planes[0],
                                    as_int(picture.strides[0]), picture.planes[1],
                                    as_int(picture.strides[1]), picture.planes[2],
                                    as_int(picture.strides[2]))
               == 0;
    }
    const Pixels pixels =
        pixels_of(picture, {0, 0, picture.size.width, picture.size.height}, converted_);
    return SDL_UpdateTexture(&texture, nullptr, pixels.pixels, as_int(pixels.stride)) == 0;
}

SDL_Texture* GpuTextures::texture_of(const Picture& picture) {
    const auto known = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
        return same_pixels(entry.picture, picture);
    });
    if (known != entries_.end()) {
        return known->texture.get();
    }
    const std::uint32_t format = format_of(picture);
    TexturePtr texture = spare_for(picture, format);
    if (!texture || !upload(picture, format, *texture)) {
        return nullptr;
    }
    entries_.push_back({picture, format, std::move(texture)});
    return entries_.back().texture.get();
}

void GpuTextures::keep_only(const Scene& scene) {
    const auto gone =
        std::stable_partition(entries_.begin(), entries_.end(),
                              [&](const Entry& entry) { return shows(scene, entry.picture); });
    for (auto entry = gone; entry != entries_.end(); ++entry) {
        Picture shape;
        shape.size = entry->picture.size;
        shape.matrix = entry->picture.matrix;
        shape.range = entry->picture.range;
        spare_.push_back({shape, entry->format, std::move(entry->texture)});
    }
    entries_.erase(gone, entries_.end());
    if (spare_.size() > spare_max) {
        spare_.erase(spare_.begin(), spare_.end() - spare_max);
    }
}

void GpuTextures::forget() {
    entries_.clear();
    spare_.clear();
}

void use_conversion_of(const Picture& picture, SDL_Renderer* renderer) {
    const auto wanted = conversion_of(picture);
    if (picture.format == PixelFormat::i420 && wanted && SDL_GetYUVConversionMode() != *wanted) {
        SDL_RenderFlush(renderer);
        SDL_SetYUVConversionMode(*wanted);
    }
}

} // namespace marquee::player
