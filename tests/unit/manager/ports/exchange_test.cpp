#include "manager/ports/exchange.hpp"

#include <fcntl.h>

#include <catch2/catch.hpp>

using namespace marquee::manager;

TEST_CASE("a header is found whatever its case") {
    Headers headers{{"Content-Type", "text/plain"}, {"X-A", "1"}, {"x-a", "2"}};
    CHECK(headers.find("content-type") == "text/plain");
    CHECK(headers.find("X-a") == "1");
    CHECK_FALSE(headers.find("X-"));
    headers.set("X-A", "3");
    CHECK(headers.find("x-a") == "3");
    CHECK(std::distance(headers.begin(), headers.end()) == 2);
    headers.remove("CONTENT-TYPE");
    CHECK_FALSE(headers.contains("Content-Type"));
}

TEST_CASE("a query parameter keeps its case and the first one counts") {
    const QueryParameters query({{"unit", "a"}, {"unit", "b"}});
    CHECK(query.find("unit") == "a");
    CHECK_FALSE(query.find("Unit"));
}

TEST_CASE("a file descriptor closes with its owner") {
    int number = -1;
    {
        FileDescriptor first(::open("/dev/null", O_RDONLY | O_CLOEXEC));
        number = first.get();
        FileDescriptor second(std::move(first));
        CHECK_FALSE(first.is_open()); // moved from
        first = std::move(second);
        CHECK(first.get() == number);
        CHECK(::fcntl(number, F_GETFD) >= 0);
    }
    CHECK(::fcntl(number, F_GETFD) == -1);
}
