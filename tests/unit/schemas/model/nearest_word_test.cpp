#include "schemas/model/nearest_word.hpp"

#include <catch2/catch.hpp>

using namespace marquee;

TEST_CASE("the nearest word forgives slips and gives up on strangers") {
    CHECK(edit_distance("kitten", "sitting") == 3);
    CHECK(edit_distance("", "abc") == 3);
    CHECK(edit_distance("ca", "ac") == 1);
    const std::vector<std::string_view> known{"staff-port", "state-dir"};
    CHECK(nearest_word("staff-prot", known) == "staff-port");
    CHECK(nearest_word("statedir", known) == "state-dir");
    CHECK(nearest_word("volume", known).empty());
}
