// Test cards: their pictures, and the sweep as a function of its position.
#include <catch2/catch.hpp>

#include "player/sinks/memory_sink.hpp"
#include "player/sources/content_sources.hpp"
#include "player/sources/test_card.hpp"
#include "tests/fakes/media_stage.hpp"
#include "tests/golden/golden_picture.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

std::uint32_t pixel(const Picture& picture, std::int32_t x, std::int32_t y) {
    const std::uint8_t* at = picture.planes[0] + y * picture.strides[0] + x * 4;
    return std::uint32_t{at[2]} << 16U | std::uint32_t{at[1]} << 8U | at[0];
}

void check_card(TestCardKind kind, Size size, const std::string& name, Size module = {64, 32}) {
    const Picture picture = test_card_picture({kind, module}, size);
    const std::string file =
        "card/" + name + "-" + std::to_string(size.width) + "x" + std::to_string(size.height);
    const GoldenOutcome outcome = compare_golden(picture, file);
    INFO(file << ": " << outcome.why);
    CHECK(outcome.equal);
}

struct Sweep {
    explicit Sweep(Size size) : size_(size), sink(size) {
        SourceRequest request;
        request.item.content = TestCard{TestCardKind::sweep, {}};
        request.zone = size;
        source = std::make_unique<TestCardSource>(stage.tasks, request);
        REQUIRE(source->poll() == SourceState::ready);
    }
    // How many pixels are of that colour at that instant.
    std::int32_t count(Microseconds position, std::uint32_t colour) {
        Scene scene;
        scene.zones.push_back({"", {0, 0, size_.width, size_.height}, source->frame_at(position)});
        REQUIRE(sink.compose(scene));
        std::int32_t pixels = 0;
        for (std::int32_t y = 0; y < size_.height; ++y) {
            for (std::int32_t x = 0; x < size_.width; ++x) {
                pixels += pixel(sink.picture(), x, y) == colour ? 1 : 0;
            }
        }
        return pixels;
    }
    Size size_;
    MediaStage stage;
    MemorySink sink;
    std::unique_ptr<TestCardSource> source;
};

} // namespace

TEST_CASE("test cards look as installers know them") {
    check_card(TestCardKind::grid, {640, 64}, "grid");
    check_card(TestCardKind::grid, {192, 32}, "grid");
    check_card(TestCardKind::grid, {320, 180}, "grid");
    check_card(TestCardKind::grid, {90, 160}, "grid");
    check_card(TestCardKind::grid, {16, 8}, "grid");
    check_card(TestCardKind::gradients, {512, 64}, "gradients");
    check_card(TestCardKind::gradients, {64, 256}, "gradients");
    check_card(TestCardKind::modules, {256, 128}, "modules");
    check_card(TestCardKind::modules, {384, 64}, "modules", {32, 32});
    check_card(TestCardKind::modules, {200, 70}, "modules-cut", {64, 32});
}

TEST_CASE("the grid's edge tells whether a row or column is lost") {
    const Picture grid = test_card_picture({TestCardKind::grid, {}}, {320, 180});
    for (std::int32_t x = 0; x < 320; ++x) {
        REQUIRE(pixel(grid, x, 0) == 0xFFFFFF);
        REQUIRE(pixel(grid, x, 179) == 0xFFFFFF);
    }
    for (std::int32_t x = 5; x < 315; ++x) {
        REQUIRE(pixel(grid, x, 1) == (x % 2 == 0 ? 0xFFFFFFU : 0U));
        REQUIRE(pixel(grid, x, 178) == (x % 2 == 0 ? 0xFFFFFFU : 0U));
    }
    for (std::int32_t y = 5; y < 175; ++y) {
        REQUIRE(pixel(grid, 0, y) == 0xFFFFFF);
        REQUIRE(pixel(grid, 1, y) == (y % 2 == 0 ? 0xFFFFFFU : 0U));
        REQUIRE(pixel(grid, 318, y) == (y % 2 == 0 ? 0xFFFFFFU : 0U));
    }
}

TEST_CASE("gradients have all 256 steps of every channel") {
    const Picture ramps = test_card_picture({TestCardKind::gradients, {}}, {512, 64});
    for (std::uint32_t step = 0; step < 256; ++step) {
        const auto x = static_cast<std::int32_t>(step * 2);
        CHECK(pixel(ramps, x, 8) == (step << 16U | step << 8U | step));
        CHECK(pixel(ramps, x, 24) == step << 16U);
        CHECK(pixel(ramps, x, 40) == step << 8U);
        CHECK(pixel(ramps, x + 1, 56) == step);
    }
}

TEST_CASE("the sweep lights each column, each row, then all of it in every colour") {
    Sweep sweep({40, 12});
    const Microseconds step = TestCardSource::sweep_step;
    for (std::int32_t line = 0; line < 52; ++line) {
        const std::int32_t pixels = line < 40 ? 12 : 40;
        CHECK(sweep.count(line * step, 0xFFFFFF) == pixels);
        CHECK(sweep.count((line + 1) * step - 1us, 0xFFFFFF) == pixels);
    }
    const Microseconds fields = 52 * step;
    CHECK(sweep.count(fields, 0xFFFFFF) == 480);
    CHECK(sweep.count(fields + 3s, 0xFF0000) == 480);
    CHECK(sweep.count(fields + 6s, 0x00FF00) == 480);
    CHECK(sweep.count(fields + 9s, 0x0000FF) == 480);
    CHECK(sweep.count(fields + 12s, 0x000000) == 480);
    CHECK(sweep.count(fields + 15s, 0xFFFFFF) == 12); // and again
}

TEST_CASE("the sweep says when it changes, and changes then") {
    Sweep sweep({20, 6});
    Microseconds position{0};
    for (int changes = 0; changes < 80; ++changes) {
        const auto next = sweep.source->next_change(position);
        REQUIRE(next);
        REQUIRE(*next > position);
        CHECK(same_picture(sweep.source->frame_at(position), sweep.source->frame_at(*next - 1us)));
        CHECK_FALSE(same_picture(sweep.source->frame_at(position), sweep.source->frame_at(*next)));
        position = *next;
    }
}
