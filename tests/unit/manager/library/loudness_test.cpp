// Every rendition is as loud as every other, judged by ffmpeg's own meter outside of any cell.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>

#include "manager/library/loudness.hpp"
#include "schemas/model/limits.hpp"
#include "tests/unit/manager/library/ingest_rig.hpp"
#include "tests/unit/player/decode/decoding.hpp"

using namespace marquee;
using namespace marquee::manager;
using player::real_media;

namespace {

double figure(const std::string& said, const std::string& name) {
    const std::size_t at = said.rfind(name);
    REQUIRE(at != std::string::npos);
    return std::atof(said.c_str() + at + name.size());
}

// By `filter` before the meter, so that a short sound can be repeated.
Loudness heard(const std::filesystem::path& file, const std::string& filter = "anull") {
    const TemporaryDirectory place;
    const std::string out = (place.path() / "said").string();
    const std::string command = "ffmpeg -hide_banner -nostats -i " + file.string() + " -af "
                                + filter + ",ebur128=peak=true:framelog=verbose -f null - 2>" + out;
    REQUIRE(std::system(command.c_str()) == 0);
    std::ifstream in(out);
    const std::string said{std::istreambuf_iterator<char>(in), {}};
    return {figure(said, "I:"), figure(said, "Peak:")};
}

void check_level(const FreshRendition& made, const std::string& filter = "anull") {
    const Loudness result = heard(made.file, filter);
    CHECK(std::abs(result.integrated - limits::loudness_lufs) <= 0.5);
    CHECK(result.peak <= limits::loudness_peak_dbtp_max);
}

// A digest of the encoded sound.
std::string packets_of(const std::filesystem::path& file) {
    const TemporaryDirectory place;
    const std::string out = (place.path() / "digest").string();
    const std::string command =
        "ffmpeg -v error -y -i " + file.string() + " -map 0:a -c copy -f md5 " + out;
    REQUIRE(std::system(command.c_str()) == 0);
    std::ifstream in(out);
    return {std::istreambuf_iterator<char>(in), {}};
}

ErrorParams params_of(const FreshRendition& made, const std::string& code) {
    const auto found = std::find_if(made.made.notes.begin(), made.made.notes.end(),
                                    [&](const MediaNote& note) { return note.code == code; });
    return found == made.made.notes.end() ? ErrorParams() : found->params;
}

} // namespace

