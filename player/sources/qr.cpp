#include "player/sources/qr.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "player/sources/qr_modules.hpp"
#include "player/sources/slogan_picture.hpp"
#include "schemas/rules/qr_place.hpp"

namespace marquee::player {
namespace {

// Blue, green, red, unused, as the bytes of a pixel in memory.
std::uint32_t pixel_of(Colour colour) {
    return std::uint32_t{colour.blue} | std::uint32_t{colour.green} << 8U
           | std::uint32_t{colour.red} << 16U | 0xFF000000U;
}

// The modules, each a square of whole pixels, inside their quiet zone.
Picture picture_of(const QrModules& modules, const Qr& code, const rules::QrPlace& place) {
    const std::int32_t side = place.code.width;
    const auto count = static_cast<std::size_t>(side) * static_cast<std::size_t>(side);
    const std::shared_ptr<std::uint32_t[]> pixels = std::make_shared<std::uint32_t[]>(count);
    std::fill_n(pixels.get(), count, pixel_of(code.light));
    const std::uint32_t dark = pixel_of(code.dark);
    for (std::int32_t y = 0; y < side; ++y) {
        for (std::int32_t x = 0; x < side; ++x) {
            if (modules.dark(x / place.module_pixels - rules::qr_quiet_modules,
                             y / place.module_pixels - rules::qr_quiet_modules)) {
                pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(side)
                       + static_cast<std::size_t>(x)] = dark;
            }
        }
    }
    Picture picture;
    picture.size = {side, side};
    picture.planes[0] = reinterpret_cast<const std::uint8_t*>(pixels.get());
    picture.strides[0] = std::ptrdiff_t{side} * 4;
    picture.owner = pixels;
    return picture;
}

Result<Piece> caption_of(const FontCatalog& fonts, const Qr& code, const rules::QrPlace& place) {
    Slogan words;
    words.text = code.caption;
    words.language = code.language;
    words.style.text = code.dark;
    words.style.background = code.light;
    return draw_words(fonts, words, place.caption);
}

Result<std::vector<Piece>> draw_qr(const FontCatalog& fonts, const Qr& code, Size zone) {
    const auto place = rules::place_qr(code, zone);
    if (!place) {
        const std::int32_t side = rules::qr_side_pixels_min(code);
        return fail(ErrorCode::out_of_range,
                    fmt::format("{} x {} pixels are too few for this QR code, which needs {} x {}",
                                zone.width, zone.height, side, side),
                    {}, {{"qr_pixels", std::to_string(side)}});
    }
    const auto modules = QrModules::encode(code.text, place->version);
    if (!modules) {
        return tl::unexpected(modules.error());
    }
    const Rect all{0, 0, place->code.width, place->code.height};
    std::vector<Piece> pieces{{picture_of(*modules, code, *place), all, place->code}};
    if (!place->caption.empty()) {
        auto caption = caption_of(fonts, code, *place);
        if (!caption) {
            return tl::unexpected(caption.error());
        }
        pieces.push_back(*std::move(caption));
    }
    return pieces;
}

} // namespace

QrSource::QrSource(const FontCatalog& fonts, TaskRunner& tasks, const SourceRequest& request)
    : shown_(request.shown),
      light_(std::get<Qr>(request.item.content).light),
      drawn_(std::make_shared<Pending<std::vector<Piece>>>()) {
    tasks.post([&fonts, code = std::get<Qr>(request.item.content), zone = request.zone,
                drawn = drawn_] { drawn->put(draw_qr(fonts, code, zone)); });
}

SourceState QrSource::poll() {
    const auto* drawn = drawn_->look();
    if (drawn == nullptr) {
        return SourceState::preparing;
    }
    return *drawn ? SourceState::ready : SourceState::failed;
}

const Error& QrSource::failure() const {
    return drawn_->look()->error();
}

Frame QrSource::frame_at(Microseconds) {
    return {shown_, light_, drawn_->look()->value(), 0};
}

} // namespace marquee::player
