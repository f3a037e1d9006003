// Every way a film can be stored comes out as the same film: upright, progressive, in the colours
// that were meant, from its first picture to its last. One picture of each rendition is looked at.
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>

#include "tests/unit/manager/library/ingest_rig.hpp"
#include "tests/unit/player/decode/decoding.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

// Red, green; below them blue, white.
const std::string quarters =
    "-f lavfi -i \"color=red:s=160x90:r=25:d=1,pad=320:180:0:0[a];"
    "color=0x00c000:s=160x90:r=25:d=1[b];color=blue:s=160x90:r=25:d=1[c];"
    "color=white:s=160x90:r=25:d=1[d];[a][b]overlay=160:0[e];[e][c]overlay=0:90[f];"
    "[f][d]overlay=160:90,scale=out_color_matrix=bt709,format=yuv444p,setparams=colorspace="
    "bt709\" ";
// Its brightness counts its pictures, three steps each.
const std::string counting =
    "-f lavfi -i \"color=black:s=320x180:r=25:d=2,geq=lum='20+3*N':cb=128:cr=128\" ";

struct Seen {
    Size size;
    std::vector<std::uint8_t> rgb;

    Colour at(std::int32_t x, std::int32_t y) const {
        const auto place = static_cast<std::size_t>(y * size.width + x) * 3;
        return {rgb.at(place), rgb.at(place + 1), rgb.at(place + 2), 255};
    }
};

// The picture at that time, as an independent player of BT.709 shows it.
Seen seen(const FreshRendition& made, const char* time = "0.2") {
    const std::string out = made.file.string() + ".rgb";
    const std::string command = "ffmpeg -v error -y -ss " + std::string(time) + " -i "
                                + made.file.string()
                                + " -frames:v 1 -vf scale=in_color_matrix=bt709 -f rawvideo "
                                  "-pix_fmt rgb24 "
                                + out;
    REQUIRE(std::system(command.c_str()) == 0);
    std::ifstream in(out, std::ios::binary);
    Seen picture{made.made.rendition.size, {std::istreambuf_iterator<char>(in), {}}};
    REQUIRE(picture.rgb.size()
            == static_cast<std::size_t>(picture.size.width * picture.size.height * 3));
    return picture;
}

char name_of(Colour colour) {
    const auto near = [&](int red, int green, int blue) {
        return std::abs(colour.red - red) + std::abs(colour.green - green)
                   + std::abs(colour.blue - blue)
               < 45;
    };
    return near(255, 0, 0)       ? 'R'
           : near(0, 192, 0)     ? 'G'
           : near(0, 0, 255)     ? 'B'
           : near(255, 255, 255) ? 'W'
                                 : '?';
}

// The four corners, a line each.
std::string corners(const Seen& picture) {
    const std::int32_t right = picture.size.width - 20;
    const std::int32_t bottom = picture.size.height - 20;
    return {name_of(picture.at(20, 20)), name_of(picture.at(right, 20)), '/',
            name_of(picture.at(20, bottom)), name_of(picture.at(right, bottom))};
}

// Which picture of `counting` it is.
int count_of(const Seen& picture) {
    const double luma = 16 + picture.at(160, 90).green * 219.0 / 255;
    return static_cast<int>(std::lround((luma - 20) / 3));
}

FreshRendition made_of(IngestRig& rig, const std::filesystem::path& original) {
    REQUIRE_FALSE(original.empty());
    auto made = rig.ingest(original);
    if (!made) {
        FAIL(to_string(made.error()));
    }
    const VideoFacts video = rig.facts(made->file).video.value();
    CHECK(video.codec == "h264");
    CHECK(video.pixel_format == "yuv420p");
    CHECK_FALSE(video.interlaced);
    CHECK(video.matrix == "bt709");
    CHECK(video.rotation == 0);
    return *std::move(made);
}

// The same film with another matrix in its track's head (ISO/IEC 14496-12, 8.3.2).
std::filesystem::path turned(const IngestRig& rig, const std::filesystem::path& film,
                             const std::array<int, 4>& matrix) {
    const auto bytes = player::bytes_of(film);
    std::string text(bytes.begin(), bytes.end());
    const std::size_t head = text.find("tkhd") + 44;
    const std::array<std::size_t, 4> places{0, 4, 12, 16};
    for (std::size_t i = 0; i < places.size(); ++i) {
        const auto value = static_cast<std::uint32_t>(matrix[i]) << 16;
        for (std::size_t byte = 0; byte < 4; ++byte) {
            text[head + places[i] + byte] = static_cast<char>(value >> (24 - 8 * byte));
        }
    }
    const auto file = rig.folder() / "turned.mp4";
    std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
    return file;
}

} // namespace

