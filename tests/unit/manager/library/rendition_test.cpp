// Renditions of real media are what was promised, and our own decoder plays them.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "tests/unit/manager/library/ingest_rig.hpp"
#include "tests/unit/player/decode/decoding.hpp"

using namespace marquee;
using namespace marquee::manager;
using player::real_media;

namespace {

constexpr const char* short_film =
    "-t 2 -i {big_buck_bunny_720p.mp4} -vf scale=640:360 -c:v libx264";

int frames_played(const std::filesystem::path& film) {
    player::Decoding decoding(film, player::video_request(player::Sound::none));
    int frames = 0;
    while (decoding.next_frame()) {
        ++frames;
    }
    return decoding.client().state() == player::DecodeState::ended ? frames : -1;
}

player::Picture seen(const std::filesystem::path& picture, Size zone) {
    player::Decoding decoding(picture, player::picture_request(zone));
    auto frame = decoding.next_frame();
    REQUIRE(frame);
    return frame->picture;
}

std::filesystem::path rig_file(const std::string& name, const std::vector<std::uint8_t>& bytes) {
    static const TemporaryDirectory folder;
    const auto path = folder.path() / name;
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
    return path;
}

int difference(Colour a, Colour b) {
    return std::abs(a.red - b.red) + std::abs(a.green - b.green) + std::abs(a.blue - b.blue);
}

// What every film's rendition promises, whatever it was made of.
void check_film(IngestRig& rig, const FreshRendition& made, Size size) {
    CHECK(made.made.kind == MediaKind::video);
    CHECK(made.made.rendition.size == size);
    CHECK(made.made.rendition.asset.media_type == "video/mp4");
    const MediaFacts facts = rig.facts(made.file);
    const VideoFacts& video = facts.video.value();
    CHECK(video.codec == "h264");
    CHECK(video.pixel_format == "yuv420p");
    CHECK(video.matrix == "bt709");
    CHECK(video.primaries == "bt709");
    CHECK(video.transfer == "bt709");
    CHECK(video.size == size);
    CHECK(video.rotation == 0);
    CHECK(video.rate == video.average_rate);
    CHECK(video.rate.value() <= 60);
    CHECK_FALSE(facts.has_subtitles);
    const FilmPackets packets = rig.packets(made.file);
    CHECK(packets.is_regular());
    CHECK(packets.longest_run() <= Microseconds(2'050'000));
    if (facts.sound) {
        CHECK(facts.sound->codec == "aac");
        CHECK(facts.sound->samples_per_second == 48'000);
        CHECK(facts.sound->channels == 2);
    }
    CHECK(frames_played(made.file) == static_cast<int>(packets.count()));
    // The index lies before the content, so that a player need not read the end first.
    const auto bytes = player::bytes_of(made.file);
    const std::string text(bytes.begin(), bytes.end());
    CHECK(text.find("moov") < text.find("mdat"));
}

} // namespace

TEST_CASE("a real film becomes what players play well, as loud as all others") {
    IngestRig rig;
    const auto made = rig.ingest(real_media("big_buck_bunny_720p.mp4"));
    REQUIRE(made);
    check_film(rig, *made, {1280, 720});
    CHECK(made->made.rendition.has_sound);
    CHECK(std::abs(made->made.rendition.duration.count() - 5'280) < 100);
}

TEST_CASE("a film that is right already is copied, not encoded again") {
    IngestRig rig;
    const auto first = rig.ingest(clip("short.mp4", short_film));
    REQUIRE(first);
    const auto original = rig.folder() / "original.mp4";
    std::filesystem::rename(first->file, original);
    const auto again = rig.ingest(original);
    REQUIRE(again);
    check_film(rig, *again, {640, 360});
    // Encoding anew would make other pictures.
    CHECK(player::ffmpeg_frame_md5s(again->file, "") == player::ffmpeg_frame_md5s(original, ""));
}

TEST_CASE("films of every kind become the same") {
    IngestRig rig;
    struct Kind {
        const char* file;
        const char* arguments;
        Size size;
        const char* note;
    };
    const std::string from = "-t 1 -i {big_buck_bunny_720p.mp4} -vf scale=320:180 ";
    const std::vector<Kind> kinds{
        {"vp9.webm", "-c:v libvpx-vp9 -deadline realtime -c:a libopus -ac 2", {320, 180}, "small"},
        {"fine-colour.mp4", "-an -c:v libx264 -pix_fmt yuv444p", {320, 180}, "no_sound"},
        {"ten-bit.mkv",
         "-an -c:v libx265 -x265-params log-level=none -pix_fmt yuv420p10le",
         {320, 180},
         "no_sound"},
        {"bright.mp4",
         "-an -c:v libx265 -x265-params log-level=none -pix_fmt yuv420p10le -color_trc smpte2084 "
         "-color_primaries bt2020 -colorspace bt2020nc",
         {320, 180},
         "tone_mapped"},
        {"odd.avi", "-an -vf scale=321:181,setsar=1 -c:v mpeg4", {320, 180}, "no_sound"},
        {"wide-pixels.mp4", "-an -vf scale=160:180,setsar=2 -c:v libx264", {320, 180}, "no_sound"},
        {"fast.mp4", "-an -vf scale=320:180,fps=120 -c:v libx264", {320, 180}, "fewer_pictures"},
        {"uneven.mkv",
         "-an -vf scale=320:180,select='mod(n\\,3)' -fps_mode vfr -c:v libx264",
         {320, 180},
         "no_sound"},
        {"animation.apng", "-an -vf fps=10,scale=320:180", {320, 180}, "animation"},
        {"large.mp4",
         "-an -vf scale=2560:1440 -c:v libx264 -preset ultrafast",
         {1920, 1080},
         "scaled"},
        {"portrait.mp4",
         "-an -vf scale=1440:2560,setsar=1 -c:v libx264 -preset ultrafast",
         {1080, 1920},
         "portrait"}};
    for (const Kind& kind : kinds) {
        const auto original = clip(kind.file, from + kind.arguments);
        INFO(kind.file);
        REQUIRE_FALSE(original.empty());
        const auto made = rig.ingest(original);
        if (!made) {
            FAIL(to_string(made.error()));
        }
        check_film(rig, *made, kind.size);
        CHECK(has_note(*made, kind.note));
    }
}

TEST_CASE("a film whose sound nothing here decodes plays without, and subtitles do no harm") {
    IngestRig rig;
    const auto original = clip("foreign-sound.mkv", "-t 1 -i {big_buck_bunny_720p.mp4} -vf "
                                                    "scale=320:180 -c:v libx264 -c:a aac -ac 2");
    const auto bytes = player::bytes_of(original);
    std::string text(bytes.begin(), bytes.end());
    text.replace(text.find("A_AAC"), 5, "A_QQQ"); // a codec that nobody has
    const auto foreign = rig.folder() / "foreign.mkv";
    std::ofstream(foreign, std::ios::binary) << text;
    const auto made = rig.ingest(foreign);
    REQUIRE(made);
    CHECK(has_note(*made, "sound_unknown"));
    CHECK_FALSE(made->made.rendition.has_sound);

    std::ofstream(rig.folder() / "words.srt") << "1\n00:00:00,000 --> 00:00:01,000\nHello\n";
    const auto with_words =
        player::made_media("ingest-subtitles.mkv", "-i " + original.string() + " -i "
                                                       + (rig.folder() / "words.srt").string()
                                                       + " -map 0 -map 1 -c copy -c:s srt");
    const auto subtitled = rig.ingest(with_words);
    REQUIRE(subtitled);
    CHECK(has_note(*subtitled, "subtitles_dropped"));
    CHECK_FALSE(rig.facts(subtitled->file).has_subtitles);
}

TEST_CASE("a film held upright is turned, and nothing says so any more") {
    IngestRig rig;
    const auto stored =
        clip("stored-lying.mp4", "-t 1 -i {big_buck_bunny_720p.mp4} -an -vf scale=320:180");
    const auto turned = player::made_media("ingest-turned.mp4", "-i " + stored.string()
                                                                    + " -c copy "
                                                                      "-metadata:s:v rotate=90");
    const auto made = rig.ingest(turned);
    REQUIRE(made);
    check_film(rig, *made, {180, 320});
}

TEST_CASE("a film that breaks off plays as far as it goes, and a note says so") {
    IngestRig rig;
    const auto whole = clip("breaks-off.mp4", "-i {big_buck_bunny_720p.mp4} -an -c:v libx264 "
                                              "-vf scale=320:180 -movflags +faststart");
    auto bytes = player::bytes_of(whole);
    const auto half = rig.folder() / "half.mp4";
    std::ofstream(half, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size() / 2));
    const auto made = rig.ingest(half);
    REQUIRE(made);
    CHECK(has_note(*made, "incomplete"));
    CHECK(frames_played(made->file) > 10);
    CHECK(made->made.rendition.duration < Milliseconds(5'000));
}

TEST_CASE("progress grows to its end") {
    IngestRig rig;
    std::vector<int> told;
    REQUIRE(rig.ingest(clip("short.mp4", short_film),
                       {.progress = [&](int percent) { told.push_back(percent); }}));
    REQUIRE_FALSE(told.empty());
    CHECK(std::is_sorted(told.begin(), told.end()));
    CHECK(told.back() >= 90);
    CHECK(told.back() <= 99);
}

TEST_CASE("a sound alone is kept as a sound, and a note says what it is for") {
    IngestRig rig;
    const auto original =
        clip("sound.mp4", "-i {big_buck_bunny_720p.mp4} -vn -c:a libmp3lame -ac 2 -f mp4");
    const auto made = rig.ingest(original);
    REQUIRE(made);
    CHECK(made->made.kind == MediaKind::audio);
    CHECK(made->made.rendition.asset.media_type == "audio/mp4");
    CHECK(has_note(*made, "sound_only"));
    CHECK(rig.facts(made->file).sound->codec == "aac");
}

TEST_CASE("photographs become upright and keep nothing but their pixels") {
    IngestRig rig;
    for (const char* name :
         {"photo_landscape_exif1.jpg", "photo_landscape_exif6.jpg", "photo_portrait_exif8.jpg"}) {
        INFO(name);
        const auto original = real_media(name);
        const auto made = rig.ingest(original);
        REQUIRE(made);
        const bool portrait = std::string(name).find("portrait") != std::string::npos;
        CHECK(made->made.rendition.size == (portrait ? Size{1200, 1800} : Size{1800, 1200}));
        CHECK(made->made.rendition.asset.media_type == "image/jpeg");
        const auto bytes = player::bytes_of(made->file);
        const std::string text(bytes.begin(), bytes.end());
        CHECK(text.find("Exif") == std::string::npos);
        // Our player turns the original by its EXIF; the rendition looks the same.
        const Size zone{360, 360};
        const auto before = seen(original, zone);
        const auto after = seen(made->file, zone);
        REQUIRE(before.size == after.size);
        for (const int x : {40, 150, 200}) {
            for (const int y : {40, 150, 200}) {
                CHECK(difference(player::pixel_at(before, x, y), player::pixel_at(after, x, y))
                      < 60);
            }
        }
    }
}

TEST_CASE("a large picture is scaled to what the largest screens need") {
    IngestRig rig;
    const auto made =
        rig.ingest(clip("large.jpg", "-i {photo_landscape_exif1.jpg} -vf scale=6000:4000"));
    REQUIRE(made);
    CHECK(made->made.rendition.size == Size{3840, 2560});
    CHECK(has_note(*made, "scaled"));
}

TEST_CASE("transparency is kept") {
    IngestRig rig;
    const auto original = clip("transparent.png", "-f lavfi -i "
                                                  "color=red@0.0:s=64x32,format=rgba -frames:v 1");
    const auto made = rig.ingest(original);
    REQUIRE(made);
    CHECK(made->made.rendition.asset.media_type == "image/png");
    CHECK(player::pixel_at(seen(made->file, {64, 32}), 10, 10).alpha == 0);
}

TEST_CASE("pictures of other kinds become JPEG or PNG") {
    IngestRig rig;
    for (const char* name : {"kind.bmp", "kind.tiff", "kind.gif", "kind.webp", "kind.png"}) {
        INFO(name);
        const auto made =
            rig.ingest(clip(name, "-i {photo_landscape_exif1.jpg} -vf scale=300:200 -frames:v 1"));
        REQUIRE(made);
        CHECK(made->made.kind == MediaKind::picture);
        CHECK(made->made.rendition.size == Size{300, 200});
        CHECK(seen(made->file, {300, 200}).size == Size{300, 200});
    }
}

TEST_CASE("a font is what the sanitizer writes of it, and opens as a font again") {
    IngestRig rig;
    const auto made = rig.ingest("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf");
    REQUIRE(made);
    CHECK(made->made.kind == MediaKind::font);
    CHECK(made->made.rendition.asset.media_type == "font/ttf");
    CHECK(made->made.rendition.asset.size_bytes > 100'000);
    CHECK(made->made.rendition.size.empty());
    CHECK(rig.facts(made->file).file.kind == "font");
}

TEST_CASE("a collection of fonts stays one") {
    IngestRig rig;
    const auto made = rig.ingest("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc");
    REQUIRE(made);
    CHECK(made->made.rendition.asset.media_type == "font/collection");
}

TEST_CASE("a font that is not in order is refused with its reason") {
    IngestRig rig;
    auto bytes = player::bytes_of("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf");
    const auto whole = bytes.size();
    bytes.resize(whole / 2);
    CHECK(rig.refused(rig_file("half.ttf", bytes)) == "damaged_font");
    bytes.resize(64);
    CHECK(rig.refused(rig_file("head.ttf", bytes)) == "damaged_font");
}
