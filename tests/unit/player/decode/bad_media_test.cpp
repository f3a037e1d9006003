// Files that are not what they claim to be: each is refused by name.
#include <catch2/catch.hpp>

#include "tests/unit/player/decode/decoding.hpp"
#include "tests/unit/player/decode/jpeg_maker.hpp"
#include "tests/unit/player/decode/png_maker.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

std::vector<std::uint8_t> first_half(std::vector<std::uint8_t> bytes) {
    bytes.resize(bytes.size() / 2);
    return bytes;
}

std::vector<std::uint8_t> text(std::size_t bytes) {
    std::vector<std::uint8_t> letters;
    while (letters.size() < bytes) {
        for (const char letter : std::string("This is no film, whatever its name says. ")) {
            letters.push_back(static_cast<std::uint8_t>(letter));
        }
    }
    return letters;
}

std::vector<std::uint8_t> png_of_size(std::uint32_t width, std::uint32_t height) {
    std::vector<std::uint8_t> png{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    std::vector<std::uint8_t> header;
    append_number(header, width);
    append_number(header, height);
    header.insert(header.end(), {8, 6, 0, 0, 0});
    append_chunk(png, "IHDR", header);
    append_chunk(png, "IDAT", {0x78, 0x9C, 3, 0, 0, 0, 0, 1});
    append_chunk(png, "IEND", {});
    return png;
}

ErrorCode picture_failure(const std::string& name, const std::vector<std::uint8_t>& bytes) {
    return Decoding(written_media(name, bytes), picture_request({640, 480})).failure();
}

ErrorCode video_failure(const std::string& name, const std::vector<std::uint8_t>& bytes) {
    return Decoding(written_media(name, bytes), video_request(Sound::decoded)).failure();
}

} // namespace

TEST_CASE("a text file called .mp4 is unsupported media") {
    REQUIRE(video_failure("text.mp4", text(20'000)) == ErrorCode::unsupported_media);
}

TEST_CASE("a text file called .jpg is unsupported media") {
    REQUIRE(picture_failure("text.jpg", text(20'000)) == ErrorCode::unsupported_media);
}

TEST_CASE("an empty file is unsupported media") {
    CHECK(picture_failure("empty.png", {}) == ErrorCode::unsupported_media);
    CHECK(video_failure("empty.mp4", {}) == ErrorCode::unsupported_media);
}

TEST_CASE("a film is no poster and a photograph no film") {
    const auto film = real_media("big_buck_bunny_720p.mp4");
    CHECK(Decoding(film, picture_request({64, 64})).failure() == ErrorCode::unsupported_media);
    const auto photograph = real_media("photo_landscape_exif1.jpg");
    CHECK(Decoding(photograph, video_request()).failure() == ErrorCode::unsupported_media);
}

TEST_CASE("a truncated JPEG is damaged media") {
    const auto whole = bytes_of(real_media("photo_landscape_exif1.jpg"));
    CHECK(picture_failure("cut.jpg", first_half(whole)) == ErrorCode::damaged_media);
    CHECK(picture_failure("head.jpg", {whole.begin(), whole.begin() + 300})
          == ErrorCode::damaged_media);
}

TEST_CASE("a JPEG without its end marker loses nothing and is shown") {
    auto bytes = make_jpeg({{64, 64}, [](auto, auto) { return Colour{0, 128, 255, 255}; }});
    bytes.resize(bytes.size() - 2);
    Decoding decoding(written_media("no-end.jpg", bytes), picture_request({64, 64}));
    REQUIRE(decoding.next_frame());
}

TEST_CASE("truncated PNG and WebP are damaged media") {
    const std::string bars = "-f lavfi -i testsrc=size=640x480 -frames:v 1 ";
    CHECK(picture_failure("cut.png", first_half(bytes_of(made_media("whole.png", bars))))
          == ErrorCode::damaged_media);
    CHECK(picture_failure("cut.webp", first_half(bytes_of(made_media("whole.webp", bars))))
          == ErrorCode::damaged_media);
}

TEST_CASE("a PNG of 65,536 by 65,536 is too large before anything is decoded") {
    REQUIRE(picture_failure("bomb.png", png_of_size(65'536, 65'536)) == ErrorCode::too_large);
}

TEST_CASE("a PNG that promises pixels and has none is damaged media") {
    REQUIRE(picture_failure("hollow.png", png_of_size(64, 64)) == ErrorCode::damaged_media);
}

TEST_CASE("half a film, its index missing, is damaged media") {
    const auto whole = bytes_of(real_media("big_buck_bunny_720p.mp4"));
    const auto failure = video_failure("cut.mp4", first_half(whole));
    CHECK((failure == ErrorCode::damaged_media || failure == ErrorCode::internal));
    CHECK(video_failure("head.mp4", {whole.begin(), whole.begin() + 200})
          == ErrorCode::damaged_media);
}

TEST_CASE("changed bytes never do worse than a named error") {
    auto bytes = bytes_of(real_media("photo_portrait_exif8.jpg"));
    std::uint32_t state = 20261122; // xorshift: the same files every time
    const auto random = [&] {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return state;
    };
    for (int round = 0; round < 12; ++round) {
        auto changed = bytes;
        for (int i = 0; i < 20; ++i) {
            changed[random() % changed.size()] = static_cast<std::uint8_t>(random());
        }
        Decoding decoding(written_media("changed.jpg", changed), picture_request({320, 240}));
        const bool is_shown = decoding.next_frame().has_value();
        const auto code = is_shown ? ErrorCode::damaged_media : decoding.client().failure().code;
        CHECK((code == ErrorCode::damaged_media || code == ErrorCode::unsupported_media
               || code == ErrorCode::too_large));
        CHECK((is_shown || decoding.client().failure().what.find("died") == std::string::npos));
    }
}

TEST_CASE("a decoder that cannot be started says nothing against the medium") {
    Decoding decoding(real_media("photo_landscape_exif1.jpg"), picture_request({64, 64}),
                      "/nonexistent/marquee-decode");
    REQUIRE(decoding.failure() == ErrorCode::io_failed);
}