TEST_CASE("a film is shown as its camera was held, all eight ways") {
    IngestRig rig;
    const auto film = clip("four-quarters.mp4", quarters
                                                    + "-c:v libx264 -pix_fmt yuv420p "
                                                      "-colorspace bt709");
    struct Way {
        std::array<int, 4> matrix;
        const char* corners;
    };
    for (const Way& way :
         {Way{{1, 0, 0, 1}, "RG/BW"}, Way{{-1, 0, 0, 1}, "GR/WB"}, Way{{1, 0, 0, -1}, "BW/RG"},
          Way{{-1, 0, 0, -1}, "WB/GR"}, Way{{0, 1, -1, 0}, "BR/WG"}, Way{{0, -1, 1, 0}, "GW/RB"},
          Way{{0, 1, 1, 0}, "RB/GW"}, Way{{0, -1, -1, 0}, "WG/BR"}}) {
        INFO(way.corners);
        const auto made = made_of(rig, turned(rig, film, way.matrix));
        const bool upright = way.matrix[0] == 0;
        CHECK(made.made.rendition.size == (upright ? Size{180, 320} : Size{320, 180}));
        CHECK(corners(seen(made)) == way.corners);
    }
}

TEST_CASE("a film keeps its colours, however many bits and samples they were stored with") {
    IngestRig rig;
    const std::string hevc = "-c:v libx265 -x265-params log-level=none -colorspace bt709 ";
    struct Kind {
        const char* file;
        std::string arguments;
    };
    for (const Kind& kind :
         {Kind{"ten-bit.mkv", hevc + "-pix_fmt yuv420p10le"},
          Kind{"422-ten-bit.mov",
               "-vf scale=in_color_matrix=bt709:out_color_matrix=bt601 -c:v prores_ks -profile:v 2 "
               "-pix_fmt yuv422p10le"},
          Kind{"444.mp4", "-c:v libx264 -pix_fmt yuv444p -colorspace bt709"},
          Kind{"full.mp4",
               "-vf scale=in_color_matrix=bt709:out_color_matrix=bt709:out_range=pc -c:v libx264 "
               "-pix_fmt yuvj420p -color_range pc -colorspace bt709"},
          Kind{"601.mp4", "-vf scale=in_color_matrix=bt709:out_color_matrix=bt601 -c:v libx264 "
                          "-pix_fmt yuv420p "
                          "-colorspace smpte170m"},
          Kind{"unsaid.avi",
               "-vf scale=in_color_matrix=bt709:out_color_matrix=bt601 -c:v mpeg4 -qscale:v 2 "
               "-pix_fmt yuv420p"},
          Kind{"rgb.mkv", "-vf scale=in_color_matrix=bt709,format=bgr0 -c:v ffv1"},
          Kind{"av1.mkv", "-c:v libaom-av1 -cpu-used 8 -crf 20 -pix_fmt yuv420p "
                          "-colorspace bt709"},
          Kind{"mpeg2.ts",
               "-vf scale=in_color_matrix=bt709:out_color_matrix=bt601 -c:v mpeg2video -qscale:v 2 "
               "-pix_fmt yuv420p -colorspace smpte170m"}}) {
        INFO(kind.file);
        const auto made =
            made_of(rig, clip(std::string("tint-") + kind.file, quarters + kind.arguments));
        CHECK(corners(seen(made)) == "RG/BW");
    }
}

TEST_CASE("a film of high dynamic range comes out bright and in its colours") {
    IngestRig rig;
    for (const std::string transfer : {"smpte2084", "arib-std-b67"}) {
        INFO(transfer);
        const auto made = made_of(
            rig, clip("range-" + transfer + ".mkv",
                      quarters
                          + "-vf setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:"
                            "range=tv,zscale=t=linear:npl=203,"
                            "format=gbrpf32le,zscale=p=bt2020:t="
                          + transfer
                          + ":m=bt2020nc:r=tv:npl=203,format=yuv420p10le -c:v libx265 "
                            "-x265-params log-level=none -color_primaries bt2020 "
                            "-colorspace bt2020nc -color_trc "
                          + transfer));
        CHECK(has_note(made, "tone_mapped"));
        const Seen picture = seen(made);
        const Colour red = picture.at(20, 20);
        const Colour green = picture.at(300, 20);
        const Colour blue = picture.at(20, 160);
        const Colour white = picture.at(300, 160);
        CHECK(red.red > red.green + 80);
        CHECK(green.green > green.red + 60);
        CHECK(blue.blue > blue.red + 60);
        CHECK(std::min({white.red, white.green, white.blue}) > 150);
        CHECK(std::abs(white.red - white.blue) < 16);
    }
}

