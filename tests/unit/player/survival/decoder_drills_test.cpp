// Decoders that die, hang and lie, and files made to bring them there: the last good picture stays,
// the item is set aside with its reason, the list goes on, other bytes are tried.
#include <catch2/catch.hpp>

#include <csignal>

#include "tests/places.hpp"
#include "tests/unit/player/decode/decoding.hpp"
#include "tests/unit/player/survival/playing.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

constexpr Colour red{200, 30, 30, 255};
constexpr Colour blue{30, 60, 200, 255};

std::filesystem::path liar_says(const std::string& lie) {
    return written_media("says-" + lie, {lie.begin(), lie.end()});
}

// Red, the item in question, blue, and from the beginning.
template<typename Add>
void play_between(Playing& playing, Add add) {
    playing.clear();
    playing.add_plain("red", red);
    add();
    playing.add_plain("blue", blue);
    playing.play();
}

int times_shown(const Playing& playing, const std::string& name) {
    const auto found = playing.glass().shown.find(name);
    return found == playing.glass().shown.end() ? 0 : found->second;
}

void check_glass(const Playing& playing) {
    CHECK(playing.glass().empty == 0);
    CHECK(playing.glass().foreign == 0);
    CHECK(playing.glass().shown.contains("red"));
    CHECK(playing.glass().shown.contains("blue"));
}

std::filesystem::path made_film(const std::string& name, const std::string& arguments) {
    return made_media(name, "-f lavfi -i testsrc2=size=160x96:rate=25:duration=4 -c:v libx264 "
                            "-preset ultrafast -g 25 -pix_fmt yuv420p "
                                + arguments);
}

// The film plays, its decoder is sent the signal at its fifth frame.
Playing& with_signal(Playing& playing, int signal) {
    playing.after_frame = [&playing, signal] {
        if (times_shown(playing, "film") == 5) {
            for (const int worker : Playing::workers()) {
                ::kill(worker, signal);
            }
        }
    };
    return playing;
}

} // namespace

TEST_CASE("whatever a decoder says, the glass shows an item, and the list goes on") {
    for (const char* lie : {"length", "long", "empty", "stride", "offset", "duplicate", "backwards",
                            "flood", "descriptor", "death"}) {
        INFO(lie);
        Playing playing(program_path("decode-liar"));
        play_between(playing, [&] { playing.add_film("lie", liar_says(lie)); });
        playing.pass(2 * playing.length());
        check_glass(playing);
        CHECK(playing.quarantined("lie") == "damaged_media");
        const int lies = times_shown(playing, "lie");
        playing.pass(playing.length());
        CHECK(times_shown(playing, "lie") == lies); // passed over from now on
    }
}

TEST_CASE("a hundred decoders that talk at random are all found out") {
    Playing playing(program_path("decode-liar"));
    constexpr int rounds = 100;
    for (int round = 0; round < rounds; ++round) {
        const std::string name = "fuzz" + std::to_string(round);
        play_between(playing, [&] { playing.add_film(name, liar_says("fuzz")); });
        playing.pass(playing.length());
        INFO(name);
        CHECK(playing.quarantined(name) == "damaged_media");
    }
    check_glass(playing);
}

TEST_CASE("an item whose bytes changed is tried again at once, and one that did not is not") {
    Playing playing(program_path("decode-liar"));
    play_between(playing, [&] { playing.add_film("film", liar_says("death")); });
    playing.pass(playing.length());
    REQUIRE(playing.quarantined("film") == "damaged_media");
    const int before = times_shown(playing, "film");
    playing.pass(5 * playing.length());
    CHECK(times_shown(playing, "film") == before);
    play_between(playing, [&] { playing.add_film("film", liar_says("truth")); });
    playing.pass(playing.length());
    CHECK(times_shown(playing, "film") > before);
    check_glass(playing);
}

TEST_CASE(
    "a decoder killed in the middle of its film leaves the last good frame until its turn ends") {
    Playing playing;
    play_between(playing, [&] { playing.add_film("film", made_film("drill.mp4", "")); });
    with_signal(playing, SIGKILL).pass(2 * playing.length());
    CHECK(playing.quarantined("film") == "io_failed"); // it may have been the machine's fault
    check_glass(playing);
}

TEST_CASE("a decoder stopped in the middle of its film is given up by the watchdog") {
    Playing playing;
    playing.set_item_time(6s);
    play_between(playing, [&] { playing.add_film("film", made_film("drill.mp4", "")); });
    with_signal(playing, SIGSTOP).pass(playing.length());
    CHECK(playing.quarantined("film") == "timed_out");
    check_glass(playing);
}

TEST_CASE("films whose numbers lie play or are set aside, and end with their turn") {
    const std::string times = "-c copy -bsf:v setts=";
    const std::string film = made_film("drill.mp4", "").string();
    const auto remade = [&](const std::string& name, const std::string& expression) {
        return made_media(name, "-i " + film + " " + times + expression);
    };
    const std::vector<std::filesystem::path> liars{
        remade("all-at-once.mkv", "pts=0:dts=0"), // zero frames a second
        remade("once-an-hour.mkv", "pts=N*3600000:dts=N*3600000"),
        remade("backwards.mkv", "pts=100000-N*40:dts=N"),
        made_film("endless.mkv", "-live 1 -t 4"), // of unknown length
        made_film("one-frame.mp4", "-frames:v 1"),
    };
    for (const auto& liar : liars) {
        INFO(liar);
        REQUIRE(!liar.empty());
        Playing playing;
        play_between(playing, [&] { playing.add_film("film", liar); });
        playing.pass(2 * playing.length());
        check_glass(playing);
        CHECK((playing.glass().shown.contains("film") || !playing.quarantined("film").empty()));
    }
}

TEST_CASE("pictures that unpack to far more than they are stay within the decoder's limits") {
    const auto whole =
        made_media("grey-48-megapixels.png",
                   "-f lavfi -i color=gray:size=8000x6000 -frames:v 1 -pix_fmt gray");
    const auto beyond =
        made_media("grey-144-megapixels.png",
                   "-f lavfi -i color=gray:size=12000x12000 -frames:v 1 -pix_fmt gray");
    Playing playing;
    play_between(playing, [&] {
        playing.add_poster("large", whole);
        playing.add_poster("bomb", beyond);
    });
    playing.pass(2 * playing.length());
    check_glass(playing);
    CHECK(playing.quarantined("bomb") == "too_large");
    // On a machine that is very busy it may not get ready in its time.
    CHECK((playing.glass().shown.contains("large") || playing.quarantined("large") == "timed_out"));
    CHECK(playing.peak().resident_bytes < 256 * limits::MiB);
}
