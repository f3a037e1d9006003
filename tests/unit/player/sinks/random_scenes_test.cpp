// Scene after scene, drawn where it changed, against the same scene drawn whole.
#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

#include "player/sinks/memory_sink.hpp"
#include "tests/unit/player/sinks/pictures.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

constexpr Size display{97, 61};
constexpr std::int64_t one = 65'536;

// Draws the same numbers on every machine: std's distributions need not.
class Dice {
public:
    explicit Dice(std::uint32_t seed) : engine_(seed) {}

    std::int32_t between(std::int32_t least, std::int32_t most) {
        return least
               + static_cast<std::int32_t>(engine_()
                                           % static_cast<std::uint32_t>(most - least + 1));
    }
    bool one_in(std::int32_t n) { return between(1, n) == 1; }
    std::uint8_t byte() { return static_cast<std::uint8_t>(engine_()); }

private:
    std::mt19937 engine_;
};

Picture any_picture(Dice& dice) {
    const Size size{dice.between(1, 70), dice.between(1, 50)};
    const int kind = dice.between(0, 2);
    if (kind == 0) {
        std::vector<std::uint8_t> samples(planar_bytes(size));
        std::generate(samples.begin(), samples.end(), [&] { return dice.byte(); });
        Picture picture = planar(size, std::move(samples));
        picture.matrix = static_cast<ColourMatrix>(dice.between(0, 2));
        picture.range = static_cast<ColourRange>(dice.between(0, 1));
        return picture;
    }
    return painted(size, kind == 1 ? PixelFormat::bgrx : PixelFormat::bgra, [&](int, int) {
        const std::uint8_t alpha = kind == 1 ? 255 : dice.byte();
        const auto tinted = [&] { return static_cast<std::uint8_t>(dice.byte() * alpha / 255); };
        return Colour{tinted(), tinted(), tinted(), alpha};
    });
}

Rect any_part(Dice& dice, Size whole) {
    const std::int32_t x = dice.between(0, whole.width - 1);
    const std::int32_t y = dice.between(0, whole.height - 1);
    return {x, y, dice.between(1, whole.width - x), dice.between(1, whole.height - y)};
}

