// Every lie a worker can tell, one by one.
#include <catch2/catch.hpp>

#include <cstring>
#include <functional>
#include <limits>

#include "player/decode/arena.hpp"
#include "player/decode/worker_guard.hpp"
#include "player/ports/frame.hpp"
#include "schemas/model/limits.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

template<typename T>
std::vector<std::byte> packet_of(const T& value) {
    std::vector<std::byte> bytes(sizeof value);
    std::memcpy(bytes.data(), &value, sizeof value);
    return bytes;
}

message::Info honest_info() {
    message::Info info;
    info.width = 320;
    info.height = 180;
    return info;
}

message::Frame honest_frame() {
    message::Frame frame;
    frame.format = static_cast<std::uint32_t>(PixelFormat::i420);
    frame.width = 320;
    frame.height = 180;
    frame.shown_width = 320;
    frame.shown_height = 180;
    frame.offsets = {arena::pixels_offset, arena::pixels_offset + 320 * 180,
                     arena::pixels_offset + 320 * 180 + 160 * 90};
    frame.strides = {320, 160, 160};
    return frame;
}

WorkerGuard opened_guard(message::Medium medium = message::Medium::video) {
    WorkerGuard guard(medium, {640, 480});
    guard.accept(packet_of(honest_info()), 0).value();
    return guard;
}

bool is_accepted(const message::Frame& frame, std::uint64_t held = 0) {
    return opened_guard().accept(packet_of(frame), held).has_value();
}

// The frame with one thing changed.
message::Frame changed(const std::function<void(message::Frame&)>& change) {
    message::Frame frame = honest_frame();
    change(frame);
    return frame;
}

} // namespace

TEST_CASE("an honest frame is accepted") {
    REQUIRE(is_accepted(honest_frame()));
}

TEST_CASE("a film that begins later may send its first frame there, and no later") {
    constexpr Microseconds start{90'000'000};
    const auto accepts = [&](std::int64_t pts_us) {
        WorkerGuard guard(message::Medium::video, {640, 480}, start);
        guard.accept(packet_of(honest_info()), 0).value();
        const auto frame = changed([&](message::Frame& one) { one.pts_us = pts_us; });
        return guard.accept(packet_of(frame), 0).has_value();
    };
    CHECK(accepts(0));
    CHECK(accepts(start.count()));
    CHECK(accepts(start.count() + limits::decode_frame_step_us_max));
    CHECK_FALSE(accepts(start.count() + limits::decode_frame_step_us_max + 1));
    CHECK_FALSE(accepts(-1));
}

TEST_CASE("a message has exactly the length of its kind") {
    for (const auto& honest :
         {packet_of(honest_info()), packet_of(honest_frame()), packet_of(message::Failure{})}) {
        for (std::size_t bytes = 0; bytes <= message::size_max + 1; ++bytes) {
            auto packet = honest;
            packet.resize(bytes);
            auto guard = opened_guard();
            CHECK(guard.accept(packet, 0).has_value() == (bytes == honest.size()));
        }
    }
}

TEST_CASE("unknown messages and messages of the compositor's own are refused") {
    for (const std::uint32_t kind : {0U, 1U, 2U, 7U, 0xFFFFFFFFU}) {
        auto packet = packet_of(honest_frame());
        std::memcpy(packet.data(), &kind, sizeof kind);
        CHECK_FALSE(opened_guard().accept(packet, 0));
    }
}

TEST_CASE("a frame id in use, out of range or beyond the credits is refused") {
    CHECK(is_accepted(changed([](auto& f) { f.id = 63; })));
    CHECK_FALSE(is_accepted(changed([](auto& f) { f.id = 64; })));
    CHECK_FALSE(is_accepted(changed([](auto& f) { f.id = 5; }), 1U << 5));
    CHECK(is_accepted(changed([](auto& f) { f.id = 5; }), 0b111));
    CHECK_FALSE(is_accepted(changed([](auto& f) { f.id = 5; }), 0b1111));
}

TEST_CASE("impossible sizes and formats are refused") {
    for (const std::int32_t size :
         {0, -1, limits::canvas_pixels_max + 1, std::numeric_limits<std::int32_t>::max(),
          std::numeric_limits<std::int32_t>::min()}) {
        CHECK_FALSE(is_accepted(changed([&](auto& f) { f.width = size; })));
        CHECK_FALSE(is_accepted(changed([&](auto& f) { f.height = size; })));
    }
    CHECK_FALSE(is_accepted(changed([](auto& f) { f.format = 3; })));
    CHECK_FALSE(is_accepted(changed([](auto& f) { f.matrix = 3; })));
    CHECK_FALSE(is_accepted(changed([](auto& f) { f.range = 2; })));
}

