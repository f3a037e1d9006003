// The GPU's pictures against those drawn in memory, with an OpenGL that the processor plays.
#include "player/sinks/gpu_sink.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <SDL.h>

#include "player/sinks/memory_sink.hpp"
#include "tests/fakes/virtual_screen.hpp"
#include "tests/unit/player/sources/stage_sheets.hpp"

using namespace marquee;
using namespace marquee::player;

// Mesa keeps some of its memory to the end: asked by LeakSanitizer, where there is one.
extern "C" int __lsan_is_turned_off();
extern "C" int __lsan_is_turned_off() {
    return 1;
}

namespace {

constexpr std::int64_t one = 65'536;

// One for all tests: a server takes a second to come.
bool has_screen() {
    static const VirtualScreen screen;
    screen.use();
    return screen.is_there();
}

GpuOptions options_for(Size size) {
    GpuOptions options;
    options.window.place = {0, 0, size.width, size.height};
    options.demand = GlDemand::any;
    options.pace = PresentPace::at_once;
    return options;
}

struct Desk {
    std::unique_ptr<GpuSink> sink;

    explicit Desk(Size size) : Desk(options_for(size)) {}

    explicit Desk(const GpuOptions& options) {
        REQUIRE(has_screen());
        auto opened = GpuSink::open(options);
        INFO((opened ? std::string() : opened.error().what));
        REQUIRE(opened);
        sink = *std::move(opened);
    }
};

// What the planes mean, as the standards have it. libyuv's own blue is up to 12 steps off where
// BT.709 is saturated, because its factors have 8 bits; a GPU's is not.
Picture exact(const Picture& film) {
    const double red_weight = film.matrix == ColourMatrix::bt601 ? 0.299 : 0.2126;
    const double blue_weight = film.matrix == ColourMatrix::bt601 ? 0.114 : 0.0722;
    const bool full = film.range == ColourRange::full;
    return painted(film.size, PixelFormat::bgrx, [&](std::int32_t x, std::int32_t y) {
        const auto chroma = [&](std::size_t plane) {
            const int sample = film.planes[plane][y / 2 * film.strides[plane] + x / 2];
            return (sample - 128) / (full ? 255.0 : 224.0);
        };
        const int sample = film.planes[0][y * film.strides[0] + x];
        const double luma = full ? sample / 255.0 : (sample - 16) / 219.0;
        const double red = luma + 2 * (1 - red_weight) * chroma(2);
        const double blue = luma + 2 * (1 - blue_weight) * chroma(1);
        const double green =
            (luma - red_weight * red - blue_weight * blue) / (1 - red_weight - blue_weight);
        const auto channel = [](double value) {
            return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0, 1.0) * 255));
        };
        return Colour{channel(red), channel(green), channel(blue), 255};
    });
}

// SDL has shaders for these.
bool is_converted_by_gpu(const Picture& picture) {
    return picture.format == PixelFormat::i420
           && (picture.matrix == ColourMatrix::bt601
               || (picture.matrix == ColourMatrix::bt709 && picture.range == ColourRange::limited));
}

Scene with_exact_films(Scene scene) {
    const auto replace = [](Frame& frame) {
        for (Piece& piece : frame.pieces) {
            piece.picture =
                is_converted_by_gpu(piece.picture) ? exact(piece.picture) : piece.picture;
        }
    };
    for (SceneZone& zone : scene.zones) {
        replace(zone.frame);
        if (zone.transition) {
            replace(zone.transition->incoming);
        }
    }
    return scene;
}

// The largest difference of a channel between what is shown and the scene drawn in memory.
int farthest_from_memory(const GpuSink& sink, const Scene& scene) {
    const auto shown = sink.shown();
    REQUIRE(shown);
    MemorySink memory(sink.size());
    REQUIRE(memory.compose(with_exact_films(scene)));
    const Picture expected = memory.picture();
    int farthest = 0;
    for (std::int32_t y = 0; y < expected.size.height; ++y) {
        for (std::int32_t x = 0; x < expected.size.width * 4; ++x) {
            const int difference = shown->planes[0][y * shown->strides[0] + x]
                                   - expected.planes[0][y * expected.strides[0] + x];
            farthest = x % 4 == 3 ? farthest : std::max(farthest, std::abs(difference));
        }
    }
    return farthest;
}

int farthest(GpuSink& sink, const Scene& scene) {
    REQUIRE(sink.compose(scene));
    REQUIRE(sink.present(Instant{}));
    return farthest_from_memory(sink, scene);
}

Scene with(Frame frame, Size size) {
    Scene scene;
    scene.background = {60, 60, 60, 255};
    scene.zones.push_back({"", {0, 0, size.width, size.height}, std::move(frame)});
    return scene;
}

} // namespace

