#include "player/sinks/gpu_painter.hpp"

#include <algorithm>
#include <cmath>

#include "player/sinks/pixels.hpp"
#include "player/sinks/transition_areas.hpp"
#include "player/sinks/zone_cover.hpp"

namespace marquee::player {
namespace {

constexpr float fine_one = 65'536.0F;
constexpr std::int32_t tile_side_max = 4'096; // of a part; even, as chroma is halved

SDL_Rect sdl_rect(Rect rect) {
    return {rect.x, rect.y, rect.width, rect.height};
}

// A part of a picture as a picture of its own; that of a film starts at even coordinates.
Picture part_of(const Picture& picture, Rect part) {
    Picture view = picture;
    view.size = part.size();
    const bool is_film = picture.format == PixelFormat::i420;
    view.planes[0] += part.y * picture.strides[0] + std::ptrdiff_t{part.x} * (is_film ? 1 : 4);
    for (std::size_t plane = 1; is_film && plane < view.planes.size(); ++plane) {
        view.planes[plane] += part.y / 2 * picture.strides[plane] + part.x / 2;
    }
    return view;
}

// Where the whole picture would lie so that the piece's part lies in `target`.
SDL_FRect whole_in(const Piece& piece, Rect target) {
    const FineRect part = piece.fine.value_or(FineRect{
        std::int64_t{piece.source.x} * 65'536, std::int64_t{piece.source.y} * 65'536,
        std::int64_t{piece.source.width} * 65'536, std::int64_t{piece.source.height} * 65'536});
    const auto across = static_cast<float>(target.width) / static_cast<float>(part.width);
    const auto down = static_cast<float>(target.height) / static_cast<float>(part.height);
    const Size whole = piece.picture.size;
    return {static_cast<float>(target.x) - static_cast<float>(part.x) * across,
            static_cast<float>(target.y) - static_cast<float>(part.y) * down,
            static_cast<float>(whole.width) * fine_one * across,
            static_cast<float>(whole.height) * fine_one * down};
}

} // namespace

GpuPainter::GpuPainter(SDL_Renderer* renderer, Size size, std::int32_t texture_side_max)
    : renderer_(renderer),
      size_(size),
      texture_side_max_(texture_side_max),
      premultiplied_(SDL_ComposeCustomBlendMode(
          SDL_BLENDFACTOR_ONE, SDL_BLENDFACTOR_ONE_MINUS_SRC_ALPHA, SDL_BLENDOPERATION_ADD,
          SDL_BLENDFACTOR_ONE, SDL_BLENDFACTOR_ONE_MINUS_SRC_ALPHA, SDL_BLENDOPERATION_ADD)),
      textures_(renderer) {}

bool GpuPainter::make_layers() {
    for (TexturePtr& layer : layers_) {
        if (!layer) {
            layer.reset(SDL_CreateTexture(renderer_, SDL_PIXELFORMAT_ARGB8888,
                                          SDL_TEXTUREACCESS_TARGET, size_.width, size_.height));
        }
        if (!layer) {
            return false;
        }
    }
    return true;
}

void GpuPainter::forget() {
    textures_.forget();
    for (TexturePtr& layer : layers_) {
        layer.reset();
    }
}

// From now on all drawing goes there. SDL forgets the clip with every new target.
void GpuPainter::onto(Layer layer, Rect clip) {
    const SDL_Rect rect = sdl_rect(clip);
    check(SDL_SetRenderTarget(renderer_, layers_[layer].get()));
    check(SDL_RenderSetClipRect(renderer_, &rect));
}

void GpuPainter::copy(Layer from, Layer to, Rect clip) {
    mix(from, to, clip, 256);
}

// `share` of 256 of what `over` holds.
void GpuPainter::mix(Layer over, Layer onto_layer, Rect clip, int share) {
    SDL_Texture* texture = layers_[over].get();
    const SDL_Rect rect = sdl_rect(clip);
    onto(onto_layer, clip);
    SDL_SetTextureBlendMode(texture, share >= 256 ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
    SDL_SetTextureAlphaMod(texture, static_cast<std::uint8_t>((share * 255 + 128) / 256));
    check(SDL_RenderCopy(renderer_, texture, &rect, &rect));
}

void GpuPainter::fill(Colour colour, Rect rect) {
    if (rect.empty() || colour.alpha == 0) {
        return;
    }
    const SDL_Rect area = sdl_rect(rect);
    SDL_SetRenderDrawBlendMode(renderer_,
                               colour.alpha == 255 ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
    SDL_SetRenderDrawColor(renderer_, colour.red, colour.green, colour.blue, colour.alpha);
    check(SDL_RenderFillRect(renderer_, &area));
}

void GpuPainter::put(const Picture& part, const SDL_FRect& where, Look look) {
    SDL_Texture* texture = textures_.texture_of(part);
    if (texture == nullptr) {
        lacked_picture_ = true;
        const bool hides = part.format != PixelFormat::bgra && look.opacity >= opaque_piece;
        if (hides) { // nothing else was drawn there
            SDL_SetRenderDrawBlendMode(renderer_, SDL_BLENDMODE_NONE);
            SDL_SetRenderDrawColor(renderer_, 0, 0, 0, 255);
            check(SDL_RenderFillRectF(renderer_, &where));
        }
        return;
    }
    use_conversion_of(part, renderer_);
    SDL_SetTextureScaleMode(texture, look.scaling);
    const bool translucent = part.format == PixelFormat::bgra;
    const SDL_BlendMode plain =
        look.opacity >= opaque_piece ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND;
    SDL_SetTextureBlendMode(texture, translucent ? premultiplied_ : plain);
    const auto share = static_cast<std::uint8_t>((look.opacity * 255 + 128) / opaque_piece);
    const std::uint8_t colour = translucent ? share : std::uint8_t{255};
    SDL_SetTextureAlphaMod(texture, share);
    SDL_SetTextureColorMod(texture, colour, colour, colour);
    check(SDL_RenderCopyF(renderer_, texture, nullptr, &where));
}

// The whole picture is laid so that its part falls into the target; the clip cuts off the rest.
void GpuPainter::draw_piece(const Piece& piece, Rect target, Rect clip) {
    const Rect seen = intersect(target, clip);
    if (seen.empty() || !is_drawable(piece) || piece.opacity <= 0) {
        return;
    }
    const SDL_Rect rect = sdl_rect(seen);
    check(SDL_RenderSetClipRect(renderer_, &rect));
    const bool scaled = piece.fine || piece.source.size() != target.size();
    const Look look{scaled ? SDL_ScaleModeLinear : SDL_ScaleModeNearest,
                    std::min(piece.opacity, opaque_piece)};
    const SDL_FRect whole = whole_in(piece, target);
    const Size size = piece.picture.size;
    if (std::max(size.width, size.height) <= texture_side_max_) {
        put(piece.picture, whole, look);
        return;
    }
    const float across = whole.w / static_cast<float>(size.width);
    const float down = whole.h / static_cast<float>(size.height);
    const std::int32_t side = std::min(tile_side_max, texture_side_max_ & ~1);
    for (std::int32_t y = 0; y < size.height; y += side) {
        for (std::int32_t x = 0; x < size.width; x += side) {
            const Rect tile = intersect({x, y, side, side}, {0, 0, size.width, size.height});
            put(part_of(piece.picture, tile),
                {whole.x + static_cast<float>(x) * across, whole.y + static_cast<float>(y) * down,
                 static_cast<float>(tile.width) * across, static_cast<float>(tile.height) * down},
                look);
        }
    }
}

void GpuPainter::draw_frame(const Frame& frame, Rect zone, Rect clip, Layer layer) {
    onto(layer, clip);
    fill(frame.background, clip);
    for (const Piece& piece : frame.pieces) {
        draw_piece(piece, moved(piece.target, zone.x, zone.y), clip);
    }
}

// The outgoing frame on the layer, the incoming one on a copy of what lies beneath, then both
// mixed.
void GpuPainter::draw_crossfade(const SceneZone& zone, Rect clip, Layer layer) {
    const Frame& incoming = zone.transition->incoming;
    if (!contains(opaque_area(incoming, zone.rect), clip)) {
        copy(layer, under_transition, clip);
    }
    draw_frame(zone.frame, zone.rect, clip, layer);
    draw_frame(incoming, zone.rect, clip, under_transition);
    mix(under_transition, layer, clip, share_of(*zone.transition));
}

void GpuPainter::draw_frames(const SceneZone& zone, Rect clip, Layer layer) {
    if (!zone.transition) {
        draw_frame(zone.frame, zone.rect, clip, layer);
        return;
    }
    if (zone.transition->kind == TransitionKind::crossfade) {
        draw_crossfade(zone, clip, layer);
        return;
    }
    const TransitionAreas areas = transition_areas(*zone.transition, zone.rect);
    const auto draw = [&](const Frame& frame, const TransitionArea& area) {
        const Rect seen = intersect(area.seen, clip);
        if (!seen.empty()) {
            draw_frame(frame, area.at, seen, layer);
        }
    };
    draw(zone.frame, areas.outgoing);
    draw(zone.transition->incoming, areas.incoming);
}

void GpuPainter::draw_zone(const SceneZone& zone, Rect clip) {
    if (zone.opacity_percent >= 100) {
        draw_frames(zone, clip, display);
        return;
    }
    copy(display, under_zone, clip);
    draw_frames(zone, clip, under_zone);
    mix(under_zone, display, clip, (zone.opacity_percent * 256 + 50) / 100);
}

Status GpuPainter::draw(const Scene& scene, const std::vector<Rect>& rects) {
    failed_ = !make_layers();
    for (const Rect& rect : rects) {
        if (failed_) {
            break;
        }
        onto(display, rect);
        fill({scene.background.red, scene.background.green, scene.background.blue, 255},
             seen_under(scene, 0, rect));
        for (std::size_t i = 0; i < scene.zones.size(); ++i) {
            const SceneZone& zone = scene.zones[i];
            const Rect seen = seen_under(scene, i + 1, intersect(zone.rect, rect));
            if (!seen.empty() && zone.opacity_percent > 0) {
                draw_zone(zone, seen);
            }
        }
    }
    check(SDL_RenderFlush(renderer_)); // while the conversion of planes is what was asked for
    textures_.keep_only(scene);
    if (failed_) {
        return fail(ErrorCode::io_failed, std::string("GPU cannot draw: ") + SDL_GetError());
    }
    return {};
}

Status GpuPainter::show() {
    failed_ = !layers_[display];
    if (!failed_) {
        SDL_SetTextureBlendMode(layers_[display].get(), SDL_BLENDMODE_NONE);
        SDL_SetTextureAlphaMod(layers_[display].get(), 255);
        const auto share = [](double factor) {
            return static_cast<std::uint8_t>(std::lround(factor * 255));
        };
        SDL_SetTextureColorMod(layers_[display].get(), share(factors_[0]), share(factors_[1]),
                               share(factors_[2]));
        check(SDL_SetRenderTarget(renderer_, nullptr));
        check(SDL_RenderCopy(renderer_, layers_[display].get(), nullptr, nullptr));
        SDL_SetTextureColorMod(layers_[display].get(), 255, 255, 255);
    }
    if (failed_) {
        return fail(ErrorCode::io_failed, std::string("GPU cannot show: ") + SDL_GetError());
    }
    return {};
}

Status GpuPainter::read(const Canvas& memory) {
    failed_ = !layers_[display];
    if (!failed_) {
        check(SDL_SetRenderTarget(renderer_, layers_[display].get()));
        check(SDL_RenderReadPixels(renderer_, nullptr, SDL_PIXELFORMAT_RGB888, memory.pixels,
                                   static_cast<int>(memory.stride)));
    }
    if (failed_) {
        return fail(ErrorCode::io_failed, std::string("GPU cannot be read: ") + SDL_GetError());
    }
    return {};
}

} // namespace marquee::player
