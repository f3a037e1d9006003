// The parts of the front that need no network.
#include <netinet/in.h>

#include <catch2/catch.hpp>

#include "manager/front/byte_range.hpp"
#include "manager/front/census.hpp"
#include "manager/front/deadline.hpp"
#include "manager/front/response_head.hpp"
#include "manager/front/target.hpp"

using namespace marquee;
using namespace marquee::manager;

TEST_CASE("a request target is decoded segment by segment") {
    const auto target = parse_target("/a%20b/%E5%8C%97//c?x=1+2&y=%26&&z");
    REQUIRE(target);
    CHECK(target->path == "/a b/北//c");
    CHECK(target->query.find("x") == "1 2");
    CHECK(target->query.find("y") == "&");
    CHECK(target->query.find("z") == "");
    CHECK(parse_target("http://host:80/path?q")->path == "/path");
    CHECK(parse_target("https://host")->path == "/");
}

TEST_CASE("a target that two readers could understand in two ways is refused") {
    for (const char* text :
         {"",       "*",       "path",       "/..",           "/a/../b", "/%2e%2E", "/.",
          "/a%2fb", "/a\\b",   "/%00",       "/%0a",          "/%7f",    "/%",      "/%4",
          "/%zz",   "/%c0%af", "/%ed%a0%80", "/%f4%90%80%80", "/a#b",    "/?q=%ff", "/%e5%8c"}) {
        INFO(text);
        CHECK_FALSE(parse_target(text));
    }
}

TEST_CASE("a range names bytes of the file, or is ignored") {
    struct Case {
        const char* range;
        RangeVerdict verdict;
        ByteRange expected;
    };
    const Case cases[] = {
        {"bytes=0-0", RangeVerdict::part, {0, 1}},
        {"bytes=10-19", RangeVerdict::part, {10, 10}},
        {"bytes=90-", RangeVerdict::part, {90, 10}},
        {"bytes=90-99999999999999999999999", RangeVerdict::part, {90, 10}},
        {"bytes=-5", RangeVerdict::part, {95, 5}},
        {"bytes=-500", RangeVerdict::part, {0, 100}},
        {"bytes=100-", RangeVerdict::unsatisfiable, {}},
        {"bytes=-0", RangeVerdict::unsatisfiable, {}},
        {"bytes=5-4", RangeVerdict::whole, {0, 100}},
        {"bytes=0-1,5-6", RangeVerdict::whole, {0, 100}},
        {"bytes=a-b", RangeVerdict::whole, {0, 100}},
        {"bytes=-", RangeVerdict::whole, {0, 100}},
        {"lines=1-2", RangeVerdict::whole, {0, 100}},
    };
    for (const Case& sample : cases) {
        INFO(sample.range);
        RequestHead head;
        head.headers = {{"Range", sample.range}};
        const RangeChoice choice = choose_range(head, std::nullopt, 100);
        CHECK(choice.verdict == sample.verdict);
        CHECK(choice.range == sample.expected);
    }
}

TEST_CASE("If-Range applies a range to the very same representation only") {
    RequestHead head;
    head.headers = {{"Range", "bytes=0-0"}, {"If-Range", "\"a\""}};
    CHECK(choose_range(head, "\"a\"", 9).verdict == RangeVerdict::part);
    CHECK(choose_range(head, "\"b\"", 9).verdict == RangeVerdict::whole);
    CHECK(choose_range(head, "W/\"a\"", 9).verdict == RangeVerdict::whole);
    CHECK(choose_range(head, std::nullopt, 9).verdict == RangeVerdict::whole);
}

TEST_CASE("a transfer is due after a pause, and at its slowest pace") {
    Deadline deadline;
    CHECK_FALSE(deadline.passed(Microseconds::max() - Microseconds{1}));
    deadline.begin_transfer(Seconds{100}, {Seconds{10}, 1'000});
    CHECK_FALSE(deadline.passed(Seconds{109}));
    CHECK(deadline.passed(Seconds{110}));
    deadline.moved(Seconds{105}, 2'000); // earned two seconds beyond the first pause
    CHECK_FALSE(deadline.passed(Seconds{111}));
    CHECK(deadline.passed(Seconds{112}));
    deadline.moved(Seconds{106}, 1'000'000); // earned much, but a pause is a pause
    CHECK_FALSE(deadline.passed(Seconds{115}));
    CHECK(deadline.passed(Seconds{116}));
    deadline.lift();
    CHECK_FALSE(deadline.passed(Seconds{1'000'000}));
}

TEST_CASE("a date is written the way HTTP wants it") {
    using namespace std::chrono;
    CHECK(to_http_date(sys_days{1994y / November / 6} + 8h + 49min + 37s + 5us)
          == "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST_CASE("caps count IPv6 by its /64 and mapped IPv4 as IPv4") {
    sockaddr_storage storage{};
    auto& address = reinterpret_cast<sockaddr_in6&>(storage);
    address.sin6_family = AF_INET6;
    address.sin6_addr.s6_addr[0] = 0x20;
    address.sin6_addr.s6_addr[15] = 7;
    CHECK(address_text(storage) == "2000::7");
    CHECK(address_group(storage) == "2000::/64");
    address.sin6_addr = in6_addr{};
    address.sin6_addr.s6_addr[10] = address.sin6_addr.s6_addr[11] = 0xff;
    address.sin6_addr.s6_addr[12] = 192;
    CHECK(address_group(storage) == "192.0.0.0");

    Census census(3, 2);
    CHECK(census.enter("a"));
    CHECK(census.enter("a"));
    CHECK_FALSE(census.enter("a"));
    CHECK(census.enter("b"));
    CHECK_FALSE(census.enter("c"));
    census.leave("a");
    CHECK(census.enter("c"));
}
