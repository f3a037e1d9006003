// Restarts on request, from the order to the player's new run.
#include "schemas/wire/contact.hpp"
#include "tests/unit/manager/edge/enrolled_device.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

struct Ordered {
    ControlRoom room;
    Device device{room};
    std::string path = "/api/v1/displays/" + device.answer.displays.front().id.value + "/restart";
    Heartbeat heartbeat = device.heartbeat();

    Ordered() { heartbeat.software.capabilities.emplace_back("restart"); }

    // A contact, a moment after the one before; the run that shall end, by the answer.
    std::string told() {
        room.clock.advance(Seconds{5});
        ++heartbeat.sequence;
        const Response response = room.player(Method::post, "/player/v1/contacts",
                                              wire::write_heartbeat(heartbeat), device.identity);
        return wire::read_contact_answer(text_of(response))->restart;
    }
    Response order() { return room.staff(Method::post, path); }
    std::string state() { return member(text_of(room.staff(Method::get, path)), "state"); }
};

} // namespace

TEST_CASE("a player is told which run shall end until another one is heard of") {
    Ordered restart;
    CHECK(restart.told().empty());
    CHECK(restart.room.staff(Method::get, restart.path).status == 404);

    const Response asked = restart.order();
    REQUIRE(asked.status == 202);
    CHECK(member(text_of(asked), "state") == "asked");
    CHECK(restart.room.rooms().hints.given.back()
          == std::pair(restart.device.answer.player, HintReason::restart));
    CHECK(restart.told() == "boot");
    CHECK(text_of(restart.order()) == text_of(asked)); // the same one
    CHECK(restart.told() == "boot");
    CHECK(restart.state() == "asked");

    restart.heartbeat.boot_id = "another boot";
    restart.heartbeat.sequence = 0;
    CHECK(restart.told().empty());
    CHECK(restart.state() == "restarted");
    CHECK(member(text_of(restart.room.staff(Method::get, restart.path)), "restarted_at")
          == to_rfc3339(restart.room.clock.wall()));

    REQUIRE(restart.order().status == 202); // and once more
    CHECK(restart.told() == "another boot");
}

TEST_CASE("an order that nobody follows is void after two minutes") {
    Ordered restart;
    restart.told();
    REQUIRE(restart.order().status == 202);
    restart.room.clock.advance(restart_patience);
    CHECK(restart.state() == "unanswered");
    CHECK(restart.told().empty());
    CHECK(restart.order().status == 202);
    CHECK(restart.told() == "boot");
}

TEST_CASE("a player that was told over its channel what it does not follow is hinted again") {
    Ordered restart;
    restart.heartbeat.trust_version = 1;
    const auto hint = [&] {
        ++restart.heartbeat.sequence;
        return *restart.room.rooms().channel.message({"192.0.2.7", restart.device.identity},
                                                     wire::write_heartbeat(restart.heartbeat));
    };
    CHECK(hint().reasons.empty());
    REQUIRE(restart.order().status == 202);
    CHECK(hint() == Hint{{HintReason::restart}});
}

TEST_CASE(
    "who is away, too old, retired or unknown is refused in a sentence, and not in the trail") {
    Ordered restart;
    const Response away = restart.order();
    CHECK(away.status == 409);
    CHECK(text_of(away).find("the device is offline") != std::string::npos);

    restart.heartbeat.software.capabilities = {"screenshot"};
    restart.told();
    const Response older = restart.order();
    CHECK(older.status == 422);
    CHECK(text_of(older).find("restarting on request") != std::string::npos);

    restart.heartbeat.software.capabilities = {"restart"};
    restart.told();
    restart.room.clock.advance(Seconds{3'600});
    CHECK(restart.order().status == 409);

    restart.told();
    REQUIRE(restart.room.database->write([&](Change& change) {
        Result<Player> player = change.fleet.player(restart.device.answer.player);
        player->retired_at = restart.room.clock.wall();
        return change.fleet.change_player(*player);
    }));
    const Response retired = restart.order();
    CHECK(retired.status == 409);
    CHECK(text_of(retired).find("the device is retired") != std::string::npos);
    CHECK(text_of(restart.room.staff(Method::get, "/api/v1/audit")).find("player.restart")
          == std::string::npos);
    CHECK(restart.room
              .staff(Method::post, "/api/v1/displays/01932f5e-0000-7000-8000-00000000dead/restart")
              .status
          == 404);
}

TEST_CASE("restarting takes the right to manage displays, and stands in the trail") {
    Ordered restart;
    restart.told();
    const std::string viewer = restart.room.token_with(Role::viewer, restart.room.root);
    const std::string technician = restart.room.token_with(Role::operator_, restart.room.root);
    CHECK(restart.room.staff_as(viewer, Method::post, restart.path).status == 403);
    CHECK(restart.room.staff_as(technician, Method::post, restart.path).status == 202);
    CHECK(restart.room.staff_as(viewer, Method::get, restart.path).status == 200);
    CHECK(text_of(restart.room.staff(Method::get, "/api/v1/audit")).find(R"("player.restart")")
          != std::string::npos);
}