TEST_CASE("an interlaced film becomes progressive and shows no comb") {
    IngestRig rig;
    // A bar that moves by eight pixels from field to field.
    const std::string bar = "-f lavfi -i \"color=black:s=320x180:r=50:d=1,"
                            "geq=lum='if(between(mod(X-8*N\\,320)\\,0\\,79)\\,220\\,20)':cb=128:"
                            "cr=128,tinterlace=interleave_top,fieldorder=tff\" ";
    for (const char* kind :
         {"mpeg2video -top 1 -qscale:v 2 -f mpegts", "libx264 -x264-params tff=1 -f mp4"}) {
        INFO(kind);
        const std::string name = std::string("interlaced-") + (kind[0] == 'm' ? "2.ts" : "4.mp4");
        const auto original = clip(name, bar + "-flags +ilme+ildct -c:v " + kind);
        REQUIRE(rig.facts(original).video->interlaced);
        const auto made = made_of(rig, original);
        CHECK(has_note(made, "deinterlaced"));
        const Seen picture = seen(made, "0.4");
        int combed = 0;
        for (std::int32_t y = 41; y < 139; ++y) {
            for (std::int32_t x = 0; x < 320; ++x) {
                const int here = picture.at(x, y).green;
                const int above = picture.at(x, y - 1).green;
                const int below = picture.at(x, y + 1).green;
                combed += (here > above + 60 && here > below + 60)
                                  || (here < above - 60 && here < below - 60)
                              ? 1
                              : 0;
            }
        }
        CHECK(combed < 50); // of 31,360; every second line of two bars' edges otherwise
    }
}

TEST_CASE("a film that an edit list cuts begins and ends where the list says") {
    IngestRig rig;
    const auto whole = clip("counting.mp4", counting + "-c:v libx264 -g 50 -bf 2 -crf 10");
    const auto cut =
        player::made_media("ingest-edited.mp4", "-ss 0.6 -t 1 -i " + whole.string() + " -c copy");
    const auto made = made_of(rig, cut);
    CHECK(std::abs(count_of(seen(made, "0")) - 15) <= 1);
    CHECK(std::abs(count_of(seen(made, "0.8")) - 35) <= 1);
    CHECK(std::abs(made.made.rendition.duration.count() - 1'000) <= 120);
}

TEST_CASE("a film of uneven rate keeps its time") {
    IngestRig rig;
    const auto made =
        made_of(rig, clip("uneven-time.mkv", counting
                                                 + "-vf select='lt(n\\,10)+gt(n\\,30)' "
                                                   "-fps_mode vfr -c:v libx264 -crf 10"));
    CHECK(std::abs(made.made.rendition.duration.count() - 2'000) <= 100);
    CHECK(std::abs(count_of(seen(made, "0.2")) - 5) <= 1);
    CHECK(std::abs(count_of(seen(made, "0.8")) - 9) <= 1); // stands where pictures are missing
    CHECK(std::abs(count_of(seen(made, "1.6")) - 40) <= 1);
}

TEST_CASE("a film that changes its size goes on at one size") {
    IngestRig rig;
    const auto small = clip("part-one.ts", quarters + "-c:v libx264 -pix_fmt yuv420p -f mpegts");
    const auto large = clip("part-two.ts", quarters
                                               + "-vf scale=640:360 -c:v libx264 -pix_fmt "
                                                 "yuv420p -output_ts_offset 1 -f mpegts");
    const auto both = rig.folder() / "both.ts";
    {
        std::ofstream out(both, std::ios::binary);
        for (const auto& part : {small, large}) {
            const auto bytes = player::bytes_of(part);
            out.write(reinterpret_cast<const char*>(bytes.data()),
                      static_cast<std::streamsize>(bytes.size()));
        }
    }
    const auto made = made_of(rig, both);
    CHECK(made.made.rendition.duration > Milliseconds(1'800));
    CHECK(corners(seen(made, "0.3")) == "RG/BW");
    CHECK(corners(seen(made, "1.5")) == "RG/BW");
}
