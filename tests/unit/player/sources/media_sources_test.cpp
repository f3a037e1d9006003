// Posters and videos as the engine sees them, with a real decoder behind.
#include <catch2/catch.hpp>

#include <poll.h>

#include <csignal>
#include <fstream>

#include "player/sources/poster.hpp"
#include "player/sources/video.hpp"
#include "tests/fakes/media_stage.hpp"
#include "tests/fakes/recorded_loudspeaker.hpp"
#include "tests/places.hpp"
#include "tests/unit/player/decode/gif_maker.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

const std::string media = source_path("tests/data/media/");

SourceRequest request_for(Size zone) {
    SourceRequest request;
    request.shown.item = {"018f0000-0000-7000-8000-000000000001"};
    request.shown.content.bytes[0] = 42;
    request.zone = zone;
    return request;
}

// Lets the decoder work until the source is no longer preparing; two minutes at most.
SourceState settled(FrameSource& source) {
    SourceState state = source.poll();
    for (int turn = 0; turn < 12'000 && state == SourceState::preparing; ++turn) {
        ::poll(nullptr, 0, 10);
        state = source.poll();
    }
    return state;
}

// Asks for the frame at `position` until the decoder has come that far.
Frame frame_when_decoded(VideoSource& source, Microseconds position, std::uint64_t serial) {
    Frame frame = source.frame_at(position);
    for (int turn = 0; turn < 12'000 && frame.serial < serial; ++turn) {
        ::poll(nullptr, 0, 10);
        frame = source.frame_at(position);
    }
    return frame;
}

Video video_of(MediaStage& stage, Fit fit = Fit::contain) {
    Video video;
    video.asset.sha256 = stage.assets.add(media + "big_buck_bunny_720p.mp4");
    video.fit = fit;
    return video;
}

Poster poster_of(MediaStage& stage, Fit fit) {
    Poster poster;
    poster.asset.sha256 = stage.assets.add(media + "photo_landscape_exif6.jpg");
    poster.fit = fit;
    poster.background = {9, 8, 7, 255};
    return poster;
}

} // namespace

TEST_CASE("a poster lies in the middle of its zone, upright, with its identity") {
    MediaStage stage;
    PosterSource source(stage.supply(), request_for({400, 400}), poster_of(stage, Fit::contain));
    REQUIRE(settled(source) == SourceState::ready);
    const Frame frame = source.frame_at(0us);
    REQUIRE(frame.pieces.size() == 1);
    CHECK(frame.pieces[0].source == Rect{0, 0, 400, 267});
    CHECK(frame.pieces[0].target == Rect{0, 66, 400, 267});
    CHECK(frame.background == Colour{9, 8, 7, 255});
    CHECK(frame.item == request_for({}).shown);
    CHECK_FALSE(source.next_change(0us));
    CHECK(source.frame_at(60s).serial == frame.serial);
}

TEST_CASE("a poster that covers leaves no background") {
    MediaStage stage;
    PosterSource source(stage.supply(), request_for({300, 300}), poster_of(stage, Fit::cover));
    REQUIRE(settled(source) == SourceState::ready);
    REQUIRE(source.frame_at(0us).pieces[0].target == Rect{0, 0, 300, 300});
}

TEST_CASE("an animated poster shows the frame of each position, as if it had always gone round") {
    MediaStage stage;
    std::vector<GifFrame> frames;
    for (std::uint8_t colour = 0; colour < 4; ++colour) {
        frames.push_back({{0, 0, 2, 2}, {colour, colour, colour, colour}, 25});
    }
    const std::filesystem::path file = build_path("four-seasons.gif");
    const auto bytes = make_gif({2, 2}, frames);
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
    Poster poster;
    poster.asset.sha256 = stage.assets.add(file);
    poster.asset.media_type = "image/gif";
    SourceRequest request = request_for({40, 20});
    request.position = 7'300ms; // the second of the frames, the eighth time round
    PosterSource source(stage.supply(), request, poster);
    REQUIRE(settled(source) == SourceState::ready);
    for (const auto at : {7'300ms, 7'499ms, 7'500ms, 7'999ms, 8'000ms, 12'250ms}) {
        INFO(at.count() << " ms");
        Frame frame = source.frame_at(at);
        for (int turn = 0; turn < 12'000 && !source.settled(at); ++turn) {
            ::poll(nullptr, 0, 10);
            frame = source.frame_at(at);
        }
        const Picture& picture = frame.pieces.at(0).picture;
        const Colour expected = gif_palette[static_cast<std::size_t>(at / 250ms % 4)];
        CHECK(picture.planes[0][0] == expected.blue);
        CHECK(picture.planes[0][1] == expected.green);
        CHECK(picture.planes[0][2] == expected.red);
        CHECK(frame.pieces[0].target == Rect{10, 0, 20, 20});
        const auto next = source.next_change(at);
        REQUIRE(next);
        CHECK(*next == (at / 250ms + 1) * 250ms);
    }
}

