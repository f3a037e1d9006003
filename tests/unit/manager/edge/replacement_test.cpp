// A broken device gives its place to another one.
#include <nlohmann/json.hpp>

#include "manager/fleet/replacement.hpp"
#include "manager/reporting/play_report.hpp"
#include "schemas/wire/contact.hpp"
#include "tests/unit/manager/edge/enrolled_device.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

struct Repair {
    ControlRoom room;
    Device broken{room};
    PrivateKey key = new_key(); // of the new device
    std::string body = R"({"unit_id":")" + room.root.value + R"(","replaces_player_id":")"
                       + broken.answer.player.value + R"("})";

    // The token in the enrolment file that staff make.
    std::string token() {
        const Response made = room.staff(Method::post, "/api/v1/enrolments", body);
        REQUIRE(made.status == 201);
        return nlohmann::json::parse(text_of(made)).at("file").at("token");
    }
    EnrolmentRequest request(std::vector<DisplayDescription> displays) {
        return {.token = token(),
                .nonce = "0123456789abcdef",
                .name = "spare box",
                .certificate_request_pem = *make_certificate_request(key, "spare box"),
                .software = {.version = "0.2.0", .capabilities = {"screenshot"}},
                .displays = std::move(displays)};
    }
    Response contact(const ClientCertificate& identity) {
        return room.player(Method::post, "/player/v1/contacts",
                           wire::write_heartbeat(broken.heartbeat()), identity);
    }
};

Display display(const std::string& name, DisplayKind kind = DisplayKind::screen) {
    Display made;
    made.id = DisplayId{"id of " + name};
    made.name = name;
    made.kind = kind;
    return made;
}

} // namespace

TEST_CASE("the new device is the player that was, and the old one a stranger") {
    Repair repair;
    REQUIRE(repair.contact(repair.broken.identity).status == 200);
    const EnrolmentRequest request = repair.request({{.name = "hdmi", .size = {1280, 64}}});
    const Result<EnrolmentAnswer> answer = repair.room.rooms().enrolment.accept(request);
    REQUIRE(answer);
    CHECK(answer->player == repair.broken.answer.player);
    REQUIRE(answer->displays.size() == 1);
    CHECK(answer->displays[0].id == repair.broken.answer.displays[0].id);
    CHECK(answer->displays[0].name == "hdmi");

    const auto certificate = read_certificate(answer->certificate_pem);
    REQUIRE(certificate);
    CHECK(repair.contact({certificate->common_name, certificate->fingerprint}).status == 200);
    CHECK(repair.contact(repair.broken.identity).status == 401);

    const auto rows = repair.room.database->read(
        [&](const View& view) { return view.fleet.displays_of(repair.broken.answer.player); });
    REQUIRE(rows->size() == 1);
    CHECK(rows->front().name == "hdmi");
    CHECK(rows->front().size == Size{1280, 64});
    const auto player = repair.room.database->read(
        [&](const View& view) { return view.fleet.player(repair.broken.answer.player); });
    CHECK(player->name == "box");
    CHECK(player->software.version == "0.1.0"); // as its heartbeat says by now
    CHECK(text_of(repair.room.staff(Method::get, "/api/v1/audit")).find(R"("player.replace")")
          != std::string::npos);

    const auto again = repair.room.rooms().enrolment.accept(request); // its answer was lost
    REQUIRE(again);
    CHECK(again->player == repair.broken.answer.player);
}

TEST_CASE("what the new device numbers from one on is not taken for old") {
    Repair repair;
    const DisplayId id = repair.broken.answer.displays[0].id;
    const auto within = [&](auto run) {
        REQUIRE(repair.room.database->write([&](Change& change) -> Status { return run(change); }));
    };
    within([&](Change& change) {
        return change.plays.set_mark(id, {.number = 500, .lost = 3}).and_then([&] {
            return change.uptime.set_progress(id, {.mark = {.number = 40}});
        });
    });
    REQUIRE(repair.room.rooms().enrolment.accept(
        repair.request({{.name = "main", .size = {640, 64}}})));
    within([&](Change& change) -> Status {
        CHECK(*change.plays.mark(id) == JournalMark{.number = 0, .lost = 3});
        CHECK(change.uptime.progress(id)->mark.number == 0);
        CHECK(change.uptime.progress(id)->doubtful);
        return {};
    });
}

