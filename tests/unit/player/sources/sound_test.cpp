// What is only heard, with a real decoder behind.
#include "player/sources/sound.hpp"

#include <catch2/catch.hpp>

#include <poll.h>

#include "player/sources/chime.hpp"
#include "player/sources/content_sources.hpp"
#include "player/sources/video.hpp"
#include "tests/fakes/media_stage.hpp"
#include "tests/fakes/recorded_loudspeaker.hpp"
#include "tests/unit/player/decode/hearing.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

SourceRequest request_for(Microseconds position = 0us) {
    SourceRequest request;
    request.shown.item = {"018f0000-0000-7000-8000-000000000001"};
    request.shown.content.bytes[0] = 42;
    request.zone = {64, 64};
    request.position = position;
    request.volume = {.percent = 50, .percent_max = 100};
    return request;
}

Heard tone_of(MediaStage& stage) {
    const auto file = made_media(
        "tone.m4a", R"(-f lavfi -i "aevalsrc=0.5*sin(2*PI*440*t):s=48000:d=4" -c:a aac)");
    Heard heard;
    heard.asset.sha256 = stage.assets.add(file);
    heard.asset.size_bytes = bytes_of(file).size();
    heard.volume_percent = 80;
    return heard;
}

SourceState settled(FrameSource& source) {
    SourceState state = source.poll();
    for (int turn = 0; turn < 12'000 && state == SourceState::preparing; ++turn) {
        ::poll(nullptr, 0, 10);
        state = source.poll();
    }
    return state;
}

std::vector<float> chimed() {
    std::vector<float> samples(3 * sound_rate * sound_channels);
    Chime chime(0);
    samples.resize(chime.read(samples) * sound_channels);
    return samples;
}

} // namespace