TEST_CASE("sounds of every loudness, rate and number of channels come out level") {
    IngestRig rig;
    const std::string noise = "-f lavfi -i anoisesrc=d=4:c=pink:r=44100:seed=7:a=";
    struct Sound {
        const char* file;
        std::string arguments;
    };
    const std::vector<Sound> sounds{
        {"loud.wav", noise + "1 -ac 2"},
        {"soft.flac", noise + "0.05 -ac 1 -sample_fmt s16"},
        {"mono.mp3", noise + "0.2 -ac 1 -ar 22050 -c:a libmp3lame"},
        {"surround.flac", noise + "0.3 -af pan='5.1|FL=c0|FR=0.5*c0|FC=c0|LFE=c0|BL=c0|BR=c0'"},
        {"surround.m4a", noise + "0.3 -af pan='5.1|FC=c0|BL=0.1*c0' -c:a aac"},
        {"clipped.ogg", noise + "1 -af volume=20dB -ac 2 -c:a libvorbis"},
        {"late.opus", noise + "0.2 -af adelay=1500:all=1 -ac 2 -c:a libopus -ar 48000"},
        // Taps on quiet noise: the peaks are far above what is heard of it.
        {"taps.wav", noise
                         + "0.02 -af "
                           "aeval='val(0)*if(lt(mod(t\\,1)\\,0.004)\\,18\\,1)' -ac 2"}};
    for (const Sound& sound : sounds) {
        INFO(sound.file);
        const auto original = clip(std::string("level-") + sound.file, sound.arguments);
        REQUIRE_FALSE(original.empty());
        const auto made = rig.ingest(original);
        REQUIRE(made);
        CHECK(made->made.kind == MediaKind::audio);
        CHECK(made->made.rendition.asset.media_type == "audio/mp4");
        const SoundFacts facts = rig.facts(made->file).sound.value();
        CHECK(facts.codec == "aac");
        CHECK(facts.samples_per_second == 48'000);
        CHECK(facts.channels == 2);
        check_level(*made);
    }
}

TEST_CASE("a sound too faint to be raised so far stays quiet and is told") {
    IngestRig rig;
    const auto made = rig.ingest(
        clip("level-hiss.flac", "-f lavfi -i anoisesrc=d=4:c=pink:r=44100:seed=7:a=0.003 -ac 2"));
    REQUIRE(made);
    const Loudness result = heard(made->file);
    CHECK(result.integrated < limits::loudness_lufs - loudness_apart_max);
    const ErrorParams said = params_of(*made, "still_quiet");
    REQUIRE(said.size() == 2);
    CHECK(std::abs(std::atof(said[1].second.c_str() + std::string("−").size()) + result.integrated)
          < 0.3);
}

TEST_CASE("a real film comes out level, and its note says from where to where") {
    IngestRig rig;
    const auto original = real_media("big_buck_bunny_720p.mp4");
    const auto made = rig.ingest(original);
    REQUIRE(made);
    check_level(*made);
    const ErrorParams said = params_of(*made, "levelled");
    REQUIRE(said.size() == 2);
    CHECK(said[1] == std::pair<std::string, std::string>{"to", "−23.0"});
    const double from = -std::atof(said[0].second.c_str() + std::string("−").size());
    CHECK(std::abs(from
                   - heard(original, "aformat=sample_fmts=fltp:channel_layouts=stereo").integrated)
          < 0.3);
}

TEST_CASE("a level sound in the right shape is copied, and says nothing of itself") {
    IngestRig rig;
    const auto first = rig.ingest(
        clip("level-twice.wav", "-f lavfi -i anoisesrc=d=4:c=pink:r=48000:seed=7:a=0.5 -ac 2"));
    REQUIRE(first);
    const auto original = rig.folder() / "original.m4a";
    std::filesystem::rename(first->file, original);
    const auto again = rig.ingest(original);
    REQUIRE(again);
    CHECK_FALSE(has_note(*again, "levelled"));
    CHECK(packets_of(original) == packets_of(again->file));
}

TEST_CASE("a chime too short to be measured is levelled as if it went on") {
    IngestRig rig;
    const auto made = rig.ingest(
        clip("level-chime.wav", "-f lavfi -i sine=frequency=880:duration=0.25:sample_rate=48000 "
                                "-ac 2 -af volume=-20dB"));
    REQUIRE(made);
    CHECK(has_note(*made, "levelled"));
    check_level(*made, "atrim=end=0.2,aloop=loop=20:size=9600");
}

TEST_CASE("silence stays silence and is told") {
    IngestRig rig;
    const auto made =
        rig.ingest(clip("level-silence.wav", "-f lavfi -i anullsrc=r=48000:cl=stereo -t 2"));
    REQUIRE(made);
    CHECK(has_note(*made, "silent"));
    CHECK_FALSE(has_note(*made, "levelled"));
    CHECK(heard(made->file).integrated <= -69);
}

TEST_CASE("what a meter says is believed within bounds") {
    const std::string said = "  Integrated loudness:\n    I:         -34.1 LUFS\n"
                             "  True peak:\n    Peak:      -13.5 dBFS\n";
    const auto loudness = loudness_in(said);
    REQUIRE(loudness);
    CHECK(loudness->integrated == Approx(-34.1));
    CHECK(loudness->peak == Approx(-13.5));
    const std::string silent = "    I:         -70.0 LUFS\n    Peak:       -inf dBFS\n";
    CHECK_FALSE(loudness_in(silent));
    CHECK_FALSE(has_peak(silent));
    CHECK_FALSE(loudness_in("    I:  nan LUFS\n    Peak: nan dBFS\n"));
    CHECK_FALSE(loudness_in("    I:  inf LUFS\n    Peak: 0 dBFS\n"));
    CHECK_FALSE(loudness_in("nothing of the kind"));
    CHECK_FALSE(has_peak("nothing of the kind"));
    CHECK(has_peak("    I:         -70.0 LUFS\n    Peak:       -12.0 dBFS\n"));
}

TEST_CASE("the gain is what it takes, the peaks are held, and both have a bound") {
    CHECK(levelling_for({-14.2, -0.5}).gain_decibels == Approx(-8.8));
    CHECK_FALSE(levelling_for({-14.2, -0.5}).held);
    CHECK(levelled({-14.2, -0.5}, levelling_for({-14.2, -0.5})) == Approx(limits::loudness_lufs));
    CHECK(levelling_for({-30, -4}).gain_decibels == Approx(7));
    CHECK(levelling_for({-30, -4}).held);
    CHECK(levelling_for({-60, -40}).gain_decibels == Approx(gain_decibels_max));
    // Not more than the limiter may take off; the rest stays quiet.
    CHECK(levelling_for({-50, -1}).gain_decibels == Approx(11));
    CHECK(levelling_for({1e9, -1}).gain_decibels == Approx(-gain_decibels_max));
    const Levelling quiet = corrected({5, true}, {limits::loudness_lufs - 2, -3});
    CHECK(quiet.gain_decibels == Approx(7));
    CHECK(quiet.held);
    CHECK(corrected({29, true}, {-60, -3}).gain_decibels == Approx(gain_decibels_max));
    CHECK(is_level({-23.4, -1}));
    CHECK_FALSE(is_level({-23.6, -1}));
    CHECK_FALSE(is_level({-23, -0.9}));
}
