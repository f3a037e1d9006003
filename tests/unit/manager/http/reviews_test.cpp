// Reviews: who may put a program on air, send it back, and take it off again.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/fakes/control_room.hpp"

using namespace marquee;
using namespace marquee::manager;
using Json = nlohmann::json;

namespace {

Json body_of(const Response& response) {
    return Json::parse(text_of(response));
}

// A city that asks for approvals, a display with a schedule, an editor and three reviewers.
struct Office {
    explicit Office(int approvals) {
        const Response set = room.staff(Method::put, "/api/v1/units/" + room.root.value + "/policy",
                                        Json{{"approvals_required", approvals}}.dump(), "\"0\"");
        REQUIRE(set.status == 200);
        slogan =
            room.make("/api/v1/slogans",
                      Json{{"unit_id", room.root.value}, {"name", "s"}, {"text", "防诈骗"}}.dump());
        program = made_by(editor);
    }

    std::string path(const std::string& verb = {}) const {
        return "/api/v1/programs/" + program + (verb.empty() ? "" : "/" + verb);
    }
    Json program_body() const {
        const Json item{{"slogan_id", slogan}, {"duration_ms", 10'000}};
        const Json zone{{"name", "all"},
                        {"rect", {{"x", 0}, {"y", 0}, {"width", 640}, {"height", 64}}},
                        {"playlist", {{"items", Json::array({item})}}}};
        return {{"unit_id", room.root.value},
                {"name", "ticker"},
                {"layout",
                 {{"canvas", {{"width", 640}, {"height", 64}}}, {"zones", Json::array({zone})}}}};
    }
    std::string made_by(const std::string& who) {
        const Response made =
            room.staff_as(who, Method::post, "/api/v1/programs", program_body().dump());
        REQUIRE(made.status == 201);
        return body_of(made)["id"];
    }
    // A verb on what the program is now.
    Response say(const std::string& who, const std::string& verb, const Json& body = nullptr) {
        const Response read = room.staff(Method::get, path());
        return room.staff_as(who, Method::post, path(verb), body.is_null() ? "" : body.dump(),
                             std::string(*read.headers.find("ETag")));
    }
    std::string state() { return body_of(room.staff(Method::get, path()))["state"]; }
    Json waiting(const std::string& who) {
        return body_of(room.staff_as(who, Method::get, "/api/v1/reviews"))["items"];
    }

    ControlRoom room;
    std::string editor = room.token_with(Role::editor, room.root);
    std::string first = room.token_with(Role::reviewer_1, room.root);
    std::string second = room.token_with(Role::reviewer_2, room.root);
    std::string slogan;
    std::string program;
};

} // namespace

TEST_CASE("two approvals by different people put a program on air") {
    Office office(2);
    REQUIRE(office.say(office.editor, "submit").status == 200);
    CHECK(office.state() == "submitted");
    CHECK(office.say(office.first, "approve").status == 200);
    CHECK(office.state() == "submitted");
    CHECK(office.say(office.first, "approve").status == 409);
    CHECK(office.say(office.second, "approve").status == 200);
    CHECK(office.state() == "approved");
    CHECK(office.say(office.second, "approve").status == 409);
    const Json events = body_of(office.room.staff(Method::get, office.path()))["events"];
    REQUIRE(events.size() == 4);
    CHECK(events[0]["kind"] == "create");
    CHECK(events[1]["kind"] == "submit");
    CHECK(events[3]["kind"] == "approve");
    CHECK(events[3]["actor_name"].get<std::string>().starts_with("reviewer_2"));
}

TEST_CASE("nobody approves what they wrote, and nobody without the role") {
    Office office(1);
    REQUIRE(office.say(office.editor, "submit").status == 200);
    CHECK(office.say(office.editor, "approve").status == 403);
    // The first account writes a program of its own, having been made a reviewer too.
    const std::string both = office.room.token_with(Role::editor, office.room.root);
    const std::string id =
        body_of(office.room.staff_as(both, Method::get, "/api/v1/session"))["account"]["id"];
    REQUIRE(office.room.database->write([&](Change& change) -> Status {
        Account row = *change.access.account(AccountId{id});
        row.grants.push_back({Role::reviewer_3, office.room.root});
        return change.access.change_account(row).map([](std::int64_t) {});
    }));
    office.program = office.made_by(both);
    REQUIRE(office.say(both, "submit").status == 200);
    const Response refused = office.say(both, "approve");
    CHECK(refused.status == 403);
    CHECK(body_of(refused)["code"] == "own_work");
    CHECK(office.say(office.first, "approve").status == 200);
    CHECK(office.state() == "approved");
}

TEST_CASE("what was returned comes back changed, and its earlier approvals count no more") {
    Office office(2);
    REQUIRE(office.say(office.editor, "submit").status == 200);
    REQUIRE(office.say(office.first, "approve").status == 200);
    CHECK(office.say(office.second, "return").status == 422);
    CHECK(office.say(office.second, "return", {{"reason", ""}}).status == 422);
    CHECK(office.say(office.second, "return", {{"reason", "错别字"}}).status == 200);
    CHECK(office.state() == "returned");
    CHECK(office.say(office.first, "approve").status == 409);
    CHECK(office.waiting(office.first).empty());
    const Json events = body_of(office.room.staff(Method::get, office.path()))["events"];
    CHECK(events.back()["reason"] == "错别字");
    REQUIRE(office.say(office.editor, "submit").status == 200);
    REQUIRE(office.say(office.second, "approve").status == 200);
    CHECK(office.state() == "submitted");
    REQUIRE(office.say(office.first, "approve").status == 200);
    CHECK(office.state() == "approved");
}

TEST_CASE("withdrawing takes every approved revision off air, and publishing hears of it") {
    Office office(1);
    REQUIRE(office.say(office.editor, "submit").status == 200);
    REQUIRE(office.say(office.first, "approve").status == 200);
    const Json schedule{{"unit_id", office.room.root.value},
                        {"name", "always"},
                        {"program_id", office.program},
                        {"targets", {{"units", {office.room.root.value}}}}};
    office.room.make("/api/v1/schedules", schedule.dump());
    const Response read = office.room.staff(Method::get, office.path());
    REQUIRE(office.room
                .staff_as(office.editor, Method::put, office.path(), office.program_body().dump(),
                          std::string(*read.headers.find("ETag")))
                .status
            == 200);
    REQUIRE(office.say(office.editor, "submit").status == 200);
    REQUIRE(office.say(office.first, "approve").status == 200);
    office.room.requests.waiting = {};
    CHECK(office.say(office.editor, "withdraw").status == 403);
    CHECK(office.say(office.second, "withdraw").status == 200);
    CHECK(office.state() == "withdrawn");
    REQUIRE(office.room.requests.waiting.targets.size() == 1);
    CHECK(office.room.requests.waiting.targets.front().units
          == std::vector<UnitId>{office.room.root});
    CHECK_FALSE(office.room.database->read([&](const View& view) {
        return view.content.approved_revision(ProgramId{office.program});
    }));
    CHECK(office.say(office.second, "withdraw").status == 409);
}

TEST_CASE("a judgement names the version that was looked at") {
    Office office(1);
    REQUIRE(office.say(office.editor, "submit").status == 200);
    CHECK(office.room.staff_as(office.first, Method::post, office.path("approve")).status == 422);
    CHECK(
        office.room.staff_as(office.first, Method::post, office.path("approve"), "", "\"1\"").status
        == 412);
    CHECK(office.state() == "submitted");
}

TEST_CASE("the list of reviews says how far each one is and what the caller may do") {
    Office office(2);
    CHECK(office.waiting(office.first).empty());
    REQUIRE(office.say(office.editor, "submit").status == 200);
    REQUIRE(office.say(office.first, "approve").status == 200);
    const Json rows = office.waiting(office.first);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0]["id"] == office.program);
    CHECK(rows[0]["approvals_given"] == 1);
    CHECK(rows[0]["approvals_required"] == 2);
    CHECK(rows[0]["approved_by_me"] == true);
    CHECK(rows[0]["own_work"] == false);
    CHECK(rows[0]["submitted_by"].get<std::string>().starts_with("editor"));
    CHECK(office.waiting(office.second)[0]["approved_by_me"] == false);
    CHECK(office.room.staff_as(office.editor, Method::get, "/api/v1/reviews").status == 403);
}

TEST_CASE("a changed slogan waits for review where approvals are asked for") {
    Office office(1);
    REQUIRE(office.say(office.editor, "submit").status == 200);
    REQUIRE(office.say(office.first, "approve").status == 200);
    const Json words{{"unit_id", office.room.root.value}, {"name", "s"}, {"text", "心莫贪"}};
    REQUIRE(office.room
                .staff_as(office.editor, Method::put, "/api/v1/slogans/" + office.slogan,
                          words.dump(), "\"1\"")
                .status
            == 200);
    CHECK(office.state() == "submitted");
    const auto on_air = office.room.database->read([&](const View& view) {
        return view.content.approved_revision(ProgramId{office.program});
    });
    CHECK(on_air->revision == 1);
    REQUIRE(office.say(office.first, "approve").status == 200);
    CHECK(office.state() == "approved");
}
