#include "schemas/wire/contact.hpp"
#include "tests/unit/manager/edge/enrolled_device.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

using Told = std::vector<Subject>;

} // namespace

TEST_CASE("whoever is signed in may listen to what changes, and nobody else") {
    ControlRoom room;
    const Response head = room.staff(Method::get, "/api/v1/events");
    CHECK(head.status == 200);
    CHECK(head.headers.find("Content-Type") == "text/event-stream");
    CHECK(head.headers.find("Cache-Control") == "no-store");
    CHECK(room.staff_as("nobody", Method::get, "/api/v1/events").status == 401);
}

TEST_CASE("pages hear of what people change, and of nothing that was refused or only read") {
    ControlRoom room;
    Told& told = room.rooms().events.told;
    room.staff(Method::get, "/api/v1/slogans");
    CHECK(room.staff(Method::post, "/api/v1/slogans", "{}").status >= 400);
    room.staff(Method::post, "/api/v1/slogan-checks", "{}");
    CHECK(told.empty());
    const std::string slogan = room.make("/api/v1/slogans", R"({"name":"a","text":"a","unit_id":")"
                                                                + room.root.value + "\"}");
    CHECK(told == Told{Subject::library});
    CHECK(room.staff(Method::remove, "/api/v1/slogans/" + slogan, {}, "\"1\"").status == 204);
    CHECK(told == Told{Subject::library, Subject::library});
}

TEST_CASE("pages hear when a display says something new, and not at every heartbeat") {
    ControlRoom room;
    Device device{room};
    Told& told = room.rooms().events.told;
    told.clear();
    Heartbeat word = device.heartbeat();
    const auto say = [&] {
        ++word.sequence;
        room.player(Method::post, "/player/v1/contacts", wire::write_heartbeat(word),
                    device.identity);
    };
    say();
    CHECK(told == Told{Subject::displays});
    say();
    CHECK(told == Told{Subject::displays});
    word.displays.front().rung = Rung::black;
    say();
    CHECK(told == Told{Subject::displays, Subject::displays});
    room.clock.advance(Seconds{300});
    CHECK(room.rooms().reach.record());
    CHECK(told.size() == 3); // it fell silent
}

TEST_CASE("every collection of the REST that people change is of a subject") {
    ControlRoom room;
    for (const StaffRoute& route : room.rooms().staff.routes()) {
        const std::string path(route.pattern);
        const bool only_answers = path.find("-checks") != std::string::npos
                                  || path.find("-motions") != std::string::npos
                                  || path.find("previews") != std::string::npos
                                  || path.find("-imports") != std::string::npos;
        if (route.method != Method::get && !only_answers) {
            CAPTURE(path);
            CHECK(subject_of(path));
        }
    }
}
