// Pictures and films as they look on the glass: every orientation, colour matrix and range.
#include <catch2/catch.hpp>

#include <poll.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "player/sinks/memory_sink.hpp"
#include "player/sources/poster.hpp"
#include "player/sources/video.hpp"
#include "tests/fakes/media_stage.hpp"
#include "tests/golden/golden_picture.hpp"
#include "tests/unit/player/decode/decoding.hpp"
#include "tests/unit/player/decode/orientations.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

// What the source shows first, drawn as on the glass.
Picture drawn(FrameSource& source, MemorySink& sink) {
    for (int turn = 0; turn < 12'000 && source.poll() == SourceState::preparing; ++turn) {
        ::poll(nullptr, 0, 10);
    }
    REQUIRE(source.poll() == SourceState::ready);
    const Size size = sink.size();
    Scene scene;
    scene.zones.push_back({"", {0, 0, size.width, size.height}, source.frame_at(0us)});
    REQUIRE(sink.compose(scene));
    return sink.picture();
}

void check_golden(const Picture& picture, const std::string& name) {
    const GoldenOutcome outcome = compare_golden(picture, name);
    INFO(name << ": " << outcome.why);
    CHECK(outcome.equal);
}

// Red, green and blue of a sample, 0..255, by ITU-R BT.601, BT.709 and BT.2020.
struct Sample {
    double y;
    double cb;
    double cr;
};

std::array<double, 3> defined(const Sample& sample, ColourMatrix matrix, ColourRange range) {
    struct Shares {
        double red;
        double blue;
    };
    const Shares k = matrix == ColourMatrix::bt601   ? Shares{0.299, 0.114}
                     : matrix == ColourMatrix::bt709 ? Shares{0.2126, 0.0722}
                                                     : Shares{0.2627, 0.0593};
    const bool full = range == ColourRange::full;
    const double y = full ? sample.y / 255 : (sample.y - 16) / 219;
    const double cb = (sample.cb - 128) / (full ? 255 : 224);
    const double cr = (sample.cr - 128) / (full ? 255 : 224);
    const double red = y + 2 * (1 - k.red) * cr;
    const double blue = y + 2 * (1 - k.blue) * cb;
    const double green = (y - k.red * red - k.blue * blue) / (1 - k.red - k.blue);
    // libyuv counts in 64ths of a signed byte: no colour difference gains more than twice.
    const double blue_there = y + std::min(2 * (1 - k.blue), 2.0 * (full ? 1 : 224.0 / 255)) * cb;
    const auto byte = [](double value) { return std::clamp(value, 0.0, 1.0) * 255; };
    return {byte(red), byte(green), byte(blue_there)};
}

// Six columns of one colour each, brighter row by row.
constexpr Size chart{96, 64};

Sample sample_at(std::int32_t x, std::int32_t y) {
    return {40.0 + 20 * (y / 8), 64.0 + 24 * (x / 16), 192.0 - 24 * (x / 16)};
}

} // namespace

TEST_CASE("a photograph under each of the eight orientations looks as it always did") {
    for (int orientation = 1; orientation <= 8; ++orientation) {
        MediaStage stage;
        Poster poster;
        poster.asset.sha256 = stage.assets.add(photograph_under(orientation));
        poster.background = {0, 0, 96, 255};
        SourceRequest request;
        request.zone = {96, 64};
        PosterSource source(stage.supply(), request, poster);
        MemorySink sink(request.zone);
        check_golden(drawn(source, sink), "picture/exif" + std::to_string(orientation) + "-96x64");
    }
}

TEST_CASE("every colour matrix and range looks as its standard defines it") {
    struct Case {
        const char* name;
        const char* tags;
        ColourMatrix matrix;
        ColourRange range;
    };
    for (const Case& kind : {Case{"bt601-limited", "-colorspace smpte170m -color_range tv",
                                  ColourMatrix::bt601, ColourRange::limited},
                             {"bt601-full", "-colorspace smpte170m -color_range pc",
                              ColourMatrix::bt601, ColourRange::full},
                             {"bt709-limited", "-colorspace bt709 -color_range tv",
                              ColourMatrix::bt709, ColourRange::limited},
                             {"bt709-full", "-colorspace bt709 -color_range pc",
                              ColourMatrix::bt709, ColourRange::full},
                             {"bt2020-limited", "-colorspace bt2020nc -color_range tv",
                              ColourMatrix::bt2020, ColourRange::limited},
                             {"bt2020-full", "-colorspace bt2020nc -color_range pc",
                              ColourMatrix::bt2020, ColourRange::full}}) {
        INFO(kind.name);
        const auto film = made_media(
            std::string("chart-") + kind.name + ".mkv",
            "-f lavfi -i 'color=black:size=96x64:rate=25,format=yuv420p,"
            "geq=lum=40+20*floor(Y/8):cb=64+24*floor(X/8):cr=192-24*floor(X/8)' -frames:v 2 "
            "-c:v libx264 -qp 0 "
                + std::string(kind.tags));
        REQUIRE(!film.empty());
        MediaStage stage;
        Video video;
        video.asset.sha256 = stage.assets.add(film);
        SourceRequest request;
        request.zone = chart;
        VideoSource source(stage.supply(), request, video);
        MemorySink sink(request.zone);
        const Picture picture = drawn(source, sink);
        for (std::int32_t y = 4; y < chart.height; y += 8) {
            for (std::int32_t x = 8; x < chart.width; x += 16) {
                INFO("(" << x << ", " << y << ")");
                const auto expected = defined(sample_at(x, y), kind.matrix, kind.range);
                const Colour seen = pixel_at(picture, x, y);
                CHECK(std::abs(seen.red - expected[0]) <= 2);
                CHECK(std::abs(seen.green - expected[1]) <= 2);
                CHECK(std::abs(seen.blue - expected[2]) <= 2);
            }
        }
        check_golden(picture, std::string("film/") + kind.name + "-96x64");
    }
}
