// What people upload that is no picture and no film, and what is broken: refused by name.
#include <catch2/catch.hpp>

#include <fstream>
#include <string>

#include "tests/unit/manager/library/ingest_rig.hpp"
#include "tests/unit/player/decode/decoding.hpp"

using namespace marquee;
using namespace marquee::manager;
using player::bytes_of;
using player::real_media;

namespace {

std::filesystem::path written(const IngestRig& rig, const std::string& bytes) {
    const auto file = rig.folder() / "original";
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
    return file;
}

// The first part of a file, in thousandths of it.
std::filesystem::path cut(const IngestRig& rig, const std::filesystem::path& from,
                          std::size_t thousandths) {
    const auto bytes = bytes_of(from);
    return written(
        rig, {bytes.begin(),
              bytes.begin() + static_cast<std::ptrdiff_t>(bytes.size() * thousandths / 1'000)});
}

// A PNG that claims to be this large and has nothing else.
std::string png_of(std::uint32_t width, std::uint32_t height) {
    std::string png("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16);
    for (const std::uint32_t side : {width, height}) {
        for (const int shift : {24, 16, 8, 0}) {
            png += static_cast<char>(side >> shift & 0xFF);
        }
    }
    return png + std::string("\x08\x06\0\0\0\0\0\0\0", 9) + std::string(64, '\0');
}

} // namespace

TEST_CASE("what is no medium is refused by what it is") {
    IngestRig rig;
    const std::vector<std::pair<std::string, std::string>> files{
        {"", "empty_file"},
        {"dear screen,\nplease show this film.mp4\n", "text_file"},
        {"陌生来电要提防", "text_file"},
        {"<!DOCTYPE html><html><script>alert(1)</script></html>", "web_page"},
        {"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><script>x()</script>"
         "<image href=\"file:///etc/passwd\"/></svg>",
         "vector_drawing"},
        {std::string("PK\x03\x04\x14\0\0\0", 8), "archive"},
        {"%PDF-1.7\n", "document"},
        {std::string("\x7F"
                     "ELF\x02\x01\x01\0",
                     8),
         "program"},
        {std::string("\x01\x02\x00\xfe\x9a\x80", 6) + std::string(5'000, '\xA5'), "not_media"}};
    for (const auto& [bytes, reason] : files) {
        INFO(reason);
        CHECK(rig.refused(written(rig, bytes)) == reason);
    }
}

TEST_CASE("a picture of 65,536 by 65,536 is refused before anything decodes it") {
    IngestRig rig;
    const auto made = rig.ingest(written(rig, png_of(65'536, 65'536)));
    REQUIRE_FALSE(made);
    CHECK(made.error().code == ErrorCode::too_large);
    CHECK(made.error().params
          == ErrorParams{{"reason", "too_many_pixels"}, {"size", "65536×65536"}, {"limit", "100"}});
}

TEST_CASE("a picture that ends in the middle is refused") {
    IngestRig rig;
    const auto photograph = real_media("photo_landscape_exif1.jpg");
    CHECK(rig.refused(cut(rig, photograph, 500)) == "picture_incomplete");
    CHECK(rig.refused(cut(rig, photograph, 999)) == "picture_incomplete");
    const auto png = clip("photo.png", "-i {photo_landscape_exif1.jpg} -vf scale=300:200");
    CHECK(rig.refused(cut(rig, png, 500)) == "picture_incomplete");
    const auto webp = clip("photo.webp", "-i {photo_landscape_exif1.jpg} -vf scale=300:200");
    CHECK(rig.refused(cut(rig, webp, 500)) == "picture_incomplete");
    const auto progressive_end = bytes_of(photograph);
    std::string gap(progressive_end.begin(), progressive_end.end());
    gap.erase(100'000, 100'000); // its end is there, its middle is not
    CHECK(rig.refused(written(rig, gap)) == "damaged_picture");
}

TEST_CASE("a film whose index is missing is refused") {
    IngestRig rig;
    const auto film = clip("late-index.mp4", "-i {big_buck_bunny_720p.mp4} -t 1 -c copy");
    CHECK(rig.refused(cut(rig, film, 600)) == "damaged_file");
}

TEST_CASE("a film none of whose pictures decodes is refused") {
    IngestRig rig;
    const auto film = clip("early-index.mp4",
                           "-i {big_buck_bunny_720p.mp4} -t 1 -an -c copy -movflags +faststart");
    auto bytes = bytes_of(film);
    std::string text(bytes.begin(), bytes.end());
    const std::size_t content = text.find("mdat") + 4;
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(content), text.end(), '\0');
    const std::string reason = rig.refused(written(rig, text));
    CHECK((reason == "no_frames" || reason == "damaged_file"));
}

TEST_CASE("an encrypted film is refused as such") {
    IngestRig rig;
    const auto film = clip("encrypted.mp4", "-i {big_buck_bunny_720p.mp4} -t 1 -map 0:v -c copy "
                                            "-encryption_scheme cenc-aes-ctr "
                                            "-encryption_key 76a6c65c5ea762046bd749a2e632ccbb "
                                            "-encryption_kid a7e61c373e219033c21091fa607bf3b8");
    CHECK(rig.refused(film) == "encrypted");
}

TEST_CASE("a film in an encoding that nothing here decodes is refused by its name") {
    IngestRig rig;
    const auto made = rig.ingest(
        clip("zmbv.mkv", "-t 0.2 -i {big_buck_bunny_720p.mp4} -an -vf scale=160:90 -c:v zmbv"));
    REQUIRE_FALSE(made);
    CHECK(made.error().params == ErrorParams{{"reason", "codec_unknown"}, {"codec", "zmbv"}});
}

TEST_CASE("a film of ten hours and one of a single picture are refused") {
    IngestRig rig;
    const auto endless =
        clip("ten-hours.mp4", "-f lavfi -i color=s=64x64:r=1/10 -t 36000 -c:v libx264 "
                              "-preset ultrafast");
    const auto made = rig.ingest(endless);
    REQUIRE_FALSE(made);
    CHECK(made.error().params
          == ErrorParams{{"reason", "too_long"}, {"hours", "10"}, {"limit", "3"}});
    const auto moment =
        clip("one-picture.mp4", "-f lavfi -i color=s=64x64:r=25 -frames:v 1 -c:v libx264");
    CHECK(rig.refused(moment) == "too_short");
}

TEST_CASE("an ingest that is no longer wanted stops without a verdict on the original") {
    IngestRig rig;
    const auto made =
        rig.ingest(real_media("big_buck_bunny_720p.mp4"), {.stop = [] { return true; }});
    REQUIRE_FALSE(made);
    CHECK(made.error().code == ErrorCode::wrong_state);
    CHECK_FALSE(is_refusal(made.error()));
}
