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

// The code and, to be compared in the console, the fingerprints of the device's key and of the
// trust document it was offered. Low displays hold them beside the code, others below it.
std::vector<Words> compose_code(const SlateRequest& request) {
    const Size zone = request.zone;
    const std::string device = "\u8BBE\u5907 " + request.device_fingerprint; // 设备
    const std::string trust = "\u4FE1\u4EFB " + request.trust_fingerprint;   // 信任
    const std::string code = spaced(request.code);
    if (zone.height <= one_line_height_max) {
        const std::int32_t left = zone.width * 9 / 20;
        const std::int32_t right = zone.width - left;
        const std::int32_t half = zone.height / 2;
        const std::int32_t small = std::min(half * 4 / 5, right / 14);
        return {{code, plain, {0, 0, left, zone.height}, std::min(zone.height * 3 / 5, left / 6)},
                {device, quiet, {left, 0, right, half}, small},
                {trust, quiet, {left, half, right, zone.height - half}, small}};
    }
    const std::int32_t em = std::max(8, std::min(zone.height / 5, zone.width / 8));
    const std::int32_t small = std::min(em / 2, zone.width / 16);
    const std::int32_t top = zone.height / 2 - em * 3 / 2;
    return {{product_word, quiet, {0, top - em * 3 / 4, zone.width, em}, em / 3},
            {code, plain, {0, top, zone.width, 2 * em}, em},
            {device, quiet, {0, top + 2 * em, zone.width, small * 2}, small},
            {trust, quiet, {0, top + 2 * em + small * 2, zone.width, small * 2}, small}};
}

std::vector<Words> compose(const SlateRequest& request) {
    if (!request.code.empty() && !request.device_fingerprint.empty()) {
        return compose_code(request);
    }
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

void add_words(const FontCatalog& fonts, const Words& words, std::vector<Piece>& pieces) {
    Slogan slogan;
    slogan.text = words.text;
    slogan.style.text = words.colour;
    slogan.style.background = ground;
    slogan.style.text_height_pixels = words.em;
    if (auto drawn = draw_words(fonts, slogan, words.place)) {
        pieces.push_back(*std::move(drawn));
    }
}

} // namespace

SlateSource::SlateSource(const FontCatalog& fonts, TaskRunner& tasks, const SlateRequest& request)
    : drawn_(std::make_shared<Pending<std::vector<Piece>>>()) {
    tasks.post([&fonts, request, drawn = drawn_] {
        std::vector<Piece> pieces;
        for (const Words& words : compose(request)) {
            add_words(fonts, words, pieces);
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
