#include "player/sources/identify_card.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "player/sources/pixel_board.hpp"
#include "player/sources/slogan_picture.hpp"
#include "player/sources/slogan_plan.hpp"

namespace marquee::player {
namespace {

constexpr Colour ground{0, 40, 96, 255};
constexpr Colour quiet{160, 208, 255, 255};
constexpr std::int32_t edge = 2;           // the line and a dark row within it
constexpr std::int32_t two_lines_min = 30; // lower displays have room for the name only
constexpr std::size_t characters_max = 48; // more are not read
constexpr std::int32_t small_em_min = 12;  // of the font's own pixels; smaller is not read
constexpr Size corners_min{192, 64};       // smaller displays need the room for the name
constexpr std::int32_t corner_share = 10;  // of the height

using Characters = std::vector<std::string>;

// Of UTF-8 that was read from the wire, and so is whole.
Characters characters_of(const std::string& text) {
    Characters characters;
    for (const char byte : text) {
        const bool goes_on = (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U;
        if (!goes_on || characters.empty()) {
            characters.emplace_back();
        }
        characters.back() += byte;
    }
    return characters;
}

// With `kept` of the characters: as many from its beginning as from its end.
std::string shortened(const Characters& characters, std::size_t kept) {
    std::string text;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        const bool is_head = i < kept / 2;
        const bool is_tail = i >= characters.size() - (kept - kept / 2);
        text += is_head || is_tail ? characters[i] : std::string();
        text += i == kept / 2 && kept < characters.size() ? "\u2026" : "";
    }
    return text;
}

struct Words {
    std::string text;
    Colour colour;
    Rect place;
    std::int32_t em = 0; // at most
};

// The most of the words that can be read; where nothing can, all that fit.
std::optional<std::string> what_fits(const FontCatalog& fonts, const Words& words,
                                     const SloganStyle& style) {
    const std::int32_t legible = std::min(small_em_min, words.place.height);
    const Characters characters = characters_of(words.text);
    std::optional<std::string> most;
    for (std::size_t kept = std::min(characters.size(), characters_max); kept > 0; --kept) {
        std::string text = shortened(characters, kept);
        const auto plan = plan_slogan(fonts, {style, {{text}}, words.place.size()});
        if (!plan && plan.error().code != ErrorCode::too_large) {
            return most;
        }
        if (plan && plan->blocks.front().em_pixels >= legible) {
            return text;
        }
        if (plan && !most) {
            most = std::move(text);
        }
    }
    return most;
}

void add_words(const FontCatalog& fonts, const Words& words, std::vector<Piece>& pieces) {
    Slogan slogan;
    slogan.style.text = words.colour;
    slogan.style.background = ground;
    slogan.style.text_height_pixels = words.em;
    if (const auto text = what_fits(fonts, words, slogan.style)) {
        slogan.text = *text;
        if (auto drawn = draw_words(fonts, slogan, words.place)) {
            pieces.push_back(*std::move(drawn));
        }
    }
}

std::int32_t corner_size(Size zone) {
    const bool has_room = zone.width >= corners_min.width && zone.height >= corners_min.height;
    return has_room ? std::max(1, std::min(zone.width, zone.height) / corner_share
                                      / PixelBoard::digits_size("0", 1).height)
                    : 0;
}

Picture draw_ground(Size zone) {
    PixelBoard board(zone);
    const Rect all{0, 0, zone.width, zone.height};
    board.fill(all, ground);
    if (const std::int32_t scale = corner_size(zone); scale > 0) {
        const Size digit = PixelBoard::digits_size("0", scale);
        const std::int32_t gap = edge + scale;
        const std::int32_t right = zone.width - gap - digit.width;
        const std::int32_t bottom = zone.height - gap - digit.height;
        const auto number = [&](const char* text, std::int32_t x, std::int32_t y) {
            board.digits(text, {x, y, digit.width, digit.height}, scale, quiet);
        };
        number("1", gap, gap);
        number("2", right, gap);
        number("3", right, bottom);
        number("4", gap, bottom);
    }
    board.frame(all, colours::white);
    return board.picture();
}

std::vector<Words> compose(const CardOrder& order, Size zone) {
    const std::string size = std::to_string(zone.width) + "\u00D7" + std::to_string(zone.height);
    const std::string name = order.name.empty() ? size : order.name;
    const std::int32_t corner = PixelBoard::digits_size("0", corner_size(zone)).width;
    const std::int32_t side = corner == 0 ? edge : 2 * edge + corner + corner / 2;
    const Rect inner{side, edge, zone.width - 2 * side, zone.height - 2 * edge};
    std::string more = order.unit;
    if (!order.name.empty()) {
        more += (more.empty() ? "" : " ") + size;
    }
    if (more.empty() || inner.height < two_lines_min - 2 * edge) {
        return {{name, colours::white, inner, inner.height}};
    }
    const std::int32_t low = std::max(small_em_min, inner.height / 5);
    const std::int32_t high = inner.height - low - low / 4;
    return {{name, colours::white, {inner.x, inner.y, inner.width, high}, high},
            {more, quiet, {inner.x, inner.y + high, inner.width, inner.height - high}, low}};
}

} // namespace

Frame identify_card(const FontCatalog& fonts, const CardOrder& order, Size zone) {
    const Rect all{0, 0, zone.width, zone.height};
    Frame frame{{}, ground, {{draw_ground(zone), all, all}}, 0};
    for (const Words& words : compose(order, zone)) {
        add_words(fonts, words, frame.pieces);
    }
    return frame;
}

IdentifySource::IdentifySource(const FontCatalog& fonts, TaskRunner& tasks,
                               const CardRequest& request)
    : shown_(request.shown), drawn_(std::make_shared<Pending<Frame>>()) {
    tasks.post([&fonts, order = request.order, zone = request.zone, drawn = drawn_] {
        drawn->put(identify_card(fonts, order, zone));
    });
}

SourceState IdentifySource::poll() {
    return drawn_->look() == nullptr ? SourceState::preparing : SourceState::ready;
}

Frame IdentifySource::frame_at(Microseconds) {
    Frame frame = drawn_->look()->value();
    frame.item = shown_;
    return frame;
}

} // namespace marquee::player