TEST_CASE("a sound has its item's identity, no picture, and its share of the volume") {
    MediaStage stage;
    RecordedLoudspeaker loudspeaker;
    SoundSource source(stage.supply(&loudspeaker), request_for(), tone_of(stage));
    REQUIRE(settled(source) == SourceState::ready);
    const Frame frame = source.frame_at(0us);
    CHECK(frame.item == request_for().shown);
    CHECK(frame.pieces.empty());
    CHECK(frame.background.alpha == 0); // the layout shows through
    CHECK(same_picture(frame, source.frame_at(3s)));
    CHECK(loudspeaker.streams.empty()); // decoded ahead, silent until its slot
    source.keep_in_step(0us, 7s);
    source.keep_in_step(250ms, 7'250ms);
    CHECK(loudspeaker.starts == std::vector<Microseconds>{7s, 7s});
    CHECK(source.next_change(0us).value() <= 500ms);
    source.set_volume(10);
    CHECK(loudspeaker.volumes == std::vector<std::int32_t>{40, 8});
}

TEST_CASE("a sound joined in the middle is decoded from there") {
    MediaStage stage;
    RecordedLoudspeaker loudspeaker;
    SoundSource source(stage.supply(&loudspeaker), request_for(3s), tone_of(stage));
    REQUIRE(settled(source) == SourceState::ready);
    source.keep_in_step(3s, 10s);
    CHECK(loudspeaker.starts == std::vector<Microseconds>{7s});
    CHECK(loudspeaker.streams.at(0)->begins() == 3 * sound_rate);
}

TEST_CASE("a chime comes first, and the sound right after it") {
    MediaStage stage;
    RecordedLoudspeaker loudspeaker;
    Heard heard = tone_of(stage);
    heard.chime = true;
    SoundSource source(stage.supply(&loudspeaker), request_for(), heard);
    REQUIRE(settled(source) == SourceState::ready);
    source.keep_in_step(0us, 7s);
    REQUIRE(loudspeaker.streams.size() == 2);
    CHECK(loudspeaker.starts == std::vector<Microseconds>{7s, 7s + chime_length});
}

TEST_CASE("joined after the chime, only the sound is heard, joined within it, both") {
    MediaStage stage;
    RecordedLoudspeaker loudspeaker;
    Heard heard = tone_of(stage);
    heard.chime = true;
    SoundSource after(stage.supply(&loudspeaker), request_for(3s), heard);
    REQUIRE(settled(after) == SourceState::ready);
    after.keep_in_step(3s, 10s);
    REQUIRE(loudspeaker.streams.size() == 1);
    CHECK(loudspeaker.streams[0]->begins() == 1 * sound_rate);
    SoundSource within(stage.supply(&loudspeaker), request_for(1s), heard);
    REQUIRE(settled(within) == SourceState::ready);
    within.keep_in_step(1s, 10s);
    REQUIRE(loudspeaker.streams.size() == 3);
    CHECK(loudspeaker.streams[1]->begins() == 1 * sound_rate);
    CHECK(loudspeaker.streams[2]->begins() == 0);
}

TEST_CASE("a sound whose file is missing or broken fails by name") {
    MediaStage stage;
    RecordedLoudspeaker loudspeaker;
    Heard missing;
    missing.asset.size_bytes = 9;
    SoundSource absent(stage.supply(&loudspeaker), request_for(), missing);
    REQUIRE(settled(absent) == SourceState::failed);
    CHECK(absent.failure().code == ErrorCode::not_found);
    missing.asset.sha256 = stage.assets.add(real_media("README.md"));
    SoundSource broken(stage.supply(&loudspeaker), request_for(), missing);
    REQUIRE(settled(broken) == SourceState::failed);
    CHECK(broken.failure().code == ErrorCode::unsupported_media);
}

TEST_CASE(
    "a loudspeaker is kept awake from the opening of a sound to its end, unless it is muted") {
    MediaStage stage;
    RecordedLoudspeaker loudspeaker;
    {
        const SoundSource source(stage.supply(&loudspeaker), request_for(), tone_of(stage));
        CHECK(loudspeaker.is_kept_awake());
    }
    CHECK_FALSE(loudspeaker.is_kept_awake());
    Video film;
    film.volume_percent = 60;
    {
        const VideoSource source(stage.supply(&loudspeaker), request_for(), film);
        CHECK(loudspeaker.is_kept_awake());
    }
    film.volume_percent = 0;
    const VideoSource mute(stage.supply(&loudspeaker), request_for(), film);
    CHECK_FALSE(loudspeaker.is_kept_awake());
}

TEST_CASE("a notice on a loudspeaker is its chime") {
    MediaStage stage;
    RecordedLoudspeaker loudspeaker;
    SoundSource source(stage.supply(&loudspeaker), request_for(), {{}, 100, true});
    REQUIRE(source.poll() == SourceState::ready);
    source.keep_in_step(0us, 7s);
    CHECK(loudspeaker.streams.size() == 1);
    CHECK(loudspeaker.volumes == std::vector<std::int32_t>{50});
}

TEST_CASE("the chime is three soft tones that rise and fall without a click") {
    const auto samples = chimed();
    CHECK(seconds_of(samples) == Approx(2.0));
    CHECK(tone_strength(part_of(samples, 0.02, 0.42), 0, 783.99) > 0.08);
    CHECK(tone_strength(part_of(samples, 0.47, 0.87), 0, 659.26) > 0.08);
    CHECK(tone_strength(part_of(samples, 0.92, 1.32), 1, 523.25) > 0.08);
    float loudest = 0;
    for (std::size_t i = 2; i < samples.size(); i += 2) {
        loudest = std::max(loudest, std::abs(samples[i]));
        CHECK(std::abs(samples[i] - samples[i - 2]) < 0.1F);
    }
    CHECK(loudest > 0.15F);
    CHECK(loudest < 0.35F);
    CHECK(std::abs(samples.back()) < 1e-4F);
}

TEST_CASE("on a loudspeaker a film is its sound, and what makes none is silent in its turn") {
    MediaStage stage;
    RecordedLoudspeaker loudspeaker;
    const auto fonts = FontCatalog::load("/usr/share/fonts");
    REQUIRE(fonts);
    ContentSources sources(*fonts, stage.tasks, stage.supply(&loudspeaker));
    SourceRequest request = request_for();
    request.zone = {};
    Video film;
    const auto path = real_media("big_buck_bunny_720p.mp4");
    film.asset = {stage.assets.add(path), bytes_of(path).size(), "video/mp4"};
    film.volume_percent = 60;
    request.item.content = film;
    const auto heard = sources.open(request);
    REQUIRE(settled(*heard) == SourceState::ready);
    heard->keep_in_step(0us, 0us);
    CHECK(loudspeaker.volumes == std::vector<std::int32_t>{30});
    CHECK(heard->frame_at(0us).pieces.empty());
    request.item.content = Poster{};
    const auto silent = sources.open(request);
    CHECK(silent->poll() == SourceState::ready);
    CHECK(silent->frame_at(0us).item == request.shown);
    CHECK(sources.open_slate({})->poll() == SourceState::ready);
    CHECK(loudspeaker.streams.size() == 1);
}

TEST_CASE("a screen without a sound device does not claim to play a sound") {
    MediaStage stage;
    RecordedLoudspeaker loudspeaker;
    loudspeaker.is_audible = false;
    const auto fonts = FontCatalog::load("/usr/share/fonts");
    REQUIRE(fonts);
    ContentSources sources(*fonts, stage.tasks, stage.supply(&loudspeaker));
    SourceRequest request = request_for();
    request.item.content = Audio{};
    const auto source = sources.open(request);
    REQUIRE(source->poll() == SourceState::failed);
    CHECK(source->failure().code == ErrorCode::unsupported);
}
