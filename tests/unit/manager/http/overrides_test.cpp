#include <nlohmann/json.hpp>

#include "schemas/wire/contact.hpp"
#include "schemas/wire/override.hpp"
#include "tests/unit/manager/edge/enrolled_device.hpp"

using namespace marquee;
using namespace marquee::manager;
using Json = nlohmann::json;

namespace {

const std::string all = "/api/v1/overrides";

Json body_of(const Response& response) {
    return Json::parse(text_of(response));
}

std::string order(const std::string& kind, const std::string& unit, int minutes = 10) {
    Json body{{"kind", kind}, {"unit_ids", {unit}}, {"minutes", minutes}};
    if (kind == "notice") {
        body["text"] = "台风红色预警，请勿外出";
    }
    return body.dump();
}

// A city with a county, a device in it, and people with one role each in the county.
struct Emergency {
    ControlRoom room;
    UnitId county{room.make(
        "/api/v1/units",
        Json{{"parent_id", room.root.value}, {"name", "north"}, {"kind", "county"}}.dump())};
    Device device{room};
    std::string duty = room.token_with(Role::duty, room.root);
    std::string reviewer = room.token_with(Role::reviewer_1, room.root);

    Response issue(const std::string& body) { return room.staff_as(duty, Method::post, all, body); }
    Json shown(const std::string& id) {
        return body_of(room.staff_as(duty, Method::get, all + "/" + id));
    }
    ContactAnswer contact(const Heartbeat& heartbeat) {
        const Response response = room.player(Method::post, "/player/v1/contacts",
                                              wire::write_heartbeat(heartbeat), device.identity);
        REQUIRE(response.status == 200);
        return *wire::read_contact_answer(text_of(response));
    }
    // What the first override of a contact says, and that a player believes it.
    Override told() {
        const ContactAnswer answer = contact(device.heartbeat());
        REQUIRE_FALSE(answer.overrides.empty());
        return *wire::read_override(answer.overrides.front().payload);
    }
};

} // namespace

TEST_CASE("a notice is signed, told first of all, hinted, and counted when it is shown") {
    Emergency city;
    const Response made = city.issue(order("notice", city.room.root.value));
    REQUIRE(made.status == 201);
    const Json row = body_of(made);
    CHECK(row["state"] == "active");
    CHECK(row["kind"] == "notice");
    CHECK(row["targets"] == 1);
    CHECK(row["shown"] == 0);
    CHECK(row["waiting"][0]["cause"] == "never_heard");
    CHECK(made.headers.find("Location") == all + "/" + row["id"].get<std::string>());
    CHECK(city.room.rooms().hints.given
          == std::vector<std::pair<PlayerId, HintReason>>{
              {city.device.answer.player, HintReason::screen_override}});

    const Override told = city.told();
    CHECK(told.id.value == row["id"]);
    CHECK(std::get<Notice>(told.action).text == "台风红色预警，请勿外出");
    CHECK(told.units == std::vector<UnitId>{city.room.root});
    CHECK(told.not_after == city.room.clock.wall() + Seconds{600});
    CHECK(city.shown(told.id.value)["waiting"][0]["cause"] == "not_yet");

    Heartbeat showing = city.device.heartbeat();
    showing.sequence = 2;
    showing.displays[0].rung = Rung::notice;
    showing.displays[0].zones = {{.zone = "notice",
                                  .program = {told.id.value},
                                  .revision = 1,
                                  .item = {told.id.value},
                                  .item_name = "notice"}};
    city.contact(showing);
    const Json seen = city.shown(told.id.value);
    CHECK(seen["shown"] == 1);
    CHECK(seen["waiting"].empty());
    city.room.clock.advance(Seconds{600});
    CHECK(city.shown(told.id.value)["state"] == "ended");
    CHECK(city.shown(told.id.value)["shown"] == 1); // as last counted
    CHECK(city.contact(showing).overrides.empty());
}

