#include "schemas/wire/contact.hpp"
#include "schemas/wire/problem.hpp"
#include "tests/unit/manager/edge/enrolled_device.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

const std::string identify = R"({"kind":"identify"})";

struct Watched {
    ControlRoom room;
    Device device{room};
    DisplayId display = device.answer.displays.front().id;
    std::string path = "/api/v1/displays/" + display.value + "/card";

    std::vector<CardOrder> asked() {
        const Response response =
            room.player(Method::post, "/player/v1/contacts",
                        wire::write_heartbeat(device.heartbeat()), device.identity);
        return wire::read_contact_answer(text_of(response))->cards;
    }
    Response put_up(const std::string& body) { return room.staff(Method::post, path, body); }
    Hint told(Heartbeat& heartbeat) {
        ++heartbeat.sequence;
        return *room.rooms().channel.message({"192.0.2.7", device.identity},
                                             wire::write_heartbeat(heartbeat));
    }
    void change_player(const std::function<void(Player&)>& change_it) {
        REQUIRE(room.database->write([&](Change& change) {
            Result<Player> player = change.fleet.player(device.answer.player);
            change_it(*player);
            return change.fleet.change_player(*player);
        }));
    }
};

} // namespace

TEST_CASE("a card is put up, told in every answer until it is over, and shown to staff") {
    Watched watched;
    CHECK(watched.room.staff(Method::get, watched.path).status == 404);
    CHECK(watched.asked().empty());
    const Response made = watched.put_up(identify);
    REQUIRE(made.status == 201);
    CHECK(member(text_of(made), "kind") == "identify");
    CHECK(member(text_of(made), "until") == "2026-11-21T12:05:00Z");
    CHECK(watched.room.rooms().hints.given.back()
          == std::pair(watched.device.answer.player, HintReason::card));

    for (int i = 0; i < 2; ++i) {
        const std::vector<CardOrder> orders = watched.asked();
        REQUIRE(orders.size() == 1);
        CHECK(orders[0].id.value == member(text_of(made), "id"));
        CHECK(orders[0].display == watched.display);
        CHECK(orders[0].name == "main");
        CHECK_FALSE(orders[0].unit.empty());
        CHECK(orders[0].remaining == Seconds{300 - 60 * i});
        watched.room.clock.advance(Seconds{60});
    }
    CHECK(text_of(watched.room.staff(Method::get, watched.path)) == text_of(made));
    watched.room.clock.advance(Seconds{180});
    CHECK(watched.asked().empty());
    CHECK(watched.room.staff(Method::get, watched.path).status == 404);
}

TEST_CASE("a card is lifted, once, and another takes the place of the one that stands") {
    Watched watched;
    const std::string before = member(text_of(watched.put_up(identify)), "id");
    const Response made =
        watched.put_up(R"({"kind":"modules","module":{"width":96,"height":48},"minutes":60})");
    REQUIRE(made.status == 201);
    const std::vector<CardOrder> orders = watched.asked();
    REQUIRE(orders.size() == 1);
    CHECK(orders[0].id.value != before);
    CHECK(orders[0].kind == CardKind::modules);
    CHECK(orders[0].module == Size{96, 48});
    CHECK(orders[0].remaining == Seconds{3'600});
    CHECK(orders[0].name.empty());

    CHECK(watched.room.staff(Method::remove, watched.path).status == 204);
    CHECK(watched.asked().empty());
    CHECK(watched.room.staff(Method::remove, watched.path).status == 404);
    CHECK(watched.room.staff(Method::get, watched.path).status == 404);
}

TEST_CASE("a card that is not what was asked for is refused") {
    Watched watched;
    const auto body = GENERATE(as<std::string>(), "{}", R"({"kind":"disco"})",
                               R"({"kind":"grid","minutes":0})", R"({"kind":"grid","minutes":61})",
                               R"({"kind":"modules","module":{"width":0,"height":4}})",
                               R"({"kind":"grid","minuets":5})");
    const int status = watched.put_up(body).status;
    CHECK((status == 400 || status == 422));
    CHECK(watched.asked().empty());
}

TEST_CASE("an older player, a retired one and a display nobody knows are refused in a sentence") {
    Watched watched;
    watched.change_player([](Player& player) { player.software.capabilities = {"screenshot"}; });
    const Response older = watched.put_up(identify);
    CHECK(older.status == 422);
    CHECK(text_of(older).find("test cards and names on request") != std::string::npos);
    CHECK(watched.asked().empty()); // its heartbeat says that newer software runs by now
    CHECK(watched.put_up(identify).status == 201);

    watched.change_player([&](Player& player) { player.retired_at = watched.room.clock.wall(); });
    const Response retired = watched.put_up(identify);
    CHECK(retired.status == 409);
    CHECK(text_of(retired).find("the device is retired") != std::string::npos);

    watched.path = "/api/v1/displays/01932f5e-0000-7000-8000-00000000dead/card";
    CHECK(watched.put_up(identify).status == 404);
}

TEST_CASE("putting a card up takes the right to manage displays, looking only that to read") {
    Watched watched;
    const std::string viewer = watched.room.token_with(Role::viewer, watched.room.root);
    const std::string technician = watched.room.token_with(Role::operator_, watched.room.root);
    CHECK(watched.room.staff_as(viewer, Method::post, watched.path, identify).status == 403);
    CHECK(watched.room.staff_as(technician, Method::post, watched.path, identify).status == 201);
    CHECK(watched.room.staff_as(viewer, Method::get, watched.path).status == 200);
    CHECK(watched.room.staff_as(viewer, Method::remove, watched.path).status == 403);
    CHECK(watched.room.staff_as(technician, Method::remove, watched.path).status == 204);
}

TEST_CASE("the audit trail names the card, for how long, and its end") {
    Watched watched;
    REQUIRE(watched.put_up(R"({"kind":"grid","minutes":7})").status == 201);
    REQUIRE(watched.room.staff(Method::remove, watched.path).status == 204);
    const std::string trail = text_of(watched.room.staff(Method::get, "/api/v1/audit"));
    CHECK(trail.find(R"("display.card")") != std::string::npos);
    CHECK(trail.find("grid, 7 min") != std::string::npos);
    CHECK(trail.find(R"("display.card_end")") != std::string::npos);
}

TEST_CASE("who does not show what was ordered, or shows it still, is hinted again") {
    Watched watched;
    Heartbeat heartbeat = watched.device.heartbeat();
    heartbeat.trust_version = 1;
    CHECK(watched.told(heartbeat).reasons.empty());
    const CardId card{member(text_of(watched.put_up(identify)), "id")};
    CHECK(watched.told(heartbeat) == Hint{{HintReason::card}});

    heartbeat.displays[0].rung = Rung::black; // nobody can see it
    CHECK(watched.told(heartbeat).reasons.empty());
    heartbeat.displays[0].rung = Rung::scheduled;
    heartbeat.displays[0].card = card;
    CHECK(watched.told(heartbeat).reasons.empty());
    CHECK(text_of(watched.room.staff(Method::get, watched.path)).find(R"("seen":true)")
          != std::string::npos);
    const std::string shown =
        text_of(watched.room.staff(Method::get, "/api/v1/displays/" + watched.display.value));
    CHECK(shown.find(R"("covered":true)") != std::string::npos);
    CHECK(shown.find(R"("showing":false)") != std::string::npos);

    REQUIRE(watched.room.staff(Method::remove, watched.path).status == 204);
    CHECK(watched.told(heartbeat) == Hint{{HintReason::card}});
}
