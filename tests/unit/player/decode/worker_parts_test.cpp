// The parts of the worker that need no process to be tried.
#include <catch2/catch.hpp>

#include <algorithm>
#include <string_view>

#include "player/decode/worker/arena_slots.hpp"
#include "player/decode/worker/media_kind.hpp"
#include "player/decode/worker/orientation.hpp"
#include "player/decode/worker/premultiply.hpp"
#include "player/decode/worker/row_scaler.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace marquee::player::worker;

namespace {

using Row = std::vector<std::uint8_t>;

Row gray_row(std::initializer_list<int> values) {
    Row row;
    for (const int value : values) {
        row.insert(row.end(), 4, static_cast<std::uint8_t>(value));
    }
    return row;
}

std::vector<Row> scale(const std::vector<Row>& rows, const Part& part, Size target) {
    std::vector<Row> result;
    const Size source{static_cast<std::int32_t>(rows.front().size() / 4),
                      static_cast<std::int32_t>(rows.size())};
    RowScaler scaler({source, part}, target, [&](std::int32_t y, auto row) {
        CHECK(y == static_cast<std::int32_t>(result.size()));
        result.emplace_back(row.begin(), row.end());
    });
    for (const Row& row : rows) {
        std::ranges::copy(row, scaler.row().begin());
        scaler.take_row();
    }
    CHECK(scaler.done());
    return result;
}

std::span<const std::uint8_t> bytes_of_text(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

} // namespace

TEST_CASE("scaling by one changes nothing") {
    const std::vector<Row> rows{gray_row({0, 80, 255}), gray_row({9, 1, 2})};
    REQUIRE(scale(rows, {0, 0, 3, 2}, {3, 2}) == rows);
}

TEST_CASE("going down, every source pixel counts by its area") {
    CHECK(scale({gray_row({0, 100}), gray_row({100, 200})}, {0, 0, 2, 2}, {1, 1}).front()
          == gray_row({100}));
    CHECK(scale({gray_row({30, 60, 90})}, {0, 0, 3, 1}, {2, 1}).front() == gray_row({40, 80}));
}

TEST_CASE("going up, colours run evenly and the edges stay") {
    CHECK(scale({gray_row({0, 80})}, {0, 0, 2, 1}, {4, 1}).front() == gray_row({0, 20, 60, 80}));
    CHECK(scale({gray_row({7})}, {0, 0, 1, 1}, {3, 3}).size() == 3);
}

TEST_CASE("many rows become few, each counting by its area") {
    std::vector<Row> rows;
    for (int y = 0; y < 100; ++y) {
        rows.push_back(gray_row({y, 2 * y}));
    }
    CHECK(scale(rows, {0, 0, 2, 100}, {2, 4})
          == std::vector<Row>{gray_row({12, 24}), gray_row({37, 74}), gray_row({62, 124}),
                              gray_row({87, 174})});
    CHECK(scale(rows, {0, 0, 2, 100}, {1, 1}).front() == gray_row({74}));
}

TEST_CASE("rows of three bytes a pixel become opaque ones of four") {
    std::vector<Row> result;
    RowScaler scaler({{4, 1}, {1, 0, 3, 1}, RowLayout::rgb}, {3, 1},
                     [&](std::int32_t, auto row) { result.emplace_back(row.begin(), row.end()); });
    std::ranges::copy(Row{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, scaler.row().begin());
    scaler.take_row();
    REQUIRE(result == std::vector<Row>{{6, 5, 4, 255, 9, 8, 7, 255, 12, 11, 10, 255}});
}

TEST_CASE("only the chosen part is seen") {
    const auto rows =
        std::vector<Row>{gray_row({1, 2, 3, 4}), gray_row({5, 6, 7, 8}), gray_row({9, 10, 11, 12})};
    REQUIRE(scale(rows, {1, 1, 2, 1}, {2, 1}) == std::vector<Row>{gray_row({6, 7})});
}

TEST_CASE("a part stays within itself: nothing bleeds in from outside") {
    const auto up = scale({gray_row({255, 0, 0, 255})}, {1, 0, 2, 1}, {8, 1});
    REQUIRE(up.front() == gray_row({0, 0, 0, 0, 0, 0, 0, 0}));
}

TEST_CASE("premultiplying rounds and swaps red and blue") {
    Row pixels{255, 128, 0, 128, 10, 20, 30, 255, 200, 200, 200, 0};
    premultiply_to_bgra(pixels);
    REQUIRE(pixels == Row{0, 64, 128, 128, 30, 20, 10, 255, 0, 0, 0, 0});
}

TEST_CASE("files are known by their bytes") {
    CHECK(media_kind(bytes_of_text("\xFF\xD8\xFF\xE0")) == MediaKind::jpeg);
    CHECK(media_kind(bytes_of_text("\x89PNG\r\n\x1A\n")) == MediaKind::png);
    CHECK(media_kind(bytes_of_text("RIFF....WEBPVP8 ")) == MediaKind::webp);
    CHECK(media_kind(bytes_of_text("....ftypisom")) == MediaKind::container);
    CHECK(media_kind(bytes_of_text("RIFF....AVI LIST")) == MediaKind::container);
    CHECK(media_kind(bytes_of_text("hello")) == MediaKind::unknown);
    CHECK(media_kind({}) == MediaKind::unknown);
}

TEST_CASE("a damaged EXIF block means upright") {
    CHECK(orientation_from_exif_block({}) == Orientation{});
    CHECK(orientation_from_exif_block(bytes_of_text("Exif")) == Orientation{});
    const std::string_view endless("MM\0*\xFF\xFF\xFF\xFF", 8);
    CHECK(orientation_from_exif_block(bytes_of_text(endless)) == Orientation{});
    const std::string_view little("II*\0\x8\0\0\0\x1\0\x12\x1\x3\0\x1\0\0\0\x6\0\0\0", 22);
    CHECK(orientation_from_exif_block(bytes_of_text(little)) == orientation_from_exif(6));
    CHECK(orientation_from_exif_block(bytes_of_text(little.substr(0, 18))) == Orientation{});
}

TEST_CASE("a part of the upright picture is found in the stored one") {
    // A stored picture of 4×2, its pixel (3, 0) marked, walked to where it is seen and back.
    for (unsigned value = 1; value <= 8; ++value) {
        const Orientation orientation = orientation_from_exif(value);
        const Size stored{4, 2};
        const Size upright = turned(stored, orientation);
        const UprightWalk walk = upright_walk(stored, orientation, 100, 1);
        const auto place = walk.start + 3 * walk.column_step;
        const Rect seen{static_cast<std::int32_t>(place % 100),
                        static_cast<std::int32_t>(place / 100), 1, 1};
        INFO("orientation " << value);
        CHECK(stored_part(seen, upright, orientation) == Rect{3, 0, 1, 1});
    }
}

TEST_CASE("slots never overlap, and a freed one is used again") {
    std::byte nowhere{};
    ArenaSlots slots(&nowhere);
    const auto a = slots.take(1'000'000);
    const auto b = slots.take(3'000'000);
    const auto c = slots.take(1);
    REQUIRE((a && b && c));
    CHECK(*a == arena::pixels_offset);
    CHECK(*b >= *a + 1'000'000);
    CHECK(*c >= *b + 3'000'000);
    slots.give_back(*b);
    CHECK(slots.take(3'000'000) == b);
    CHECK_FALSE(slots.take(arena::bytes));
    CHECK_FALSE(slots.take(0));
}

TEST_CASE("a full arena says so and recovers") {
    std::byte nowhere{};
    ArenaSlots slots(&nowhere);
    constexpr std::uint64_t large = 60 * limits::MiB;
    std::vector<std::uint64_t> taken;
    while (const auto slot = slots.take(large)) {
        taken.push_back(*slot);
    }
    CHECK(taken.size() == 4);
    slots.give_back(taken[1]);
    CHECK(slots.take(large) == taken[1]);
}