TEST_CASE("what players are told is what they believe: black, its extension and its end") {
    Emergency city;
    const TrustDocument& trust = city.room.rooms().trust.document();
    const std::string type = "application/vnd.marquee.override.v1+json";
    const Json row = body_of(city.issue(order("black", city.room.root.value)));
    const std::string path = all + "/" + row["id"].get<std::string>();
    const Override black = city.told();
    CHECK(std::holds_alternative<Black>(black.action));
    CHECK(verify(city.contact(city.device.heartbeat()).overrides[0], type, trust, KeyRole::withdraw,
                 1));

    const Response longer =
        city.room.staff_as(city.duty, Method::post, path + "/extend", R"({"minutes":5})");
    REQUIRE(longer.status == 200);
    const Override extended = city.told();
    CHECK(extended.serial > black.serial);
    CHECK(extended.not_after == black.not_after + Seconds{300});

    CHECK(city.room.staff_as(city.duty, Method::post, path + "/lift").status == 403);
    const Response lifted = city.room.staff_as(city.reviewer, Method::post, path + "/lift");
    REQUIRE(lifted.status == 200);
    CHECK(body_of(lifted)["state"] == "lifted");
    const Override end = city.told();
    CHECK(std::holds_alternative<Lift>(end.action));
    CHECK(end.serial > extended.serial);
    CHECK(verify(city.contact(city.device.heartbeat()).overrides[0], type, trust, KeyRole::manifest,
                 1));
    CHECK(city.room.staff_as(city.reviewer, Method::post, path + "/lift").status == 409);
    CHECK(city.room.staff_as(city.duty, Method::post, path + "/extend", R"({"minutes":5})").status
          == 409);
}

TEST_CASE("a notice is ended by who may send one, and its end is told with a duty key") {
    Emergency city;
    const Json row = body_of(city.issue(order("notice", city.room.root.value)));
    const std::string path = all + "/" + row["id"].get<std::string>();
    CHECK(city.room.staff_as(city.reviewer, Method::post, path + "/lift").status == 403);
    CHECK(city.room.staff_as(city.duty, Method::post, path + "/lift").status == 200);
    CHECK(verify(city.contact(city.device.heartbeat()).overrides[0],
                 "application/vnd.marquee.override.v1+json", city.room.rooms().trust.document(),
                 KeyRole::notice, 1));
}

TEST_CASE("an override that was lifted is counted as it was then") {
    Emergency city;
    const std::string id = body_of(city.issue(order("notice", city.room.root.value)))["id"];
    Heartbeat showing = city.device.heartbeat();
    showing.displays[0].rung = Rung::notice;
    showing.displays[0].zones = {
        {.zone = "notice", .program = {id}, .revision = 1, .item = {id}, .item_name = "notice"}};
    city.contact(showing);
    CHECK(body_of(city.room.staff_as(city.duty, Method::post, all + "/" + id + "/lift"))["shown"]
          == 1);
    CHECK(city.shown(id)["shown"] == 1);
}

TEST_CASE("only the duty officer issues, and only in the units of the grant") {
    Emergency city;
    const std::string county = city.county.value;
    for (int r = 0; r <= static_cast<int>(Role::audit_administrator); ++r) {
        const Role role = static_cast<Role>(r);
        INFO(to_slug(role));
        const std::string token = city.room.token_with(role, city.county);
        for (const std::string kind : {"black", "notice"}) {
            const auto status = [&](const std::string& unit) {
                return city.room.staff_as(token, Method::post, all, order(kind, unit)).status;
            };
            CHECK(status(county) == (role == Role::duty ? 201 : 403));
            CHECK(status(city.room.root.value) == 403);
        }
    }
    const std::string token = city.room.token_with(Role::duty, city.county);
    const std::string both = Json{
        {"kind", "black"},
        {"unit_ids", {county, city.room.root.value}},
        {"minutes", 1}}.dump();
    CHECK(city.room.staff_as(token, Method::post, all, both).status == 403);
    const std::string foreign_display = Json{
        {"kind", "black"},
        {"unit_ids", {county}},
        {"display_ids", {city.device.answer.displays[0].id.value}},
        {"minutes", 1}}.dump();
    CHECK(city.room.staff_as(token, Method::post, all, foreign_display).status == 403);
    CHECK(city.room.staff_as(token, Method::get, all).status == 200);
    const std::string of_city = body_of(city.issue(order("black", city.room.root.value)))["id"];
    CHECK(city.room.staff_as(token, Method::get, all + "/" + of_city).status == 403);
}

TEST_CASE("a group stands for its displays at the moment of the order") {
    Emergency city;
    const std::string display = city.device.answer.displays[0].id.value;
    const auto group = [&](const Json& displays) {
        return city.room.make(
            "/api/v1/groups",
            Json{{"unit_id", city.room.root.value}, {"name", "票亭"}, {"display_ids", displays}}
                .dump());
    };
    const auto order_for = [](const std::vector<std::string>& groups) {
        return Json{{"kind", "black"}, {"group_ids", groups}, {"minutes", 5}}.dump();
    };
    const std::string booths = group(Json::array({display}));
    const Response made = city.issue(order_for({booths, booths}));
    REQUIRE(made.status == 201);
    CHECK(body_of(made)["display_ids"] == Json::array({display}));
    CHECK(body_of(made)["targets"] == 1);
    CHECK(city.told().displays == std::vector<DisplayId>{{display}});

    CHECK(city.issue(order_for({group(Json::array())})).status == 422);
    const Response unknown = city.issue(order_for({"01932f5e-0000-7000-8000-00000000dead"}));
    CHECK(unknown.status == 422);
    CHECK(body_of(unknown)["code"] == "invalid_reference");
    const std::string foreign = city.room.token_with(Role::duty, city.county);
    CHECK(city.room.staff_as(foreign, Method::post, all, order_for({booths})).status == 403);
}

