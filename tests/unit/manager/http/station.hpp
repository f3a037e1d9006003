// A display with a plan, and staff who ask about it.
#pragma once

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/unit/manager/edge/enrolled_device.hpp"

namespace marquee::manager {

// A display in Shanghai time on which a slogan plays from nine to six. It is eight in the evening.
struct Station {
    Station() {
        const std::string unit = room.root.value;
        slogan = room.make(
            "/api/v1/slogans",
            nlohmann::json{
                {"unit_id", unit},
                {"name", "标语"},
                {"text", "心莫贪"},
                {"style", {{"text", "#ffffff"}, {"background", "#000000"}, {"motion", "still"}}}}
                .dump());
        const nlohmann::json rect{{"x", 0}, {"y", 0}, {"width", 640}, {"height", 64}};
        const nlohmann::json item{{"slogan_id", slogan}, {"duration_ms", 10'000}};
        const nlohmann::json zone{
            {"name", "all"}, {"rect", rect}, {"playlist", {{"items", {item}}}}};
        const nlohmann::json layout{{"canvas", {{"width", 640}, {"height", 64}}},
                                    {"background", "#000000"},
                                    {"zones", {zone}}};
        program = room.make(
            "/api/v1/programs",
            nlohmann::json{{"unit_id", unit}, {"name", "白天"}, {"layout", layout}}.dump());
        REQUIRE(
            room.staff(Method::post, "/api/v1/programs/" + program + "/submit", "", "\"1\"").status
            == 200);
        const nlohmann::json hours{{"windows", {{{"start", "09:00:00"}, {"end", "18:00:00"}}}}};
        schedule = room.make("/api/v1/schedules", nlohmann::json{{"unit_id", unit},
                                                                 {"name", "上班时间"},
                                                                 {"program_id", program},
                                                                 {"targets", {{"units", {unit}}}},
                                                                 {"times", hours}}
                                                      .dump());
        room.publish();
    }

    nlohmann::json ask(const std::string& path,
                       std::vector<std::pair<std::string, std::string>> query = {},
                       int status = 200) {
        Request request;
        request.path = display + path;
        request.query = QueryParameters(std::move(query));
        request.headers.set("Authorization", "Bearer " + room.token);
        request.headers.set("Accept-Language", language);
        const Response response = room.rooms().staff.handle(request);
        INFO(text_of(response));
        CHECK(response.status == status);
        return nlohmann::json::parse(text_of(response));
    }

    ControlRoom room;
    Device device{room};
    std::string slogan, program, schedule;
    std::string display = "/api/v1/displays/" + device.answer.displays[0].id.value;
    std::string language = "zh-CN";
};

} // namespace marquee::manager
