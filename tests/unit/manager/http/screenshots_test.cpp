#include "schemas/wire/contact.hpp"
#include "schemas/wire/problem.hpp"
#include "tests/unit/manager/edge/enrolled_device.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

const std::string png = "\x89PNG\r\n\x1a\n and so on";

struct Watched {
    ControlRoom room;
    Device device{room};
    DisplayId display = device.answer.displays.front().id;
    std::string path = "/api/v1/displays/" + display.value + "/screenshots";

    std::string order() {
        const Response response = room.staff(Method::post, path);
        REQUIRE(response.status == 202);
        return member(text_of(response), "id");
    }
    std::vector<ScreenshotOrder> asked() {
        const Response response =
            room.player(Method::post, "/player/v1/contacts",
                        wire::write_heartbeat(device.heartbeat()), device.identity);
        return wire::read_contact_answer(text_of(response))->screenshots;
    }
    int put(const std::string& id, const std::string& body, const Device& by) {
        return room
            .player(Method::put, "/player/v1/displays/" + display.value + "/screenshots/" + id,
                    body, by.identity)
            .status;
    }
};

} // namespace

TEST_CASE("a screenshot is ordered, asked for, kept and shown with its instant") {
    Watched watched;
    CHECK(watched.room.staff(Method::get, watched.path + "/latest").status == 404);
    CHECK(watched.asked().empty());
    const std::string id = watched.order();
    CHECK(watched.room.rooms().hints.given.back()
          == std::pair(watched.device.answer.player, HintReason::screenshot));
    CHECK(watched.order() == id); // the one that is open
    CHECK(watched.asked() == std::vector<ScreenshotOrder>{{{id}, watched.display}});
    CHECK(watched.put(id, png, watched.device) == 204);
    CHECK(watched.asked().empty());
    CHECK(watched.put(id, png, watched.device) == 404); // nobody waits any more

    const Response latest = watched.room.staff(Method::get, watched.path + "/latest");
    CHECK(latest.status == 200);
    CHECK(latest.headers.find("Content-Type") == "image/png");
    CHECK(latest.headers.find("Last-Modified") == "Sat, 21 Nov 2026 12:00:00 GMT");
    CHECK(text_of(latest) == png);

    const std::string next = watched.order();
    CHECK(next != id);
    watched.room.clock.advance(Microseconds{1});
    CHECK(watched.put(next, png + "2", watched.device) == 204);
    const Response newer = watched.room.staff(Method::get, watched.path + "/latest");
    CHECK(text_of(newer) == png + "2");
    CHECK(newer.headers.find("ETag") != latest.headers.find("ETag"));
    Request again;
    again.path = watched.path + "/latest";
    again.headers.set("Authorization", "Bearer " + watched.room.token);
    again.headers.set("If-None-Match", std::string(*newer.headers.find("ETag")));
    CHECK(watched.room.rooms().staff.handle(again).status == 304);
}

TEST_CASE("neither an order nor its picture makes a player reachable") {
    Watched watched;
    const std::string id = watched.order();
    watched.put(id, png, watched.device);
    CHECK_FALSE(watched.room.rooms().presence.reachable(watched.device.answer.player,
                                                        watched.room.clock.monotonic()));
    CHECK_FALSE(watched.room.rooms().presence.last_word(watched.device.answer.player));
}

TEST_CASE("an order that is not answered runs out") {
    Watched watched;
    const std::string id = watched.order();
    watched.room.clock.advance(Seconds{limits::screenshot_seconds_max});
    CHECK(watched.asked().empty());
    CHECK(watched.put(id, png, watched.device) == 404);
}

TEST_CASE("who asks again waits as long as the first who asked") {
    Watched watched;
    const std::string id = watched.order();
    watched.room.clock.advance(Seconds{limits::screenshot_seconds_max - 1});
    CHECK(watched.order() == id);
    watched.room.clock.advance(Seconds{2});
    CHECK(watched.put(id, png, watched.device) == 204);
}

TEST_CASE("a picture of another player, of another order, or that is none is refused") {
    Watched watched;
    const Device stranger(watched.room);
    const std::string id = watched.order();
    CHECK(watched.put(id, png, stranger) == 404);
    CHECK(watched.put("01932f5e-0000-7000-8000-00000000dead", png, watched.device) == 404);
    CHECK(watched.put(id, "<html>", watched.device) == 400);
    CHECK(watched.put(id, png, watched.device) == 204);
}

TEST_CASE("a screenshot that waits is hinted again, and belongs to the display's unit") {
    Watched watched;
    Heartbeat heartbeat = watched.device.heartbeat();
    heartbeat.trust_version = 1;
    watched.order();
    CHECK(watched.room.rooms().channel.message({"192.0.2.7", watched.device.identity},
                                               wire::write_heartbeat(heartbeat))
          == Hint{{HintReason::screenshot}});
    const UnitId elsewhere{
        watched.room.make("/api/v1/units", R"({"parent_id":")" + watched.room.root.value
                                               + R"(","name":"n","kind":"county"})")};
    const std::string foreigner = watched.room.token_with(Role::viewer, elsewhere);
    CHECK(watched.room.staff_as(foreigner, Method::post, watched.path).status == 403);
    CHECK(watched.room.staff_as(foreigner, Method::get, watched.path + "/latest").status == 403);
}

TEST_CASE("a player whose software takes no screenshots is not asked") {
    Watched watched;
    REQUIRE(watched.room.database->write([&](Change& change) {
        Result<Player> player = change.fleet.player(watched.device.answer.player);
        player->software.capabilities.clear();
        return change.fleet.change_player(*player);
    }));
    CHECK(watched.room.staff(Method::post, watched.path).status >= 400);
    CHECK(watched.asked().empty()); // and its heartbeat says that newer software runs by now
    CHECK(watched.room.staff(Method::post, watched.path).status == 202);
}