TEST_CASE("an order that cannot be carried out is refused with its reason") {
    Emergency city;
    const std::string root = city.room.root.value;
    const auto status = [&](const Json& body) { return city.issue(body.dump()).status; };
    CHECK(status({{"kind", "black"}, {"minutes", 5}}) == 422);
    CHECK(status({{"kind", "party"}, {"unit_ids", {root}}, {"minutes", 5}}) == 422);
    CHECK(status({{"kind", "notice"}, {"unit_ids", {root}}, {"minutes", 5}}) == 422);
    CHECK(status({{"kind", "black"}, {"unit_ids", {root}}, {"minutes", 0}}) == 422);
    CHECK(status({{"kind", "black"}, {"unit_ids", {root}}, {"minutes", 24 * 60}}) == 201);
    CHECK(status({{"kind", "black"}, {"unit_ids", {root}}, {"minutes", 24 * 60 + 1}}) == 422);
    const auto notice = [&](int minutes, const std::string& text) {
        return status(
            {{"kind", "notice"}, {"unit_ids", {root}}, {"minutes", minutes}, {"text", text}});
    };
    std::string longest;
    for (int i = 0; i < 120; ++i) {
        longest += "防";
    }
    CHECK(notice(120, longest) == 201);
    CHECK(notice(120, longest + "防") == 413);
    CHECK(notice(121, "短") == 422);
    const std::string nobody = "01932f5e-0000-7000-8000-00000000dead";
    CHECK(status({{"kind", "black"}, {"unit_ids", {nobody}}, {"minutes", 5}}) == 422);
    CHECK(
        status({{"kind", "black"}, {"unit_ids", {root}}, {"display_ids", {nobody}}, {"minutes", 5}})
        == 422);
}

TEST_CASE("a display obeys what its unit was told before it joined") {
    Emergency city;
    city.issue(order("black", city.room.root.value));
    const Device newcomer(city.room);
    const Response response =
        city.room.player(Method::post, "/player/v1/contacts",
                         wire::write_heartbeat(newcomer.heartbeat()), newcomer.identity);
    CHECK(wire::read_contact_answer(text_of(response))->overrides.size() == 1);
}

TEST_CASE("a heartbeat over the channel that does not show an override is hinted again") {
    Emergency city;
    Heartbeat heartbeat = city.device.heartbeat();
    heartbeat.trust_version = 1;
    const auto told = [&] {
        ++heartbeat.sequence;
        return *city.room.rooms().channel.message({"192.0.2.7", city.device.identity},
                                                  wire::write_heartbeat(heartbeat));
    };
    CHECK(told() == Hint{});
    const std::string id = body_of(city.issue(order("black", city.room.root.value)))["id"];
    CHECK(told() == Hint{{HintReason::screen_override}});
    heartbeat.displays[0].rung = Rung::black;
    CHECK(told() == Hint{});
    city.room.staff_as(city.reviewer, Method::post, all + "/" + id + "/lift");
    CHECK(told() == Hint{{HintReason::screen_override}});
    heartbeat.displays[0].rung = Rung::scheduled;
    CHECK(told() == Hint{});
}

TEST_CASE("every order leaves a row in the trail, and is answered by the reserved worker") {
    Emergency city;
    const std::string id = body_of(city.issue(order("black", city.room.root.value)))["id"];
    city.room.staff_as(city.duty, Method::post, all + "/" + id + "/extend", R"({"minutes":5})");
    city.room.staff_as(city.reviewer, Method::post, all + "/" + id + "/lift");
    const std::string trail = text_of(city.room.staff(Method::get, "/api/v1/audit"));
    for (const char* action : {"override.black", "override.extend", "override.lift"}) {
        CHECK(trail.find(action) != std::string::npos);
    }
    RequestHead head;
    for (const auto& [method, path] :
         {std::pair{Method::post, all}, std::pair{Method::get, all + "/" + id},
          std::pair{Method::post, all + "/" + id + "/lift"}}) {
        head.method = method;
        head.path = path;
        CHECK(city.room.rooms().staff.policy(head).lane == Lane::reserved);
    }
    head.path = "/api/v1/slogans";
    CHECK(city.room.rooms().staff.policy(head).lane == Lane::ordinary);
}
