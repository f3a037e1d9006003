#include "manager/ports/path_pattern.hpp"

#include <catch2/catch.hpp>

using namespace marquee::manager;

TEST_CASE("a path fits its pattern segment by segment") {
    CHECK(match_path("/healthz", "/healthz"));
    CHECK(match_path("/a/{id}", "/a/7") == std::vector<std::string>{"7"});
    CHECK(match_path("/a/{id}/b/{n}", "/a/7/b/8") == std::vector<std::string>{"7", "8"});
}

TEST_CASE("what differs in a segment, in length or in an empty place does not fit") {
    CHECK_FALSE(match_path("/healthz", "/healthz/"));
    CHECK_FALSE(match_path("/a/{id}", "/a/"));
    CHECK_FALSE(match_path("/a/{id}", "/a/7/b"));
    CHECK_FALSE(match_path("/a/{id}", "/b/7"));
    CHECK_FALSE(match_path("/a/b", "/a/bc"));
    CHECK_FALSE(match_path("/a", ""));
}
