// Damaged uploads through the real ingest: each becomes a rendition or is refused by name, in its
// time, and no child is left behind. MARQUEE_LONG=1 takes two thousand, else a few.
#include <catch2/catch.hpp>

#include <poll.h>

#include <iostream>
#include <map>
#include <sstream>

#include "tests/fakes/damaged_media.hpp"
#include "tests/unit/manager/library/ingest_rig.hpp"

using namespace marquee;
using namespace marquee::manager;
using namespace std::chrono_literals;

namespace {

constexpr int left_behind_ms_max = 20'000;

bool has_children() {
    for (const auto& thread : std::filesystem::directory_iterator("/proc/self/task")) {
        std::ifstream in(thread.path() / "children");
        int child = 0;
        if (in >> child) {
            return true;
        }
    }
    return false;
}

bool no_child_left() {
    for (int waited = 0; waited < left_behind_ms_max && has_children(); waited += 20) {
        ::poll(nullptr, 0, 20);
    }
    return !has_children();
}

} // namespace

TEST_CASE("a damaged upload becomes a rendition or is refused by name, and nothing stays behind") {
    const auto files = damaged_media("damaged-uploads", long_tests_wanted() ? 2'000 : 44);
    const SystemClock clock;
    std::map<std::string, int> refused;
    int made = 0;
    Microseconds longest{0};
    for (const auto& file : files) {
        INFO(file.filename());
        IngestRig rig;
        const Microseconds began = clock.monotonic();
        const auto rendition = rig.ingest(file);
        longest = std::max(longest, clock.monotonic() - began);
        if (rendition) {
            ++made;
            CHECK(std::filesystem::file_size(rendition->file) > 0);
            continue;
        }
        CHECK(is_refusal(rendition.error()));
        ++refused[rendition.error().params.empty() ? to_string(rendition.error())
                                                   : rendition.error().params.front().second];
    }
    std::ostringstream told;
    told << files.size() << " files: " << made << " made into renditions";
    for (const auto& [reason, count] : refused) {
        told << ", " << count << " " << reason;
    }
    std::cout << told.str() << "; the longest took "
              << std::chrono::floor<Milliseconds>(longest).count() << " ms\n";
    CHECK(made > 0);
    CHECK(refused.size() >= 2);
    CHECK(no_child_left());
}
