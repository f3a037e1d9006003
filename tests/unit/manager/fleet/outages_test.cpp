// Which silences belong together.
#include <catch2/catch.hpp>

#include "manager/fleet/outages.hpp"
#include "tests/fakes/sample_rows.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

Silence silence(int display, int player, int second) {
    return {{sample::uuid(display)}, {sample::uuid(player)}, sample::now + Seconds{second}};
}

std::vector<std::size_t> sizes(std::vector<Silence> silences) {
    std::vector<std::size_t> sizes;
    for (const auto& outage : outages_among(std::move(silences))) {
        sizes.push_back(outage.size());
    }
    return sizes;
}

} // namespace

TEST_CASE("three players that fall silent within a minute are one outage, in any order") {
    CHECK(sizes({silence(1, 11, 40), silence(2, 12, 0), silence(3, 13, 60)})
          == std::vector<std::size_t>{3});
    CHECK(sizes({silence(1, 11, 40), silence(2, 12, 0), silence(3, 13, 61)}).empty());
    CHECK(sizes({}).empty());
}

TEST_CASE("displays of one device are one device") {
    CHECK(sizes({silence(1, 11, 0), silence(2, 11, 0), silence(3, 11, 0), silence(4, 12, 1)})
              .empty());
    CHECK(sizes({silence(1, 11, 0), silence(2, 11, 0), silence(3, 13, 0), silence(4, 12, 1)})
          == std::vector<std::size_t>{4});
}

TEST_CASE("somebody who was silent before does not hide those who fell together") {
    CHECK(
        sizes({silence(1, 11, 0), silence(2, 12, 50), silence(3, 13, 100), silence(4, 14, 105),
               silence(5, 15, 110), silence(6, 16, 900), silence(7, 17, 901), silence(8, 18, 902)})
        == std::vector<std::size_t>{4, 3});
}