TEST_CASE("the processor's OpenGL is known by its names") {
    for (const char* name : {"llvmpipe (LLVM 15.0.6, 256 bits)", "softpipe", "Google SwiftShader",
                             "Software Rasterizer",
                             "ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)))", ""}) {
        CHECK(is_drawn_by_processor(name));
    }
    for (const char* name : {"Mesa Intel(R) UHD Graphics 600 (GLK 2)", "V3D 4.2", "Mali-G52",
                             "NVIDIA GeForce GTX 1650/PCIe/SSE2", "AMD Radeon Graphics (raven)"}) {
        CHECK_FALSE(is_drawn_by_processor(name));
    }
}

TEST_CASE("OpenGL that the processor plays is refused where a GPU is demanded") {
    REQUIRE(has_screen());
    const auto opened = GpuSink::open({.window = {.place = {0, 0, 64, 64}}});
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == ErrorCode::unsupported);
}

TEST_CASE("a GPU draws transitions and what lets through as memory does") {
    const Size size{652, 400};
    Desk desk(size);
    for (const Sheet& sheet : {sheet_of(TransitionKind::crossfade, {Direction::left}),
                               sheet_of(TransitionKind::slide, four_ways),
                               sheet_of(TransitionKind::wipe, four_ways), opacity_sheet()}) {
        CHECK(farthest(*desk.sink, sheet.scene) <= 2);
    }
}

TEST_CASE("what changed is all a GPU draws again, and the picture is whole") {
    const Size size{652, 400};
    Desk desk(size);
    Sheet sheet = sheet_of(TransitionKind::crossfade, {Direction::left});
    for (std::int32_t progress = 0; progress <= transition_whole; progress += 6'000) {
        for (SceneZone& zone : sheet.scene.zones) {
            zone.transition->progress = progress;
        }
        CHECK(farthest(*desk.sink, sheet.scene) <= 2);
    }
}

TEST_CASE("planes of every matrix and range become the colours they mean") {
    const Size size{120, 68};
    Desk desk(size);
    for (const ColourMatrix matrix :
         {ColourMatrix::bt601, ColourMatrix::bt709, ColourMatrix::bt2020}) {
        for (const ColourRange range : {ColourRange::limited, ColourRange::full}) {
            Picture film = film_card(size, plum, orange);
            film.matrix = matrix;
            film.range = range;
            INFO(static_cast<int>(matrix) << " " << static_cast<int>(range));
            CHECK(farthest(*desk.sink, with(whole(film), size)) <= 2);
        }
    }
}

TEST_CASE("films take turns in the same textures") {
    const Size size{120, 68};
    Desk desk(size);
    for (int frame = 0; frame < 12; ++frame) {
        const auto shade = static_cast<std::uint8_t>(frame * 20);
        Frame film = whole(film_card(size, {shade, 40, 90, 255}, orange));
        film.serial = static_cast<std::uint64_t>(frame);
        CHECK(farthest(*desk.sink, with(film, size)) <= 2);
    }
}