std::optional<FineRect> any_fine(Dice& dice, Rect source, Size target) {
    const bool same_size =
        dice.one_in(2) && source.width > target.width && source.height > target.height;
    const std::int64_t width =
        same_size ? target.width * one : dice.between(1, source.width * 65'536);
    const std::int64_t height =
        same_size ? target.height * one : dice.between(1, source.height * 65'536);
    const auto spare = [&](std::int64_t length, std::int64_t used) {
        return dice.between(0, static_cast<std::int32_t>(length * one - used));
    };
    return FineRect{source.x * one + spare(source.width, width),
                    source.y * one + spare(source.height, height), width, height};
}

Piece any_piece(Dice& dice, Size zone) {
    Piece piece;
    piece.picture = any_picture(dice);
    piece.source = any_part(dice, piece.picture.size);
    const bool scaled = dice.one_in(2);
    piece.target = {dice.between(-20, zone.width), dice.between(-20, zone.height),
                    scaled ? dice.between(1, 120) : piece.source.width,
                    scaled ? dice.between(1, 90) : piece.source.height};
    if (dice.one_in(3)) {
        piece.fine = any_fine(dice, piece.source, piece.target.size());
    }
    if (dice.one_in(4)) {
        piece.opacity = dice.between(0, opaque_piece);
    }
    if (dice.one_in(20)) {
        piece.source.width += 100; // not what it says
    }
    return piece;
}

Colour any_colour(Dice& dice) {
    const int kind = dice.between(0, 3);
    const std::uint8_t alpha = kind == 0 ? 0 : kind == 1 ? dice.byte() : 255;
    return {dice.byte(), dice.byte(), dice.byte(), alpha};
}

Frame any_frame(Dice& dice, Size zone) {
    Frame frame;
    frame.background = dice.one_in(2) ? colours::black : any_colour(dice);
    const int pieces = dice.between(0, 3);
    for (int i = 0; i < pieces; ++i) {
        frame.pieces.push_back(any_piece(dice, zone));
    }
    frame.serial = static_cast<std::uint64_t>(dice.between(0, 1'000'000));
    return frame;
}

SceneTransition any_transition(Dice& dice, Size zone) {
    return {static_cast<TransitionKind>(dice.between(1, 3)),
            static_cast<Direction>(dice.between(0, 3)), dice.between(0, transition_whole),
            any_frame(dice, zone)};
}

SceneZone any_zone(Dice& dice) {
    SceneZone zone;
    zone.rect = {dice.between(-10, 80), dice.between(-10, 50), dice.between(1, 100),
                 dice.between(1, 70)};
    if (dice.one_in(3)) {
        zone.rect = {0, 0, display.width, display.height};
    }
    zone.frame = any_frame(dice, zone.rect.size());
    zone.opacity_percent = dice.one_in(3) ? dice.between(1, 99) : 100;
    if (dice.one_in(2)) {
        zone.transition = any_transition(dice, zone.rect.size());
    }
    return zone;
}

Scene any_scene(Dice& dice) {
    Scene scene;
    scene.background = any_colour(dice);
    const int zones = dice.between(1, 4);
    for (int i = 0; i < zones; ++i) {
        scene.zones.push_back(any_zone(dice));
    }
    return scene;
}

void change_frame(Dice& dice, Frame& frame, Size zone) {
    ++frame.serial;
    if (frame.pieces.empty() || dice.one_in(4)) {
        frame = any_frame(dice, zone);
    } else if (dice.one_in(2)) {
        frame.pieces.back().target.x += dice.between(-3, 3);
    } else {
        frame.pieces[static_cast<std::size_t>(dice.between(
            0, static_cast<std::int32_t>(frame.pieces.size()) - 1))] = any_piece(dice, zone);
    }
}

// What happens to a zone from one frame to the next.
void change_zone(Dice& dice, SceneZone& zone) {
    switch (dice.between(0, 7)) {
    case 0:
        zone.opacity_percent = dice.one_in(2) ? 100 : dice.between(1, 99);
        break;
    case 1:
        zone.transition = any_transition(dice, zone.rect.size());
        break;
    case 2:
        if (zone.transition) { // through
            zone.frame = zone.transition->incoming;
            zone.transition.reset();
        }
        break;
    case 3:
        change_frame(dice, zone.frame, zone.rect.size());
        break;
    case 4:
        if (zone.transition) {
            change_frame(dice, zone.transition->incoming, zone.rect.size());
        }
        break;
    case 5:
    case 6:
        if (zone.transition) {
            std::int32_t& progress = zone.transition->progress;
            progress = std::clamp(progress + dice.between(-3'000, 9'000), 0, transition_whole);
        }
        break;
    default:
        break;
    }
}

bool same_pixels(const Picture& a, const Picture& b) {
    for (std::int32_t y = 0; y < a.size.height; ++y) {
        for (std::int32_t x = 0; x < a.size.width; ++x) { // the fourth byte means nothing
            const std::uint8_t* first = a.planes[0] + y * a.strides[0] + x * 4;
            const std::uint8_t* second = b.planes[0] + y * b.strides[0] + x * 4;
            if (!std::equal(first, first + 3, second)) {
                UNSCOPED_INFO("first difference at " << x << ", " << y);
                return false;
            }
        }
    }
    return true;
}

} // namespace

TEST_CASE("scenes drawn where they changed are the same as scenes drawn whole") {
    Dice dice(20'261'122);
    std::int64_t drawn = 0;
    for (int life = 0; life < 400; ++life) {
        MemorySink lasting(display);
        Scene scene = any_scene(dice);
        for (int step = 0; step < 12; ++step) {
            REQUIRE(lasting.compose(scene));
            for (const Rect rect : lasting.damaged()) {
                drawn += std::int64_t{rect.width} * rect.height;
            }
            MemorySink fresh(display);
            REQUIRE(fresh.compose(scene));
            INFO("life " << life << ", step " << step);
            REQUIRE(same_pixels(lasting.picture(), fresh.picture()));
            change_zone(dice, scene.zones[static_cast<std::size_t>(dice.between(
                                  0, static_cast<std::int32_t>(scene.zones.size()) - 1))]);
        }
    }
    CHECK(drawn < std::int64_t{400} * 12 * display.width * display.height * 2 / 3);
}

TEST_CASE("no pixel of a scene depends on how it is cut up") {
    Dice dice(1'911);
    for (int life = 0; life < 300; ++life) {
        const Scene scene = any_scene(dice);
        MemorySink whole(display);
        REQUIRE(whole.compose(scene));
        CanvasBuffer buffer;
        const Canvas canvas = buffer.cover({0, 0, display.width, display.height});
        BlitScratch scratch;
        const std::int32_t across = dice.between(1, 40);
        const std::int32_t down = dice.between(1, 40);
        for (std::int32_t y = 0; y < display.height; y += down) {
            for (std::int32_t x = 0; x < display.width; x += across) {
                draw_scene(scene, {x, y, across, down}, canvas, scratch);
            }
        }
        Picture picture;
        picture.size = display;
        picture.planes[0] = canvas.pixels;
        picture.strides[0] = canvas.stride;
        INFO("life " << life);
        REQUIRE(same_pixels(picture, whole.picture()));
    }
}
