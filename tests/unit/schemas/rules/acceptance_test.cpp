#include "schemas/rules/acceptance.hpp"

#include <catch2/catch.hpp>

using namespace marquee;
using namespace marquee::rules;
using namespace std::chrono_literals;

namespace {

const Instant now = *instant_from_rfc3339("2026-11-21T08:00:00Z");
const DisplayId display{"display"};

TrustDocument trust_of(std::int64_t epoch) {
    TrustDocument trust;
    trust.organisation = OrganisationId{"city"};
    trust.epoch = epoch;
    return trust;
}

Manifest manifest_of(ManifestNumber number) {
    Manifest manifest;
    manifest.organisation = OrganisationId{"city"};
    manifest.display = display;
    manifest.number = number;
    manifest.issued_at = now;
    manifest.not_after = now + 24h;
    return manifest;
}

std::string word(const Status& status) {
    return status ? "accepted" : std::string(error_slug(status.error().code));
}

Program program_of(const DisplayId& allowed) {
    Program program;
    program.organisation = OrganisationId{"city"};
    program.id = ProgramId{"p"};
    program.revision = 3;
    program.name = "p";
    program.not_after = now;
    program.displays_allowed = {allowed};
    program.layout.canvas = {64, 32};
    PlaylistItem item;
    item.id = ItemId{"i"};
    item.content = Slogan{"防", "zh", {}};
    program.layout.zones.push_back({"main", {0, 0, 64, 32}, {{item}}});
    return program;
}

} // namespace

TEST_CASE("a manifest is accepted only when it is newer than what is held") {
    const TrustDocument trust = trust_of(2);
    const auto verdict = [&](ManifestNumber offered, ManifestNumber held) {
        return word(accept_manifest(manifest_of(offered), {trust, display, held, now}));
    };
    CHECK(verdict({2, 1}, {}) == "accepted");
    CHECK(verdict({2, 8}, {2, 7}) == "accepted");
    CHECK(verdict({3, 1}, {2, 7}) == "accepted");
    CHECK(verdict({2, 7}, {2, 7}) == "stale_generation");
    CHECK(verdict({2, 6}, {2, 7}) == "stale_generation");
    CHECK(verdict({1, 99}, {}) == "stale_generation"); // an epoch that trust has left
}

TEST_CASE(
    "a manifest of another organisation or display, or one that is over, is refused by name") {
    const TrustDocument trust = trust_of(1);
    const ManifestHolder holding{trust, display, {}, now};
    Manifest manifest = manifest_of({1, 1});
    manifest.organisation = OrganisationId{"other"};
    CHECK(word(accept_manifest(manifest, holding)) == "foreign_organisation");
    manifest = manifest_of({1, 1});
    manifest.display = DisplayId{"other"};
    CHECK(word(accept_manifest(manifest, holding)) == "foreign_display");
    manifest = manifest_of({1, 1});
    manifest.not_after = now;
    CHECK(word(accept_manifest(manifest, holding)) == "expired");
    CHECK(word(accept_held_manifest(manifest, trust, display)) == "accepted");
    CHECK(word(accept_held_manifest(manifest, trust_of(9), display)) == "accepted");
    CHECK(word(accept_held_manifest(manifest, trust, DisplayId{"other"})) == "foreign_display");
    manifest.issued_at = now + 1h;
    manifest.not_after = now + 2h;
    CHECK(word(accept_manifest(manifest, holding)) == "accepted");
}

TEST_CASE("a program must be the one the manifest names and be approved for the display") {
    const Manifest manifest = manifest_of({1, 1});
    ProgramRef ref;
    ref.id = ProgramId{"p"};
    ref.revision = 3;
    CHECK(word(accept_program(program_of(display), manifest, ref)) == "accepted");
    CHECK(word(accept_program(program_of(DisplayId{"other"}), manifest, ref)) == "foreign_display");
    Program program = program_of(display);
    program.displays_allowed.clear();
    CHECK(word(accept_program(program, manifest, ref)) == "accepted");
    program.revision = 2;
    CHECK(word(accept_program(program, manifest, ref)) == "invalid_reference");
    program = program_of(display);
    program.organisation = OrganisationId{"other"};
    CHECK(word(accept_program(program, manifest, ref)) == "foreign_organisation");
    program = program_of(display);
    program.layout.zones.clear();
    CHECK(word(accept_program(program, manifest, ref)) == "missing_member");
}

TEST_CASE("of one override the highest serial is believed, and the same again is no news") {
    const TrustDocument trust = trust_of(1);
    Override held;
    held.organisation = trust.organisation;
    held.id = OverrideId{"o"};
    held.serial = 5;
    Override next = held;
    CHECK(accept_override(next, nullptr, trust) == OverrideNews::fresh);
    CHECK(accept_override(next, &held, trust) == OverrideNews::known);
    next.serial = 6;
    CHECK(accept_override(next, &held, trust) == OverrideNews::fresh);
    next.serial = 4;
    CHECK(accept_override(next, &held, trust).error().code == ErrorCode::stale_generation);
    next = held;
    next.action = Lift{};
    CHECK(accept_override(next, &held, trust).error().code == ErrorCode::stale_generation);
    next.organisation = OrganisationId{"other"};
    CHECK(accept_override(next, &held, trust).error().code == ErrorCode::foreign_organisation);
}
