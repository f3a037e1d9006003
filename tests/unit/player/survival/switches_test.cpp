// Items that follow one another for a long time, and two displays that show the same.
// MARQUEE_LONG=1 makes a thousand switches, else a few.
#include <catch2/catch.hpp>

#include <algorithm>
#include <iostream>

#include "tests/fakes/damaged_media.hpp"
#include "tests/unit/player/decode/decoding.hpp"
#include "tests/unit/player/survival/playing.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

constexpr Colour red{200, 30, 30, 255};
constexpr Colour green{20, 160, 60, 255};
constexpr Colour blue{30, 60, 200, 255};
constexpr std::size_t growth_bytes_max = 4 * limits::MiB; // as bench: growth
constexpr std::size_t growth_under_a_sanitizer = 64 * limits::MiB;

Transition fade() {
    return {TransitionKind::crossfade, 200ms};
}

void add_everything(Playing& playing) {
    const auto poster =
        made_media("green.png", "-f lavfi -i color=0x14a03c:size=160x96,format=rgb24 -frames:v 1");
    const auto photograph = made_media(
        "blue.jpg", "-f lavfi -i color=0x1e3cc8:size=160x96,format=yuvj444p -frames:v 1 -q:v 1");
    const auto film = made_media("switches.mp4",
                                 "-f lavfi -i testsrc2=size=160x96:rate=25:duration=1 -c:v libx264 "
                                 "-preset ultrafast -pix_fmt yuv420p");
    const auto other =
        made_media("switches.webm", "-f lavfi -i testsrc2=size=160x96:rate=25:duration=1 -c:v "
                                    "libvpx-vp9 -deadline realtime -cpu-used 8");
    playing.add_plain("words", red);
    playing.add_film("film", film, fade());
    playing.add_poster("poster", poster, green);
    playing.add_poster("photograph", photograph, blue, fade());
    playing.add_film("other film", other);
    playing.add_plain("other words", green, fade());
}

// Which frame of the counting film this is: its grey grows with every frame.
int counted(const Picture& picture) {
    const std::uint8_t* const middle = picture.planes[0]
                                       + (picture.size.height / 2) * picture.strides[0]
                                       + std::ptrdiff_t{picture.size.width / 2} * 4;
    return static_cast<int>(*middle);
}

// The most of several looks: what is there for a moment only is not growth.
struct Highest {
    std::uint64_t memory = 0;
    std::size_t files = 0;

    void look() {
        memory = std::max(memory, memory_bytes());
        files = std::max(files, descriptors());
    }
};

} // namespace

TEST_CASE("a long row of switches shows every item in its turn, and nothing grows") {
    Playing playing;
    playing.set_item_time(500ms);
    add_everything(playing);
    playing.play();
    constexpr int items = 6;
    const int rounds = long_tests_wanted() ? 167 : 8;
    Highest early;
    Highest late;
    for (int round = 0; round < rounds; ++round) {
        playing.pass(playing.length());
        playing.forget_frames();
        if (round >= rounds / 6 && round < rounds / 3) {
            early.look();
        } else if (round >= rounds - rounds / 6) {
            late.look();
        }
    }
    const auto turns = static_cast<int>(playing.observer().started.size());
    std::cout << turns << " turns, " << playing.glass().frames << " frames, "
              << playing.glass().empty << " empty, " << playing.glass().foreign << " foreign; "
              << early.memory / 1024 << " to " << late.memory / 1024 << " KiB, " << early.files
              << " to " << late.files << " descriptors\n";
    CHECK(playing.glass().empty == 0);
    CHECK(playing.glass().foreign == 0);
    for (const Quarantined& entry : playing.observer().set_aside) {
        CHECK(entry.code == "timed_out"); // decoders live in real time: a very busy machine
    }
    CHECK(turns >= rounds * items - 1); // the first may be the one that is on before its turn
    CHECK(turns <= rounds * items + 2);
    CHECK(playing.glass().shown.size() == items);
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    const std::size_t bound = growth_under_a_sanitizer;
#else
    const std::size_t bound = growth_bytes_max;
#endif
    REQUIRE(early.memory > 0);
    REQUIRE(late.memory > 0);
    CHECK(late.memory < early.memory + bound);
    CHECK(late.files <= early.files + 8); // the next item may be open, or not
}

TEST_CASE("two players with one manifest show the same frame of a film at the same instant") {
    const auto film = made_media(
        "counting.mp4",
        "-f lavfi -i color=black:size=160x96:rate=25:duration=2,geq=lum=16+N*4:cb=128:cr=128 "
        "-c:v libx264 -preset ultrafast -qp 1 -pix_fmt yuv420p");
    REQUIRE(!film.empty());
    std::map<Instant, int> frames[2];
    for (auto& seen : frames) {
        Playing playing;
        playing.set_item_time(2s);
        playing.add_plain("words", red);
        playing.add_film("film", film);
        playing.play();
        playing.after_frame = [&] {
            const SceneZone* zone =
                playing.scene().zones.empty() ? nullptr : &playing.scene().zones.front();
            if (zone != nullptr && zone->frame.item.item.value == "film") {
                seen[playing.now()] = counted(playing.picture());
            }
        };
        playing.pass(2 * playing.length());
    }
    int same = 0;
    for (const auto& [at, frame] : frames[0]) {
        const auto other = frames[1].find(at);
        if (other != frames[1].end()) {
            CHECK(other->second == frame);
            ++same;
        }
    }
    CHECK(same >= 40);
}
