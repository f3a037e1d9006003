// Pictures that move stay what they are, without what is no picture.
#include <catch2/catch.hpp>

#include <fstream>

#include "tests/unit/manager/library/ingest_rig.hpp"
#include "tests/unit/player/decode/decoding.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

std::string bytes_of(const std::filesystem::path& file) {
    const auto bytes = player::bytes_of(file);
    return {bytes.begin(), bytes.end()};
}

std::filesystem::path written(const IngestRig& rig, const std::string& bytes) {
    const auto file = rig.folder() / "original";
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
    return file;
}

// Seven rounds, with a transparent corner.
std::filesystem::path gif() {
    return clip("kept.gif", "-f lavfi -i testsrc=s=200x100:r=10:d=1,format=rgba,geq="
                            "r='r(X\\,Y)':g='g(X\\,Y)':b='b(X\\,Y)':a='255*gt(X+Y\\,40)' "
                            "-loop 6");
}

std::filesystem::path webp() {
    return clip("kept.webp", "-f lavfi -i testsrc=s=200x100:r=10:d=1 -c:v libwebp_anim -lossless 1 "
                             "-loop 6");
}

std::string chunk(const std::string& name, const std::string& content) {
    const auto length = static_cast<char>(content.size());
    return name + length + std::string(3, '\0') + content;
}

// The same WebP with a chunk more at its end, and a flag that says so.
std::string with_chunk(std::string file, const std::string& more, int flag) {
    file += more;
    const auto length = static_cast<std::uint32_t>(file.size() - 8);
    for (std::size_t byte = 0; byte < 4; ++byte) {
        file[4 + byte] = static_cast<char>(length >> (8 * byte));
    }
    file[file.find("VP8X") + 8] = static_cast<char>(file[file.find("VP8X") + 8] | flag);
    return file;
}

} // namespace

TEST_CASE("an animated GIF stays one, to the last byte of its pictures") {
    IngestRig rig;
    const std::string original = bytes_of(gif());
    const auto made = rig.ingest(written(rig, original));
    REQUIRE(made);
    CHECK(made->made.kind == MediaKind::picture);
    CHECK(made->made.rendition.asset.media_type == "image/gif");
    CHECK(made->made.rendition.size == Size{200, 100});
    CHECK(has_note(*made, "animation_kept"));
    CHECK(bytes_of(made->file) == original);
}

TEST_CASE("a GIF loses its comments and other programs' data, and keeps its rounds") {
    IngestRig rig;
    const std::string original = bytes_of(gif());
    const std::size_t rounds = original.find("\x21\xFF\x0BNETSCAPE2.0");
    REQUIRE(rounds != std::string::npos);
    const std::string comment("\x21\xFE\x0Bwas in Ulan\0", 15);
    const std::string other("\x21\xFF\x0BXMP DataXMP\x04gps!\0", 20);
    std::string chatty = original;
    chatty.insert(rounds, comment + other);
    chatty.insert(chatty.size() - 1, comment);
    const auto made = rig.ingest(written(rig, chatty + "something behind the end"));
    REQUIRE(made);
    CHECK(bytes_of(made->file) == original);
}

TEST_CASE("an animated WebP stays one and loses EXIF and XMP") {
    IngestRig rig;
    const std::string original = bytes_of(webp());
    const auto made = rig.ingest(written(rig, original));
    REQUIRE(made);
    CHECK(made->made.kind == MediaKind::picture);
    CHECK(made->made.rendition.asset.media_type == "image/webp");
    CHECK(made->made.rendition.size == Size{200, 100});
    CHECK(bytes_of(made->file) == original);
    const std::string told = with_chunk(with_chunk(original, chunk("EXIF", "MM*somewhere"), 0x08),
                                        chunk("XMP ", "<x>somewhere</x>"), 0x04);
    const auto again = rig.ingest(written(rig, told));
    REQUIRE(again);
    CHECK(bytes_of(again->file) == original);
}

TEST_CASE("an animation that breaks off or is damaged is refused") {
    IngestRig rig;
    for (const auto& whole : {gif(), webp()}) {
        INFO(whole.filename().string());
        const std::string bytes = bytes_of(whole);
        CHECK_FALSE(rig.refused(written(rig, bytes.substr(0, bytes.size() * 2 / 3))).empty());
    }
    // GIF has no sums to check: wrong codes in it are only other colours.
    std::string damaged = bytes_of(webp());
    for (std::size_t i = damaged.size() / 2; i < damaged.size(); i += 97) {
        damaged[i] = static_cast<char>(damaged[i] ^ 0x55);
    }
    CHECK_FALSE(rig.refused(written(rig, damaged)).empty());
}

TEST_CASE("a large animated GIF becomes a film, a large animated WebP is refused") {
    IngestRig rig;
    const auto film =
        rig.ingest(clip("wide.gif", "-f lavfi -i testsrc=s=2000x1100:r=5:d=1 -filter_complex "
                                    "split[a][b]\\;[a]palettegen[p]\\;[b][p]paletteuse"));
    REQUIRE(film);
    CHECK(film->made.kind == MediaKind::video);
    CHECK(has_note(*film, "animation"));
    const auto thin =
        rig.ingest(clip("thin.gif", "-f lavfi -i color=red:s=4000x40:r=5:d=1 -filter_complex "
                                    "split[a][b]\\;[a]palettegen[p]\\;[b][p]paletteuse"));
    REQUIRE(thin);
    CHECK(thin->made.kind == MediaKind::video); // few pixels, and wider than any rendition may be
    CHECK(thin->made.rendition.size.width <= 3'840);
    std::string wide = bytes_of(webp());
    const std::size_t canvas = wide.find("VP8X") + 12;
    wide.replace(canvas, 6, std::string("\xFF\x0F\0\xFF\x0F\0", 6)); // 4096 by 4096
    CHECK(rig.refused(written(rig, wide)) == "moving_webp");
}

TEST_CASE("an animation of more bytes than players hold is judged as a large one, not as damaged") {
    IngestRig rig;
    std::string heavy = bytes_of(gif());
    const std::string block = "\x21\xFE" + (std::string("\xFF") + std::string(255, 'x')) + '\0';
    std::string comments;
    while (comments.size() <= limits::webp_bytes_max) {
        comments += block;
    }
    heavy.insert(heavy.size() - 1, comments);
    const auto film = rig.ingest(written(rig, heavy));
    REQUIRE(film);
    CHECK(film->made.kind == MediaKind::video);
    CHECK(has_note(*film, "animation"));

    std::string many = bytes_of(webp());
    many += std::string("JUNK\0\0\0\4", 8) + std::string(limits::webp_bytes_max, '\0');
    const auto length = static_cast<std::uint32_t>(many.size() - 8);
    for (std::size_t byte = 0; byte < 4; ++byte) {
        many[4 + byte] = static_cast<char>(length >> (8 * byte));
    }
    CHECK(rig.refused(written(rig, many)) == "moving_webp");
}