TEST_CASE("a picture between pixels is where it is in memory") {
    const Size size{120, 68};
    Desk desk(size);
    const Picture picture = card({180, 102}, teal, mint);
    for (const FineRect fine : {FineRect{20 * one + 30'000, 11 * one, 120 * one, 68 * one},
                                FineRect{7 * one + 1'234, 5 * one + 4'321, 150 * one, 85 * one}}) {
        Frame frame;
        frame.pieces.push_back({picture, {0, 0, 180, 102}, {0, 0, 120, 68}, fine});
        CHECK(farthest(*desk.sink, with(frame, size)) <= 4); // both round, twice
    }
}

TEST_CASE("pieces fade on a GPU as in memory") {
    const Size size{120, 68};
    Desk desk(size);
    const Picture veil = painted({100, 40}, PixelFormat::bgra, [](int x, int) {
        const auto share = static_cast<std::uint8_t>(x * 2);
        return Colour{share, static_cast<std::uint8_t>(share / 2), 0, share};
    });
    for (const std::int32_t opacity : {0, 1, 77, 200, opaque_piece}) {
        Frame frame;
        frame.background = {20, 90, 160, 255};
        frame.pieces.push_back({card({90, 50}, plum, mint), {0, 0, 90, 50}, {4, 3, 90, 50}});
        frame.pieces.push_back({veil, {0, 0, 100, 40}, {15, 20, 100, 40}});
        for (Piece& piece : frame.pieces) {
            piece.opacity = opacity;
        }
        frame.serial = static_cast<std::uint64_t>(opacity);
        CHECK(farthest(*desk.sink, with(frame, size)) <= 3);
    }
}

TEST_CASE("a strip longer than any texture is drawn in parts") {
    const Size size{300, 20};
    Desk desk(size);
    const Picture strip = card({40'000, 20}, plum, mint);
    for (const std::int32_t left : {0, -4'000, -20'123, -39'800}) {
        Frame frame;
        frame.pieces.push_back({strip, {0, 0, 40'000, 20}, {left, 0, 40'000, 20}});
        CHECK(farthest(*desk.sink, with(frame, size)) <= 2);
    }
}

TEST_CASE("a GPU of small textures draws what is larger in parts, films too") {
    const Size size{200, 100};
    GpuOptions options = options_for(size);
    options.texture_side_max = 256;
    Desk desk(options);
    const Size large{1'000, 400};
    for (const Picture& picture : {card(large, plum, mint), film_card(large, plum, orange)}) {
        for (const std::int32_t left : {0, -200, -800}) {
            Frame frame;
            frame.pieces.push_back({picture,
                                    {0, 0, large.width, large.height},
                                    {left, left / 3, large.width, large.height}});
            INFO(static_cast<int>(picture.format) << " " << left);
            CHECK(farthest(*desk.sink, with(frame, size)) <= 2);
        }
    }
}

TEST_CASE("a display larger than the GPU's textures is left to another output") {
    REQUIRE(has_screen());
    GpuOptions options = options_for({200, 100});
    options.texture_side_max = 128;
    const auto opened = GpuSink::open(options);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == ErrorCode::unsupported);
}

TEST_CASE("a picture that the GPU cannot take is left out, told once, and hides nothing else") {
    const Size size{120, 68};
    GpuOptions options = options_for(size);
    int told = 0;
    options.left_out = [&](const std::string&) { ++told; };
    Desk desk(options);
    const Rect left{0, 0, 60, 68};
    const Rect right{60, 0, 60, 68};
    Picture impossible = film_card({60, 68}, plum, orange);
    impossible.planes[1] = nullptr;
    Scene scene;
    scene.zones.push_back({"left", left, whole(impossible)});
    scene.zones.push_back({"right", right, whole(card({60, 68}, teal, mint))});
    Scene without = scene;
    without.zones[0].frame = Frame{};
    without.zones[0].frame.background = {0, 0, 0, 255};
    for (const Colour colour : {mint, plum, orange}) {
        scene.zones[1].frame = without.zones[1].frame = whole(card({60, 68}, teal, colour));
        scene.zones[0].frame.serial += 1; // draws all of it again
        REQUIRE(desk.sink->compose(scene));
        REQUIRE(desk.sink->present(Instant{}));
        CHECK(farthest_from_memory(*desk.sink, without) <= 2);
    }
    CHECK(told == 1);
}

TEST_CASE("a GPU that lost its memory shows the picture again") {
    const Size size{120, 68};
    Desk desk(size);
    const Scene scene = with(whole(film_card(size, plum, orange)), size);
    CHECK(farthest(*desk.sink, scene) <= 2);
    for (const std::uint32_t kind : {SDL_RENDER_TARGETS_RESET, SDL_RENDER_DEVICE_RESET}) {
        SDL_Event event{};
        event.type = kind;
        SDL_PushEvent(&event);
        CHECK(desk.sink->attend() == SinkEvent::none);
        CHECK(farthest_from_memory(*desk.sink, scene) <= 2);
    }
}

TEST_CASE("a GPU's window whose desktop ends says so, closes, and another one opens") {
    constexpr Size size{120, 68};
    const GpuOptions options = options_for(size);
    for (int round = 0; round < 2; ++round) {
        VirtualScreen screen;
        REQUIRE(screen.is_there());
        auto sink = GpuSink::open(options);
        REQUIRE(sink);
        CHECK(farthest(**sink, with(whole(card(size, teal, mint)), size)) <= 2);
        screen.take_away();
        SinkEvent event = SinkEvent::none;
        for (int frame = 0; frame < 100 && event != SinkEvent::lost; ++frame) {
            Frame changed = whole(card(size, plum, mint));
            std::ignore = (*sink)->compose(with(std::move(changed), size));
            std::ignore = (*sink)->present(Instant{});
            event = (*sink)->attend();
        }
        CHECK(event == SinkEvent::lost);
        const Status composed = (*sink)->compose(with(whole(card(size, teal, mint)), size));
        REQUIRE_FALSE(composed);
        CHECK(composed.error().code == ErrorCode::unreachable);
    }
}

TEST_CASE("a GPU's window waits for its desktop, and is drawn nowhere else") {
    constexpr Size size{120, 68};
    const GpuOptions options = options_for(size);
    VirtualScreen{}.use(); // and gone
    const auto early = GpuSink::open(options);
    REQUIRE_FALSE(early);
    CHECK(early.error().code == ErrorCode::unreachable);
    const VirtualScreen screen;
    REQUIRE(screen.is_there());
    const auto sink = GpuSink::open(options);
    REQUIRE(sink);
    CHECK(farthest(**sink, with(whole(card(size, teal, mint)), size)) <= 2);
}

TEST_CASE("nothing is shown that was not presented") {
    const Size size{120, 68};
    Desk desk(size);
    CHECK_FALSE(desk.sink->shown());
    REQUIRE(desk.sink->compose(with(whole(card(size, teal, mint)), size)));
    CHECK_FALSE(desk.sink->shown());
    REQUIRE(desk.sink->present(Instant{}));
    CHECK(desk.sink->shown());
}
