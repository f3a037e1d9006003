#include "manager/access/password_gate.hpp"

#include <catch2/catch.hpp>

#include <future>
#include <optional>
#include <thread>

#include "schemas/model/limits.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

// Somebody who has to wait; true once let in.
std::future<bool> waiter(PasswordGate& gate, const char* subject, const char* address) {
    return std::async(std::launch::async, [&gate, subject, address] {
        return gate.enter(subject, address).has_value();
    });
}

void wait_for_visitors(const PasswordGate& gate, std::size_t count) {
    while (gate.visitors() != count) {
        std::this_thread::yield();
    }
}

} // namespace

TEST_CASE("when enough wait already, the next one hears at once that it is busy") {
    static_assert(limits::password_checks_max == 2 && limits::password_checks_waiting_max == 2);
    PasswordGate gate;
    std::optional<Result<PasswordGate::Pass>> first(gate.enter("a", "192.0.2.1"));
    const auto second = gate.enter("b", "192.0.2.2");
    REQUIRE(*first);
    REQUIRE(second);
    auto third = waiter(gate, "c", "192.0.2.3");
    auto fourth = waiter(gate, "d", "192.0.2.4");
    wait_for_visitors(gate, 4);
    CHECK(gate.enter("e", "192.0.2.5").error().code == ErrorCode::busy);
    first.reset();
    CHECK(third.get());
    CHECK(fourth.get());
    CHECK(gate.visitors() == 1);
    CHECK(gate.enter("e", "192.0.2.5"));
}

TEST_CASE("one address cannot take all places") {
    PasswordGate gate;
    const auto first = gate.enter("a", "192.0.2.1");
    {
        const auto second = gate.enter("b", "192.0.2.1");
        REQUIRE(second);
        CHECK(gate.enter("c", "192.0.2.1").error().code == ErrorCode::busy);
    }
    CHECK(gate.enter("c", "192.0.2.9"));
}

TEST_CASE("of one account a single password is looked at, so its failures are counted in turn") {
    PasswordGate gate;
    std::optional<Result<PasswordGate::Pass>> first(gate.enter("a", "192.0.2.1"));
    auto same = waiter(gate, "a", "192.0.2.2");
    wait_for_visitors(gate, 2);
    CHECK(gate.enter("b", "192.0.2.3")); // others pass it by
    CHECK(same.wait_for(std::chrono::seconds{0}) == std::future_status::timeout);
    first.reset();
    CHECK(same.get());
}