TEST_CASE("plays of both devices count, and what the old one still had on its way is refused") {
    Repair repair;
    const DisplayId id = repair.broken.answer.displays[0].id;
    const auto row = [&] {
        return repair.room.database
            ->read([&](const View& view) { return view.fleet.player(repair.broken.answer.player); })
            .value();
    };
    const auto deliver = [&](int plays, const Player& device) {
        PlaySegment segment{id, 1, {{{id.value}, 1, "反诈", {id.value}, "i", {}}}, {}};
        for (int i = 0; i < plays; ++i) {
            const Instant from = repair.room.clock.wall() + Seconds{15 * i};
            segment.records.push_back({0, from, Milliseconds{15'000}, true, ProofLevel::shown});
        }
        return repair.room.rooms().plays.take(segment, device);
    };
    const Player old = row();
    REQUIRE(deliver(3, old) == 3U);
    const UptimeSegment uptime{id,
                               1,
                               {{UptimeMeasure::running,
                                 {repair.room.clock.wall(), repair.room.clock.wall() + Seconds{5}},
                                 "b",
                                 true}}};
    REQUIRE(repair.room.rooms().enrolment.accept(
        repair.request({{.name = "main", .size = {640, 64}}})));
    CHECK(deliver(9, old).error().code == ErrorCode::not_signed_in);
    CHECK(repair.room.rooms().uptime.take(uptime, old).error().code == ErrorCode::not_signed_in);
    CHECK(deliver(2, row()) == 2U);
    CHECK(repair.room.rooms().uptime.take(uptime, row()) == 1U);
    const Instant now = repair.room.clock.wall();
    const auto lines = repair.room.database->read([&](const View& view) {
        return play_report(view, {{repair.room.root}}, {now - Seconds{60}, now + Seconds{60}});
    });
    REQUIRE(lines->size() == 1);
    CHECK(lines->front().plays == 5);
}

TEST_CASE("only the newest permission to take a place is good, and none when it is taken") {
    Repair repair;
    const auto spare = [&] { return repair.request({{.name = "main", .size = {640, 64}}}); };
    const EnrolmentRequest first = spare();
    const EnrolmentRequest second = spare();
    auto& enrolment = repair.room.rooms().enrolment;
    CHECK(enrolment.accept(first).error().code == ErrorCode::expired);
    CHECK(repair.contact(repair.broken.identity).status == 200);
    REQUIRE(enrolment.accept(second));
    CHECK(enrolment.accept(first).error().code == ErrorCode::expired);
    CHECK(enrolment.accept(second)); // its answer was lost
}

TEST_CASE("a device with other displays takes nobody's place, and the token stays good") {
    Repair repair;
    EnrolmentRequest request =
        repair.request({{.name = "main", .size = {640, 64}}, {.name = "side", .size = {64, 64}}});
    const auto refused = repair.room.rooms().enrolment.accept(request);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::wrong_state);
    CHECK(refused.error().where == "/displays");
    CHECK(repair.contact(repair.broken.identity).status == 200);
    request.displays.pop_back();
    CHECK(repair.room.rooms().enrolment.accept(request));
}

TEST_CASE("a permission may say what the device shall be called, in one line") {
    Repair repair;
    const std::string unit = R"({"unit_id":")" + repair.room.root.value + R"(","name":)";
    repair.body = unit + R"("南站东口"})";
    const auto answer =
        repair.room.rooms().enrolment.accept(repair.request({{.name = "main", .size = {640, 64}}}));
    REQUIRE(answer);
    const auto display = repair.room.database->read(
        [&](const View& view) { return view.fleet.display(answer->displays[0].id); });
    CHECK(display->title == "南站东口");
    CHECK(display->name == "main");
    for (const std::string& name : std::vector<std::string>{R"("")", R"("two\nlines")", "7"}) {
        const Response refused =
            repair.room.staff(Method::post, "/api/v1/enrolments", unit + name + "}");
        CHECK((refused.status == 400 || refused.status == 422));
    }
}

TEST_CASE("only a player of the unit that is not retired can be replaced") {
    Repair repair;
    const auto ask = [&] {
        return repair.room.staff(Method::post, "/api/v1/enrolments", repair.body).status;
    };
    CHECK(ask() == 201);
    const std::string elsewhere =
        member(text_of(repair.room.staff(Method::post, "/api/v1/units",
                                         R"({"kind":"grid","name":"elsewhere","parent_id":")"
                                             + repair.room.root.value + R"("})")),
               "id");
    const std::string foreign = R"({"unit_id":")" + elsewhere + R"(","replaces_player_id":")"
                                + repair.broken.answer.player.value + R"("})";
    CHECK(repair.room.staff(Method::post, "/api/v1/enrolments", foreign).status == 422);
    REQUIRE(repair.room.database->write([&](Change& change) {
        Result<Player> player = change.fleet.player(repair.broken.answer.player);
        player->retired_at = repair.room.clock.wall();
        return change.fleet.change_player(*player);
    }));
    CHECK(ask() == 409);
}

TEST_CASE("displays are matched by name and kind, and a single one by its kind alone") {
    const auto both = take_places(
        {display("left"), display("horn", DisplayKind::loudspeaker)},
        {{.name = "horn", .kind = DisplayKind::loudspeaker}, {.name = "left", .size = {96, 16}}});
    REQUIRE(both);
    CHECK((*both)[0].id.value == "id of left");
    CHECK((*both)[0].size == Size{96, 16});
    CHECK((*both)[1].name == "horn");

    CHECK(take_places({display("left")}, {{.name = "right"}})->front().name == "right");
    CHECK_FALSE(
        take_places({display("left")}, {{.name = "left", .kind = DisplayKind::loudspeaker}}));
    CHECK_FALSE(take_places({display("left"), display("right")}, {{.name = "left"}}));
    CHECK_FALSE(
        take_places({display("left"), display("right")}, {{.name = "left"}, {.name = "up"}}));
}
