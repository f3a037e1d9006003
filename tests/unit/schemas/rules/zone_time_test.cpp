// Every real zone is compared with Python in tests/unit/common/zoneinfo_test.cpp; here are the
// edges that no real zone has.
#include "schemas/rules/zone_time.hpp"

#include <catch2/catch.hpp>

using namespace marquee;
using namespace marquee::rules;
using namespace std::chrono_literals;

namespace {

const Instant noon = *instant_from_rfc3339("2026-06-01T12:00:00Z");

LocalTime local(const char* as_utc) {
    return LocalTime{instant_from_rfc3339(as_utc)->time_since_epoch()};
}

} // namespace

TEST_CASE("a zone without changes has one segment without ends") {
    const ZoneRules zone{"Fixed", "", 28'800, {}};
    CHECK(segment_at(zone, noon) == ZoneSegment{Instant::min(), Instant::max(), 8h, 8h});
    CHECK(to_local(zone, noon) == LocalMoment{local("2026-06-01T20:00:00Z"), 28'800});
    CHECK(to_instants(zone, local("2026-06-01T20:00:00Z"))
          == LocalInstants{LocalKind::unique, noon, noon});
    CHECK(to_iso_date(local_date(zone, noon + 4h)) == "2026-06-02");
}

TEST_CASE("a change is in force from its own instant on") {
    const ZoneRules zone{"Once", "", 0, {{noon, 3'600, "D"}}};
    CHECK(to_local(zone, noon - 1us).offset_seconds == 0);
    CHECK(to_local(zone, noon).offset_seconds == 3'600);
    CHECK(segment_at(zone, noon) == ZoneSegment{noon, Instant::max(), 1h, 0h});
}

TEST_CASE("the edges of a gap") {
    const ZoneRules zone{"Gap", "", 0, {{noon, 3'600, "D"}}};
    CHECK(to_instants(zone, local("2026-06-01T11:59:59Z")).kind == LocalKind::unique);
    CHECK(to_instants(zone, local("2026-06-01T12:00:00Z"))
          == LocalInstants{LocalKind::gap, noon, noon});
    CHECK(to_instants(zone, local("2026-06-01T12:59:59Z")).first == noon + 3'599s);
    CHECK(to_instants(zone, local("2026-06-01T13:00:00Z"))
          == LocalInstants{LocalKind::unique, noon, noon});
}

TEST_CASE("the edges of a fold") {
    const ZoneRules zone{"Fold", "", 0, {{noon, -3'600, "S"}}};
    CHECK(to_instants(zone, local("2026-06-01T10:59:59Z")).kind == LocalKind::unique);
    CHECK(to_instants(zone, local("2026-06-01T11:00:00Z"))
          == LocalInstants{LocalKind::fold, noon - 1h, noon});
    CHECK(to_instants(zone, local("2026-06-01T11:59:59Z")).second == noon + 3'599s);
    CHECK(to_instants(zone, local("2026-06-01T12:00:00Z"))
          == LocalInstants{LocalKind::unique, noon + 1h, noon + 1h});
}

TEST_CASE("24:00 is the midnight that follows") {
    const ZoneRules zone{"Fixed", "", 3'600, {}};
    const LocalDate day = *date_from_iso("2026-02-28");
    CHECK(to_instant(zone, day, {86'400}) == to_instant(zone, *date_from_iso("2026-03-01"), {0}));
}
