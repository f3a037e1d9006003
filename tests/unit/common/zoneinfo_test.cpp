#include "common/zoneinfo.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>

#include <catch2/catch.hpp>

#include "common/tzif.hpp"
#include "schemas/rules/zone_time.hpp"

using namespace marquee;
using namespace std::chrono_literals;

namespace {

const Interval century{*instant_from_rfc3339("1970-01-01T00:00:00Z"),
                       *instant_from_rfc3339("2101-01-01T00:00:00Z")};

std::string bytes_of(const std::string& zone) {
    std::ifstream file("/usr/share/zoneinfo/" + zone, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string abbreviation_at(const TzifZone& zone, const ZoneRules& rules, Instant now) {
    std::string name;
    for (const ZoneTransition& each : rules.transitions) {
        if (each.at <= now) {
            name = each.abbreviation;
        }
    }
    if (name.empty()) { // before the first of the span
        name = zone.abbreviation_before;
        for (const ZoneTransition& each : zone.transitions) {
            if (each.at <= century.from) {
                name = each.abbreviation;
            }
        }
    }
    return name;
}

// One line of the oracle, in our words.
bool agrees(std::istringstream& line, const TzifZone& zone, const ZoneRules& rules) {
    std::string what;
    std::int64_t seconds = 0;
    line >> what >> seconds;
    if (what == "U") {
        std::int32_t offset = 0;
        std::string name;
        line >> offset >> name;
        const Instant now{Seconds{seconds}};
        return rules::to_local(rules, now).offset_seconds == offset
               && abbreviation_at(zone, rules, now) == name;
    }
    std::string kind;
    std::int64_t first = 0;
    std::int64_t second = 0;
    line >> kind >> first >> second;
    const auto found = rules::to_instants(rules, rules::LocalTime{Seconds{seconds}});
    const char* names[] = {"unique", "gap", "fold"};
    return names[static_cast<int>(found.kind)] == kind && found.first == Instant{Seconds{first}}
           && found.second == Instant{Seconds{second}};
}

} // namespace

TEST_CASE("every zone agrees with Python's zoneinfo from 1970 to 2100") {
    std::ifstream oracle(MARQUEE_ZONEINFO_ORACLE);
    REQUIRE(oracle);
    const Zoneinfo zoneinfo;
    TzifZone zone;
    ZoneRules rules;
    std::string text;
    std::size_t zones = 0;
    std::size_t lines = 0;
    while (std::getline(oracle, text)) {
        if (text.starts_with("Z ")) {
            const std::string name = text.substr(2);
            INFO(name);
            const auto read = zoneinfo.rules(name, century);
            REQUIRE(read);
            rules = *read;
            zone = *tzif_from_bytes(bytes_of(name));
            ++zones;
        } else {
            std::istringstream line(text);
            if (!agrees(line, zone, rules)) {
                FAIL_CHECK(rules.name << ": " << text);
            }
            ++lines;
        }
    }
    CHECK(zones > 300);
    CHECK(lines > 50'000);
}

TEST_CASE("a zone is cut to its span and keeps the offset in force at its beginning") {
    const Zoneinfo zoneinfo;
    const Interval year{*instant_from_rfc3339("2026-01-01T00:00:00Z"),
                        *instant_from_rfc3339("2027-01-01T00:00:00Z")};
    const ZoneRules paris = *zoneinfo.rules("Europe/Paris", year);
    CHECK(paris.name == "Europe/Paris");
    CHECK(paris.tzdata_version == zoneinfo.version());
    CHECK(paris.offset_seconds_before == 3'600);
    REQUIRE(paris.transitions.size() == 2);
    CHECK(paris.transitions[0]
          == ZoneTransition{*instant_from_rfc3339("2026-03-29T01:00:00Z"), 7'200, "CEST"});
    CHECK(paris.transitions[1].abbreviation == "CET");
    const ZoneRules shanghai = *zoneinfo.rules("Asia/Shanghai", year);
    CHECK(shanghai.offset_seconds_before == 28'800);
    CHECK(shanghai.transitions.empty());
}

TEST_CASE("the version is the one of tzdata.zi, and empty without it") {
    CHECK(Zoneinfo().version().size() == 5);
    CHECK(Zoneinfo("/usr/share").version().empty());
}

TEST_CASE("only names of zones are looked up") {
    const Zoneinfo zoneinfo;
    for (const char* name : {"", "/etc/passwd", "../../../etc/passwd", "Asia/../../passwd", "Asia/",
                             "Asia//Shanghai", "tzdata.zi", "Asia/Shang hai", "a/b/c/d", "."}) {
        INFO(name);
        CHECK(zoneinfo.rules(name, century).error().code == ErrorCode::out_of_range);
    }
    CHECK(zoneinfo.rules("Asia/Atlantis", century).error().code == ErrorCode::not_found);
    CHECK(zoneinfo.rules("Asia", century).error().code == ErrorCode::not_found);
    CHECK(zoneinfo.rules("leapseconds", century).error().code == ErrorCode::malformed);
    CHECK(zoneinfo.rules("America/Argentina/Ushuaia", century));
    CHECK(zoneinfo.rules("Etc/GMT+8", century)->offset_seconds_before == -28'800);
}

TEST_CASE("a manifest's span begins the same for all and outlives the manifest") {
    const Interval span = zone_span(*instant_from_rfc3339("2026-12-31T23:00:00Z"));
    CHECK(to_rfc3339(span.from) == "2020-01-01T00:00:00Z");
    CHECK(to_rfc3339(span.to) == "2028-01-01T00:00:00Z");
}

TEST_CASE("a POSIX TZ rule is read and expanded") {
    const auto lord_howe = posix_tz_from_text("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0");
    REQUIRE(lord_howe);
    CHECK(lord_howe->standard == PosixTzOffset{"+1030", 37'800});
    CHECK(lord_howe->summer->offset == PosixTzOffset{"+11", 39'600});
    const auto changes = expand(*lord_howe, 2026, 2026);
    REQUIRE(changes.size() == 2);
    CHECK(to_rfc3339(changes[0].at) == "2026-04-04T15:00:00Z");
    CHECK(to_rfc3339(changes[1].at) == "2026-10-03T15:30:00Z");
    CHECK(expand(*posix_tz_from_text("CST-8"), 2026, 2100).empty());
}

TEST_CASE("Julian days leave the leap day out, and days of the year count it") {
    const auto days = [](const char* rule, int year) {
        return to_rfc3339(expand(*posix_tz_from_text(rule), year, year)[0].at);
    };
    CHECK(days("AAA0BBB,J60/0,J300/0", 2027) == "2027-03-01T00:00:00Z");
    CHECK(days("AAA0BBB,J60/0,J300/0", 2028) == "2028-03-01T00:00:00Z");
    CHECK(days("AAA0BBB,59/0,300/0", 2027) == "2027-03-01T00:00:00Z");
    CHECK(days("AAA0BBB,59/0,300/0", 2028) == "2028-02-29T00:00:00Z");
}

TEST_CASE("summer time all year round begins once") {
    const auto rule = posix_tz_from_text("XXX3EDT4,0/0,J365/23"); // RFC 8536, section 3.3.1
    REQUIRE(rule);
    const auto changes = expand(*rule, 2026, 2030);
    REQUIRE(changes.size() == 2);
    CHECK(to_rfc3339(changes[0].at) == "2026-01-01T03:00:00Z");
    CHECK(to_rfc3339(changes[1].at) == "2031-01-01T03:00:00Z");
}

TEST_CASE("what is not a POSIX TZ rule is refused") {
    for (const char* text :
         {"", "A", "AB1", "CST", "CST-25", "CST-8x", "CST6CDT", "CST6CDT,M3.2.0",
          "CST6CDT,M13.2.0,M11.1.0", "CST6CDT,M3.6.0,M11.1.0", "CST6CDT,M3.2.7,M11.1.0",
          "CST6CDT,J0,J365", "CST6CDT,J1,366", "<+08-8", "CST6CDT,M3.2.0/168,M11.1.0", "CST-8:60",
          "CST6CDT,M3.2.0,M11.1.0,"}) {
        INFO(text);
        CHECK_FALSE(posix_tz_from_text(text));
    }
}

TEST_CASE("a cut TZif file is refused at every length") {
    const std::string whole = bytes_of("America/New_York");
    REQUIRE(tzif_from_bytes(whole));
    for (std::size_t length = 0; length < whole.size(); ++length) {
        if (tzif_from_bytes(std::string_view(whole).substr(0, length))) {
            FAIL_CHECK("believed " << length << " of " << whole.size() << " bytes");
        }
    }
    CHECK_FALSE(tzif_from_bytes(whole + "x"));
}

TEST_CASE("a TZif file with leap seconds is refused") {
    std::string bytes = bytes_of("UTC");
    const std::size_t second = bytes.rfind("TZif");
    REQUIRE(second != 0);
    bytes[second + 31] = 1; // leapcnt
    bytes.insert(bytes.size() - 6, std::string(12, '\0'));
    CHECK(tzif_from_bytes(bytes).error().code == ErrorCode::unsupported);
}

TEST_CASE("mutated TZif files never give rules outside the limits") {
    const std::string names[] = {"America/New_York", "Asia/Shanghai", "Africa/Casablanca",
                                 "Pacific/Apia"};
    std::mt19937_64 random{20261122};
    std::size_t believed = 0;
    std::size_t refused = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string bytes = bytes_of(names[round % 4]);
        const std::size_t header = bytes.rfind("TZif");
        for (std::uint64_t hits = 1 + random() % 6; hits > 0; --hits) {
            // Half of them into the second header, where everything is decided.
            const std::size_t at =
                random() % 2 == 0 ? header + random() % 44 : random() % bytes.size();
            bytes[at] = static_cast<char>(random());
        }
        const auto zone = tzif_from_bytes(bytes);
        const auto rules =
            zone ? zone_rules(*zone, century) : Result<ZoneRules>(tl::unexpected(zone.error()));
        if (!rules) {
            ++refused;
            continue;
        }
        ++believed;
        Instant last = century.from;
        bool sound = std::abs(rules->offset_seconds_before) <= 86'400;
        for (const ZoneTransition& each : rules->transitions) {
            sound = sound && each.at > last && each.at < century.to
                    && std::abs(each.offset_seconds) <= 86'400;
            last = each.at;
        }
        if (!sound) {
            FAIL_CHECK("round " << round);
        }
    }
    CHECK(believed > 100);
    CHECK(refused > 100);
}