TEST_CASE("planes that leave the pixel memory are refused") {
    for (int plane = 0; plane < 3; ++plane) {
        const auto offset_is = [&](std::uint64_t offset) {
            return is_accepted(changed([&](auto& f) { f.offsets[plane] = offset; }));
        };
        CHECK_FALSE(offset_is(0)); // the sound indices
        CHECK_FALSE(offset_is(arena::pixels_offset - 1));
        CHECK_FALSE(offset_is(arena::bytes));
        CHECK_FALSE(offset_is(arena::bytes - 1'000));
        CHECK_FALSE(offset_is(std::numeric_limits<std::uint64_t>::max()));
        const auto stride_is = [&](std::uint64_t stride) {
            return is_accepted(changed([&](auto& f) { f.strides[plane] = stride; }));
        };
        CHECK_FALSE(stride_is(honest_frame().strides[plane] - 1));
        CHECK_FALSE(stride_is(limits::decode_stride_bytes_max + 1));
        CHECK_FALSE(stride_is(0));
        CHECK_FALSE(stride_is(std::numeric_limits<std::uint64_t>::max()));
        CHECK(stride_is(512));
    }
}

TEST_CASE("a plane may end with the arena and not one byte later") {
    const std::uint64_t last = arena::bytes - 320 * 180;
    CHECK(is_accepted(changed([&](auto& f) { f.offsets[0] = last; })));
    CHECK_FALSE(is_accepted(changed([&](auto& f) { f.offsets[0] = last + 1; })));
}

TEST_CASE("packed formats have one plane and no other") {
    const auto packed = [](auto& f) {
        f.format = static_cast<std::uint32_t>(PixelFormat::bgrx);
        f.strides = {1'280, 0, 0};
        f.offsets = {arena::pixels_offset, 0, 0};
    };
    CHECK(is_accepted(changed(packed)));
    CHECK_FALSE(is_accepted(changed([&](auto& f) {
        packed(f);
        f.offsets[1] = arena::pixels_offset;
    })));
}

TEST_CASE("time moves forward, and not by more than a step") {
    const auto at = [](std::int64_t pts) {
        return packet_of(changed([&](auto& f) { f.pts_us = pts; }));
    };
    auto guard = opened_guard();
    CHECK(guard.accept(at(0), 0));
    CHECK(guard.accept(at(40'000), 0));
    CHECK_FALSE(guard.accept(at(40'000), 0));
    CHECK_FALSE(guard.accept(at(39'999), 0));
    CHECK_FALSE(guard.accept(at(-1), 0));
    CHECK_FALSE(guard.accept(at(40'001 + limits::decode_frame_step_us_max), 0));
    CHECK_FALSE(guard.accept(at(std::numeric_limits<std::int64_t>::max()), 0));
    CHECK_FALSE(guard.accept(at(std::numeric_limits<std::int64_t>::min()), 0));
    CHECK(guard.accept(at(40'000 + limits::decode_frame_step_us_max), 0));
}

TEST_CASE("a worker that was hurried may go on where it was asked to, and no later") {
    const auto at = [](std::int64_t pts) {
        return packet_of(changed([&](auto& f) { f.pts_us = pts; }));
    };
    constexpr Microseconds asked{3'600'000'000};
    auto guard = opened_guard();
    CHECK(guard.accept(at(0), 0));
    guard.hurried_to(asked);
    guard.hurried_to(Microseconds{0}); // takes nothing back
    CHECK_FALSE(guard.accept(at(asked.count() + limits::decode_frame_step_us_max + 1), 0));
    CHECK(guard.accept(at(40'000), 0)); // was on its way
    CHECK(guard.accept(at(asked.count() + limits::decode_frame_step_us_max), 0));
}

TEST_CASE("the order of messages is kept") {
    CHECK_FALSE(WorkerGuard(message::Medium::video, {64, 64})
                    .accept(packet_of(honest_frame()), 0));           // before INFO
    CHECK_FALSE(opened_guard().accept(packet_of(message::End{}), 0)); // without a frame
    auto guard = opened_guard();
    CHECK(guard.accept(packet_of(honest_frame()), 0));
    CHECK(guard.accept(packet_of(message::End{}), 0));
    CHECK_FALSE(guard.accept(packet_of(message::End{}), 0));
    auto chatty = opened_guard();
    CHECK(chatty.accept(packet_of(honest_info()), 0));
    CHECK_FALSE(chatty.accept(packet_of(honest_info()), 0));
}

TEST_CASE("a description is possible") {
    const auto says = [](const std::function<void(message::Info&)>& change) {
        message::Info info = honest_info();
        change(info);
        return WorkerGuard(message::Medium::video, {64, 64}).accept(packet_of(info), 0).has_value();
    };
    CHECK(says([](auto&) {}));
    CHECK_FALSE(says([](auto& i) { i.width = 0; }));
    CHECK_FALSE(says([](auto& i) { i.height = -5; }));
    CHECK_FALSE(says([](auto& i) { i.sound = 2; }));
    CHECK_FALSE(says([](auto& i) { i.duration_us = -2; }));
    CHECK_FALSE(says([](auto& i) { i.width = i.height = 2'000'000'000; }));
}

TEST_CASE("a picture is one frame, no larger than its zone, and never i420") {
    const auto frame = [](Size size) {
        return packet_of(changed([&](auto& f) {
            f.format = static_cast<std::uint32_t>(PixelFormat::bgra);
            f.width = size.width;
            f.height = size.height;
            f.strides = {static_cast<std::uint64_t>(size.width) * 4, 0, 0};
            f.offsets = {arena::pixels_offset, 0, 0};
        }));
    };
    const auto picture = message::Medium::picture;
    auto guard = opened_guard(picture);
    CHECK(guard.accept(frame({640, 480}), 0));
    CHECK_FALSE(guard.accept(frame({640, 480}), 0));
    CHECK_FALSE(opened_guard(picture).accept(frame({641, 480}), 0));
    CHECK_FALSE(opened_guard(picture).accept(frame({640, 481}), 0));
    CHECK_FALSE(opened_guard(picture).accept(packet_of(honest_frame()), 0));
    CHECK_FALSE(opened_guard().accept(frame({640, 480}), 0)); // no transparent video
}

TEST_CASE("an animation is many frames, each like a picture's, in the order of time") {
    const auto frame = [](std::int32_t width, std::int64_t pts_us) {
        return packet_of(changed([&](auto& f) {
            f.format = static_cast<std::uint32_t>(PixelFormat::bgra);
            f.width = width;
            f.strides = {static_cast<std::uint64_t>(width) * 4, 0, 0};
            f.offsets = {arena::pixels_offset, 0, 0};
            f.pts_us = pts_us;
        }));
    };
    const auto animation = message::Medium::animation;
    auto guard = opened_guard(animation);
    CHECK(guard.accept(frame(640, 0), 0));
    CHECK(guard.accept(frame(640, 20'000), 0));
    CHECK_FALSE(guard.accept(frame(640, 20'000), 0));
    CHECK_FALSE(opened_guard(animation).accept(frame(641, 0), 0));
    CHECK_FALSE(opened_guard(animation).accept(packet_of(honest_frame()), 0));
}

TEST_CASE("a frame is shown at a size that exists") {
    CHECK(is_accepted(changed([](auto& f) { f.shown_width = 427; })));
    for (const std::int32_t size : {0, -1, std::numeric_limits<std::int32_t>::max()}) {
        CHECK_FALSE(is_accepted(changed([&](auto& f) { f.shown_width = size; })));
        CHECK_FALSE(is_accepted(changed([&](auto& f) { f.shown_height = size; })));
    }
}

TEST_CASE("random bytes are refused without harm") {
    std::uint64_t state = 7;
    int accepted = 0;
    for (int round = 0; round < 200'000; ++round) {
        std::array<std::byte, sizeof(message::Frame)> packet{};
        for (std::byte& byte : packet) {
            state = state * 6364136223846793005U + 1442695040888963407U;
            byte = static_cast<std::byte>(state >> 56);
        }
        const auto kind = static_cast<std::uint32_t>(message::Kind::frame);
        std::memcpy(packet.data(), &kind, sizeof kind);
        accepted += opened_guard().accept(packet, 0) ? 1 : 0;
    }
    REQUIRE(accepted == 0);
}
