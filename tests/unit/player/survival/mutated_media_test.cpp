// Damaged files through the decoder and the player: a frame always has its item, no decoder takes
// more than it may, and none is left behind. MARQUEE_LONG=1 plays two thousand, else a few.
#include <catch2/catch.hpp>

#include <poll.h>

#include <iostream>
#include <sstream>

#include "schemas/model/limits.hpp"
#include "tests/fakes/damaged_media.hpp"
#include "tests/unit/player/decode/decoding.hpp"
#include "tests/unit/player/survival/playing.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

constexpr Colour red{200, 30, 30, 255};
constexpr Colour blue{30, 60, 200, 255};
constexpr std::size_t batch = 40;
constexpr int left_behind_ms_max = 20'000;

bool is_picture(const std::filesystem::path& file) {
    const std::string type = file.extension();
    return type == ".jpg" || type == ".png" || type == ".webp" || type == ".gif";
}

bool none_left_behind() {
    for (int waited = 0; waited < left_behind_ms_max && !Playing::workers().empty(); waited += 20) {
        ::poll(nullptr, 0, 20);
    }
    return Playing::workers().empty();
}

// What became of all files.
struct Tally {
    std::size_t files = 0;
    std::size_t shown = 0;
    std::map<std::string, int> set_aside; // by reason
    std::size_t neither = 0;
    Glass glass;
    WorkerPeak peak;
};

void add_up(Tally& tally, const Playing& playing, const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        const std::string reason = playing.quarantined(name);
        const bool shown = playing.glass().shown.contains(name);
        tally.shown += shown ? 1 : 0;
        tally.neither += !shown && reason.empty() ? 1 : 0;
        if (!reason.empty()) {
            ++tally.set_aside[reason];
        }
    }
    tally.files += names.size();
    tally.glass.frames += playing.glass().frames;
    tally.glass.empty += playing.glass().empty;
    tally.glass.foreign += playing.glass().foreign;
    const WorkerPeak& peak = playing.peak();
    tally.peak.at_once = std::max(tally.peak.at_once, peak.at_once);
    tally.peak.address_space_bytes =
        std::max(tally.peak.address_space_bytes, peak.address_space_bytes);
    tally.peak.resident_bytes = std::max(tally.peak.resident_bytes, peak.resident_bytes);
    tally.peak.cpu_seconds = std::max(tally.peak.cpu_seconds, peak.cpu_seconds);
}

std::string told(const Tally& tally) {
    std::ostringstream out;
    out << tally.files << " files: " << tally.shown << " shown";
    for (const auto& [reason, count] : tally.set_aside) {
        out << ", " << count << " " << reason;
    }
    out << ", " << tally.neither << " neither; " << tally.glass.frames << " frames, "
        << tally.glass.empty << " empty, " << tally.glass.foreign << " foreign; decoders: at most "
        << tally.peak.at_once << " at once, " << tally.peak.resident_bytes / limits::MiB
        << " MiB resident, " << tally.peak.address_space_bytes / limits::MiB << " MiB mapped, "
        << tally.peak.cpu_seconds << " s of processor";
    return out.str();
}

} // namespace

TEST_CASE("damaged files of every kind never leave the glass without an item") {
    const auto files = damaged_media("damaged", long_tests_wanted() ? 2'000 : 66);
    Tally tally;
    for (std::size_t from = 0; from < files.size(); from += batch) {
        Playing playing;
        playing.set_item_time(400ms);
        std::vector<std::string> names;
        for (std::size_t i = from; i < std::min(from + batch, files.size()); ++i) {
            const std::string name = files[i].filename();
            names.push_back(name);
            playing.add_plain((i % 2 == 0 ? "red" : "blue") + std::to_string(i),
                              i % 2 == 0 ? red : blue);
            if (is_picture(files[i])) {
                playing.add_poster(name, files[i]);
            } else {
                playing.add_film(name, files[i]);
            }
        }
        playing.play();
        playing.pass(playing.length());
        add_up(tally, playing, names);
    }
    std::cout << told(tally) << "\n";
    CHECK(tally.glass.empty == 0);
    CHECK(tally.glass.foreign == 0);
    CHECK(tally.shown > tally.files / 10);
    CHECK(tally.set_aside.size() >= 2);
    CHECK(tally.neither <= tally.files / 20);
    CHECK(tally.peak.at_once <= 4);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    // The arena is mapped beside what the decoder may take for itself.
    CHECK(tally.peak.address_space_bytes <= limits::decode_address_space_bytes);
#endif
    CHECK(tally.peak.cpu_seconds <= static_cast<double>(limits::picture_cpu_seconds_max));
    CHECK(none_left_behind());
}
