#include "player/sources/slate.hpp"

#include <algorithm>

#include "player/sources/slogan_picture.hpp"

namespace marquee::player {
namespace {

constexpr Colour ground{16, 24, 32, 255};
constexpr Colour quiet{122, 139, 153, 255};
constexpr Colour plain{226, 232, 238, 255};

constexpr const char* product_word = "Marquee";
constexpr std::int32_t one_line_height_max = 120; // lower displays hold a single line

// Part of the zone, with its words as large as they fit but at most `em` pixels.
struct Words {
    std::string text;
    Colour colour;
    Rect place;
    std::int32_t em = 0;
};

// "ABCD 1234": eight characters are easier to type in two halves.
std::string spaced(const std::string& code) {
    return code.size() == 8 ? code.substr(0, 4) + " " + code.substr(4) : code;
}

std::vector<Words> compose(const SlateRequest& request) {
    const Size zone = request.zone;
    const std::string told = request.code.empty() ? request.name : spaced(request.code);
    const std::int32_t em = std::max(8, std::min(zone.height / 5, zone.width / 8));
    if (told.empty()) {
        const std::int32_t calm = zone.height <= one_line_height_max ? zone.height / 2 : em / 2;
        return {{product_word, quiet, {0, 0, zone.width, zone.height}, calm}};
    }
    if (zone.height <= one_line_height_max) {
        return {{told, plain, {0, 0, zone.width, zone.height}, zone.height * 3 / 5}};
    }
    const Rect middle{0, zone.height / 2 - em, zone.width, 2 * em};
    return {{product_word, quiet, {0, middle.y - em * 3 / 4, zone.width, em}, em / 3},
            {told, plain, middle, em}};
}

void draw_words(const FontCatalog& fonts, const Words& words, std::vector<Piece>& pieces) {
    Slogan slogan;
    slogan.text = words.text;
    slogan.style.text = words.colour;
    slogan.style.background = ground;
    slogan.style.text_height_pixels = words.em;
    auto drawn = draw_slogan(fonts, slogan, words.place.size());
    if (!drawn) {
        return;
    }
    const Rect source{0, 0, drawn->at.width, drawn->at.height};
    Rect target = drawn->at;
    target.y += words.place.y;
    pieces.push_back({std::move(drawn->picture), source, target});
}

} // namespace

SlateSource::SlateSource(const FontCatalog& fonts, TaskRunner& tasks, const SlateRequest& request)
    : drawn_(std::make_shared<Pending<std::vector<Piece>>>()) {
    tasks.post([&fonts, request, drawn = drawn_] {
        std::vector<Piece> pieces;
        for (const Words& words : compose(request)) {
            draw_words(fonts, words, pieces);
        }
        drawn->put(std::move(pieces));
    });
}

SourceState SlateSource::poll() {
    return drawn_->look() == nullptr ? SourceState::preparing : SourceState::ready;
}

const Error& SlateSource::failure() const {
    return failure_;
}

Frame SlateSource::frame_at(Microseconds) {
    Frame frame;
    frame.background = ground;
    frame.pieces = drawn_->look()->value();
    return frame;
}

std::optional<Microseconds> SlateSource::next_change(Microseconds) const {
    return std::nullopt;
}

} // namespace marquee::player
