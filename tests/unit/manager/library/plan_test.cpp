// The decisions of an ingest, without a file.
#include <catch2/catch.hpp>

#include "manager/library/ffmpeg_arguments.hpp"
#include "manager/library/film_packets.hpp"
#include "manager/library/film_shape.hpp"
#include "manager/library/probe_text.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

VideoFacts film(Size size, int rotation = 0, Ratio aspect = {1, 1}) {
    VideoFacts video;
    video.codec = "h264";
    video.size = size;
    video.rotation = rotation;
    video.sample_aspect = aspect;
    video.rate = video.average_rate = {25, 1};
    return video;
}

Ratio steady(Ratio rate, Ratio average) {
    VideoFacts video;
    video.rate = rate;
    video.average_rate = average;
    return steady_rate(video);
}

FilmPackets packets(std::initializer_list<const char*> lines) {
    FilmPackets all;
    for (const char* line : lines) {
        CHECK(all.add(line));
    }
    return all;
}

} // namespace

TEST_CASE("a film is meant to be seen with square pixels and upright") {
    CHECK(upright_size(film({720, 576}, 0, {64, 45})) == Size{1024, 576});
    CHECK(upright_size(film({1920, 1080}, 90)) == Size{1080, 1920});
    CHECK(upright_size(film({1920, 1080}, -270)) == Size{1080, 1920});
    CHECK(upright_size(film({1920, 1080}, 180)) == Size{1920, 1080});
    CHECK(upright_size(film({1920, 1080}, 0, {1, 100'000})) == Size{1920, 1080});
}

TEST_CASE("a film is scaled to fit, keeps its shape and has even sides") {
    const Size most{1920, 1080};
    CHECK(fitted_even({3840, 2160}, most) == Size{1920, 1080});
    CHECK(fitted_even({2160, 3840}, most) == Size{1080, 1920});
    CHECK(fitted_even({3840, 1080}, most) == Size{1920, 540});
    CHECK(fitted_even({321, 181}, most) == Size{320, 180});
    CHECK(fitted_even({192, 32}, most) == Size{192, 32});
    CHECK(fitted_even({1, 1}, most) == Size{2, 2});
}

TEST_CASE("a rate is kept where it is steady, and becomes a usual one where it is not") {
    CHECK(steady({25, 1}, {25, 1}) == Ratio{25, 1});
    CHECK(steady({30'000, 1'001}, {30'000, 1'001}) == Ratio{30'000, 1'001});
    CHECK(steady({30, 1}, {29, 1}) == Ratio{30, 1});
    CHECK(steady({90'000, 1}, {297, 10}) == Ratio{30'000, 1'001});
    CHECK(steady({120, 1}, {120, 1}) == Ratio{60, 1});
    CHECK(steady({100, 1}, {10, 1}) == Ratio{24'000, 1'001});
    CHECK(steady({0, 0}, {0, 0}) == Ratio{25, 1});
    CHECK(steady({5, 1}, {5, 1}) == Ratio{5, 1});
}

TEST_CASE("packets tell how long a group is and whether the film is steady") {
    const auto steady_film = packets({"0.0,K_", "0.08,__", "0.04,__", "0.12,K_", "0.16,__"});
    CHECK(steady_film.is_regular());
    CHECK(steady_film.longest_run() == Microseconds(120'000));
    CHECK(steady_film.count() == 5);
    // The third shows before the picture it is stored behind: the group is open.
    CHECK_FALSE(packets({"0.0,K_", "0.12,K_", "0.08,__", "0.04,__"}).is_regular());
    CHECK_FALSE(packets({"0.0,K_", "0.04,__", "0.2,__"}).is_regular());
    CHECK_FALSE(packets({"0.0,__", "0.04,K_", "0.08,__"}).is_regular());
    CHECK_FALSE(packets({"0.0,K_", "N/A,__", "0.08,__"}).is_regular());
    CHECK_FALSE(packets({"0.0,K_", "0.04,"}).is_regular());
    CHECK_FALSE(packets({"0.0,K_", "nan,__", "inf,__"}).is_regular());
    CHECK_FALSE(packets({}).is_regular());
}

TEST_CASE("what a probe says is believed within bounds") {
    ProbeText said;
    for (const char* line :
         {"format.format_name=\"mov,mp4\"", "format.duration=\"1e300\"",
          "streams.stream.0.codec_type=\"video\"", "streams.stream.0.width=99999999999999",
          "streams.stream.0.height=-5", "streams.stream.0.r_frame_rate=\"0/0\"",
          "streams.stream.0.disposition.attached_pic=1", "streams.stream.1.codec_type=\"video\"",
          "streams.stream.1.width=320", "streams.stream.1.height=180", "no equals sign",
          "streams.stream.1.nb_frames=\"N/A\""}) {
        CHECK(said.add(line));
    }
    MediaFacts facts;
    add_stream_facts(said, facts);
    CHECK(facts.container == "mov,mp4");
    CHECK(facts.duration == Milliseconds(0));
    REQUIRE(facts.video);
    CHECK(facts.video->index == 1); // the first is the cover picture of a song
    CHECK(facts.video->size == Size{320, 180});
    CHECK(facts.video->frames == 0);
}

TEST_CASE("a probe that says too much is stopped") {
    ProbeText said;
    bool more = true;
    for (int i = 0; more && i < 1'000'000; ++i) {
        more = said.add("name" + std::to_string(i) + "=1");
    }
    CHECK_FALSE(more);
}
