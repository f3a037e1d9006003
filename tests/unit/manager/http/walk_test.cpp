// Every route about people, reviews, policies, groups and calendars, by every role, in its own
// unit, in a foreign one and in the one above: who is let in is what the authorizer's table says.
#include <catch2/catch.hpp>

#include <set>

#include <nlohmann/json.hpp>

#include "tests/fakes/control_room.hpp"

using namespace marquee;
using namespace marquee::manager;
using Json = nlohmann::json;

namespace {

struct Step {
    Method method;
    std::string path; // "{account}", "{group}", "{period}", "{unit}"… are those of the unit
    Action action;
    Json body;
};

// What every unit of the walk has.
struct Place {
    UnitId unit;
    std::string account;
    std::string group;
    std::string program;
    std::string daypart;
    std::string period;
    std::string campaign;
};

UnitId county(ControlRoom& room, const char* name) {
    return UnitId{
        room.make("/api/v1/units",
                  Json{{"parent_id", room.root.value}, {"name", name}, {"kind", "county"}}.dump())};
}

Place furnish(ControlRoom& room, const UnitId& unit) {
    Place place{.unit = unit};
    const Json account{
        {"name", "of " + unit.value}, {"unit_id", unit.value}, {"grants", Json::array()}};
    place.account = room.make("/api/v1/accounts", account.dump());
    const Json group{{"name", "g"}, {"unit_id", unit.value}, {"display_ids", Json::array()}};
    place.group = room.make("/api/v1/groups", group.dump());
    const Json item{{"content", {{"kind", "slogan"}, {"text", "x"}}}, {"duration_ms", 1'000}};
    const Json zone{{"name", "all"},
                    {"rect", {{"x", 0}, {"y", 0}, {"width", 64}, {"height", 64}}},
                    {"playlist", {{"items", Json::array({item})}}}};
    const Json program{
        {"name", "p"},
        {"unit_id", unit.value},
        {"layout", {{"canvas", {{"width", 64}, {"height", 64}}}, {"zones", Json::array({zone})}}}};
    place.program = room.make("/api/v1/programs", program.dump());
    const Json owned{{"name", "c"}, {"unit_id", unit.value}};
    Json daypart = owned;
    daypart["windows"] = Json::array({{{"start", "06:00"}, {"end", "22:00"}}});
    place.daypart = room.make("/api/v1/dayparts", daypart.dump());
    Json period = owned;
    period["days"] = Json::array({{{"kinds", {"workday"}}}});
    place.period = room.make("/api/v1/periods", period.dump());
    place.campaign = room.make("/api/v1/campaigns", owned.dump());
    return place;
}

std::string filled(std::string path, const Place& place) {
    const auto put = [&](const std::string& name, const std::string& value) {
        if (const auto at = path.find(name); at != std::string::npos) {
            path.replace(at, name.size(), value);
        }
    };
    put("{account}", place.account);
    put("{group}", place.group);
    put("{program}", place.program);
    put("{daypart}", place.daypart);
    put("{period}", place.period);
    put("{campaign}", place.campaign);
    put("{unit}", place.unit.value);
    return path;
}

std::vector<Step> steps() {
    const Json reason{{"reason", "r"}};
    std::vector<Step> all = {
        {Method::get, "/api/v1/accounts/{account}", Action::manage_accounts, nullptr},
        {Method::put, "/api/v1/accounts/{account}", Action::manage_accounts, Json::object()},
        {Method::post, "/api/v1/accounts/{account}/invitation", Action::manage_accounts, nullptr},
        {Method::get, "/api/v1/accounts/{account}/tokens", Action::manage_accounts, nullptr},
        {Method::post, "/api/v1/accounts/{account}/tokens", Action::manage_accounts,
         Json{{"name", "t"}}},
        {Method::post, "/api/v1/programs/{program}/approve", Action::review_content, nullptr},
        {Method::post, "/api/v1/programs/{program}/return", Action::review_content, reason},
        {Method::post, "/api/v1/programs/{program}/withdraw", Action::withdraw_content, nullptr},
        {Method::get, "/api/v1/groups/{group}", Action::read_fleet, nullptr},
        {Method::put, "/api/v1/groups/{group}", Action::manage_displays, Json::object()},
        {Method::remove, "/api/v1/groups/{group}", Action::manage_displays, nullptr},
        {Method::get, "/api/v1/units/{unit}/policy", Action::read_fleet, nullptr},
        {Method::put, "/api/v1/units/{unit}/policy", Action::read_fleet, Json::object()},
        {Method::get, "/api/v1/units/{unit}/forecast", Action::read_fleet, nullptr},
        {Method::get, "/api/v1/units/{unit}/timeline", Action::read_fleet, nullptr},
        {Method::get, "/api/v1/units/{unit}/calendar.ics", Action::read_fleet, nullptr},
        {Method::post, "/api/v1/schedule-checks", Action::schedule, Json{{"unit_id", "{unit}"}}},
    };
    for (const char* path : {"/api/v1/dayparts/{daypart}", "/api/v1/periods/{period}",
                             "/api/v1/campaigns/{campaign}"}) {
        all.push_back({Method::get, path, Action::read_content, nullptr});
        all.push_back({Method::put, path, Action::schedule, Json::object()});
        all.push_back({Method::remove, path, Action::schedule, nullptr});
    }
    return all;
}

} // namespace

TEST_CASE("every role is let in where its grant is, and nowhere else but to read what is shared") {
    ControlRoom room;
    const Place own = furnish(room, county(room, "own"));
    const Place foreign = furnish(room, county(room, "foreign"));
    const Place above = furnish(room, room.root);
    for (int r = 0; r <= static_cast<int>(Role::audit_administrator); ++r) {
        const Role role = static_cast<Role>(r);
        const std::string token = room.token_with(role, own.unit);
        for (const Step& step : steps()) {
            INFO(to_slug(role) << " " << method_name(step.method) << " " << step.path);
            const auto status = [&](const Place& place) {
                // No such version: whoever is let in changes nothing.
                return room
                    .staff_as(token, step.method, filled(step.path, place),
                              step.body.is_null() ? "" : filled(step.body.dump(), place), "\"999\"")
                    .status;
            };
            CHECK((status(own) != 403) == allows(role, step.action));
            CHECK(status(foreign) == 403);
            // What a unit above has is shared: read, and nothing more.
            CHECK((status(above) != 403)
                  == (step.action == Action::read_content && allows(role, step.action)));
        }
    }
}

TEST_CASE("a list has what units above share when it is asked for that, and never a neighbour's") {
    ControlRoom room;
    const Place own = furnish(room, county(room, "own"));
    furnish(room, county(room, "foreign"));
    furnish(room, room.root);
    const std::string token = room.token_with(Role::editor, own.unit);
    const auto ask = [&](const std::string& list, const std::string& with_shared) {
        Request request;
        request.path = "/api/v1/" + list;
        request.headers.set("Authorization", "Bearer " + token);
        if (!with_shared.empty()) {
            request.query = QueryParameters({{"with_shared", with_shared}});
        }
        return room.ask(std::move(request));
    };
    const auto units = [&](const std::string& list, const std::string& with_shared) {
        const Response answer = ask(list, with_shared);
        REQUIRE(answer.status == 200);
        const Json rows = Json::parse(text_of(answer));
        std::multiset<std::string> owners;
        for (const Json& row : rows["items"]) {
            owners.insert(row["unit_id"].get<std::string>());
        }
        return owners;
    };
    const std::multiset<std::string> mine{own.unit.value};
    const std::multiset<std::string> shared{own.unit.value, room.root.value};
    for (const char* list : {"programs", "dayparts", "periods", "campaigns"}) {
        INFO(list);
        CHECK(units(list, "") == mine);
        CHECK(units(list, "false") == mine);
        CHECK(units(list, "true") == shared);
        CHECK(ask(list, "1").status == 400);
    }
}

TEST_CASE("a member that no resource knows is refused wherever people write") {
    ControlRoom room;
    const std::string unit = room.root.value;
    const std::vector<std::pair<std::string, Json>> bodies{
        {"/api/v1/units", {{"parent_id", unit}, {"name", "南浦"}, {"kind", "township"}}},
        {"/api/v1/slogans",
         {{"unit_id", unit},
          {"name", "x"},
          {"text", "x"},
          {"style", {{"text", "#ffffff"}, {"background", "#000000"}, {"motion", "still"}}}}},
        {"/api/v1/accounts", {{"unit_id", unit}, {"name", "x"}, {"grants", Json::array()}}},
        {"/api/v1/enrolments", {{"unit_id", unit}}},
        {"/api/v1/groups", {{"unit_id", unit}, {"name", "x"}, {"display_ids", Json::array()}}},
        {"/api/v1/session", {{"name", "x"}, {"password", "y"}}},
    };
    for (const auto& [path, body] : bodies) {
        Json more = body;
        more["nobody_knows"] = unit;
        INFO(path);
        const Response refused = room.staff(Method::post, path, more.dump());
        CHECK(refused.status >= 400);
        CHECK(text_of(refused).find("/nobody_knows") != std::string::npos);
    }
    Json unit_twice = bodies.front().second;
    unit_twice["unit_id"] = unit;
    CHECK(room.staff(Method::post, "/api/v1/units", unit_twice.dump()).status == 422);
}