TEST_CASE("a poster whose asset is not there fails by name") {
    MediaStage stage;
    PosterSource source(stage.supply(), request_for({64, 64}), Poster{});
    REQUIRE(settled(source) == SourceState::failed);
    REQUIRE(source.failure().code == ErrorCode::not_found);
}

TEST_CASE("a poster that is no picture fails by name") {
    MediaStage stage;
    Poster poster;
    poster.asset.sha256 = stage.assets.add(media + "README.md");
    PosterSource source(stage.supply(), request_for({64, 64}), poster);
    REQUIRE(settled(source) == SourceState::failed);
    REQUIRE(source.failure().code == ErrorCode::unsupported_media);
}

TEST_CASE("a video is ready with its first frame decoded and shows each frame at its time") {
    MediaStage stage;
    VideoSource source(stage.supply(), request_for({640, 480}), video_of(stage));
    REQUIRE(settled(source) == SourceState::ready);
    const Frame first = source.frame_at(0us);
    CHECK(first.serial == 1);
    CHECK(first.item == request_for({}).shown);
    CHECK(first.pieces[0].source == Rect{0, 0, 1'280, 720});
    CHECK(first.pieces[0].target == Rect{0, 60, 640, 360});
    CHECK(source.frame_at(39'999us).serial == 1);
    CHECK(frame_when_decoded(source, 40'000us, 2).serial == 2);
    CHECK(source.next_change(40'000us).value() <= 80'000us);
    CHECK(source.frames_skipped() == 0);
}

TEST_CASE("a covering video is cut, not bent") {
    MediaStage stage;
    VideoSource source(stage.supply(), request_for({360, 360}), video_of(stage, Fit::cover));
    REQUIRE(settled(source) == SourceState::ready);
    const Frame frame = source.frame_at(0us);
    CHECK(frame.pieces[0].source == Rect{280, 0, 720, 720});
    CHECK(frame.pieces[0].target == Rect{0, 0, 360, 360});
}

TEST_CASE("a video shown to its end keeps its last frame and changes no more") {
    MediaStage stage;
    VideoSource source(stage.supply(), request_for({640, 360}), video_of(stage));
    REQUIRE(settled(source) == SourceState::ready);
    const Frame last = frame_when_decoded(source, 60s, 132);
    CHECK(last.serial == 132);
    CHECK(source.poll() == SourceState::ready);
    CHECK(source.frame_at(61s).serial == 132);
    while (source.next_change(61s)) {
        ::poll(nullptr, 0, 10);
        source.poll();
    }
    CHECK_FALSE(source.next_change(61s));
}

TEST_CASE("a video whose file is cut off fails by name and shows nothing false") {
    MediaStage stage;
    Video video;
    video.asset.sha256 = stage.assets.add(media + "README.md");
    VideoSource source(stage.supply(), request_for({64, 64}), video);
    REQUIRE(settled(source) == SourceState::failed);
    REQUIRE(source.failure().code == ErrorCode::unsupported_media);
}

TEST_CASE("a video whose decoder dies says so and keeps its last frame") {
    MediaStage stage;
    VideoSource source(stage.supply(), request_for({640, 360}), video_of(stage));
    REQUIRE(settled(source) == SourceState::ready);
    const Frame before = source.frame_at(0us);
    std::ifstream children("/proc/self/task/" + std::to_string(::getpid()) + "/children");
    for (pid_t worker = 0; children >> worker;) {
        ::kill(worker, SIGKILL);
    }
    SourceState state = source.poll();
    for (int turn = 0; turn < 12'000 && state != SourceState::failed; ++turn) {
        source.frame_at(60s);
        ::poll(nullptr, 0, 10);
        state = source.poll();
    }
    CHECK(state == SourceState::failed);
    CHECK(source.failure().code == ErrorCode::io_failed);
    const Frame after = source.frame_at(60s);
    CHECK(after.item == before.item);
    CHECK_FALSE(after.pieces.empty());
}

TEST_CASE("sound starts with the picture's slot and follows it, at its share of the volume") {
    MediaStage stage;
    RecordedLoudspeaker loudspeaker;
    Video video = video_of(stage);
    video.volume_percent = 50;
    SourceRequest request = request_for({640, 360});
    request.volume.percent = 80;
    VideoSource source(stage.supply(&loudspeaker), request, video);
    REQUIRE(settled(source) == SourceState::ready);
    CHECK(loudspeaker.starts.empty()); // decoded ahead, silent until its slot
    source.frame_at(0us);              // drawn ahead of its time
    source.keep_in_step(0us, 5s);
    source.frame_at(40ms);
    source.keep_in_step(40ms, 5'040ms);
    REQUIRE(loudspeaker.streams.size() == 1);
    CHECK(loudspeaker.volumes == std::vector<std::int32_t>{40});
    REQUIRE(loudspeaker.starts == std::vector<Microseconds>{5s, 5s});
    std::vector<float> samples(sound_channels * 256);
    CHECK(loudspeaker.streams[0]->read(samples) > 0);
    source.set_volume(20);
    CHECK(loudspeaker.volumes == std::vector<std::int32_t>{40, 10});
}

TEST_CASE("a film in quiet hours is there to be heard when they end") {
    MediaStage stage;
    RecordedLoudspeaker loudspeaker;
    SourceRequest request = request_for({640, 360});
    request.volume = {.percent = 0, .percent_max = 80};
    VideoSource source(stage.supply(&loudspeaker), request, video_of(stage));
    REQUIRE(settled(source) == SourceState::ready);
    source.frame_at(0us);
    source.keep_in_step(0us, 0us);
    source.set_volume(80);
    CHECK(loudspeaker.volumes == std::vector<std::int32_t>{0, 80});
}

TEST_CASE("the sound of a film on a display without volume is not decoded") {
    MediaStage stage;
    RecordedLoudspeaker loudspeaker;
    SourceRequest request = request_for({640, 360});
    request.volume = {.percent = 0, .percent_max = 0};
    VideoSource source(stage.supply(&loudspeaker), request, video_of(stage));
    REQUIRE(settled(source) == SourceState::ready);
    source.frame_at(0us);
    source.keep_in_step(0us, 0us);
    CHECK(loudspeaker.streams.empty());
}

TEST_CASE("where there never was a sound device, sound is not decoded") {
    MediaStage stage;
    RecordedLoudspeaker loudspeaker;
    loudspeaker.is_audible = false;
    VideoSource source(stage.supply(&loudspeaker), request_for({640, 360}), video_of(stage));
    REQUIRE(settled(source) == SourceState::ready);
    source.frame_at(0us);
    source.keep_in_step(0us, 0us);
    CHECK(loudspeaker.streams.empty());
}

TEST_CASE("a film that began before its turn shows its first picture at once, then catches up") {
    MediaStage stage;
    const Video video = video_of(stage);
    SourceRequest request = request_for({1280, 720});
    request.position = 1s;
    HeadStart head_start;
    MediaSupply supply = stage.supply();
    supply.head_start = &head_start;
    const DecodeRequest begun{message::Medium::video, Fit::contain, {1, 1}};
    head_start.offer(video.asset.sha256, begun,
                     DecodeClient::start(supply.decode,
                                         stage.assets.open(video.asset.sha256).value(), begun,
                                         stage.clock.monotonic())
                         .value());
    VideoSource source(supply, request, video);
    REQUIRE(settled(source) == SourceState::ready);
    CHECK(source.frame_at(1s).serial < 26);
    const Frame caught_up = frame_when_decoded(source, 1s, 26); // the 26th picture begins at 1 s
    CHECK(caught_up.serial == 26);
    CHECK(*source.next_change(1s) > 1s);
    CHECK(source.frame_at(1s).serial == 26);
}
