// The organisation, its tree of units, and the devices in it.
//
// Obtained from a Database (database.hpp) for the length of one read or write; const members read.
// add_, change_ and remove_ fail as described in content_repository.hpp. The latest heartbeat of a
// player is not here: the database sees transitions only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "manager/ports/row.hpp"
#include "schemas/model/enrolment.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/manifest.hpp"
#include "schemas/model/sha256.hpp"

namespace marquee::manager {

// One database belongs to one organisation.
struct Organisation {
    OrganisationId id;
    UnitId root; // of the tree
    std::string name;
    std::string time_zone = "Asia/Shanghai"; // IANA name; of every display that names none
    std::int64_t epoch = 1;                  // of the manifests issued from now on
    Instant created_at{};

    friend bool operator==(const Organisation&, const Organisation&) = default;
};

// A node of the tree city > county > township > grid. head.unit is the unit itself.
struct Unit {
    UnitId id;
    RowHead head;
    UnitId parent; // empty: the root
    std::string name;
    std::string kind; // "city", "county", "township", "grid": a word for people

    friend bool operator==(const Unit&, const Unit&) = default;
};

// A certificate that was issued and not used yet.
struct NextCertificate {
    Sha256 key_sha256;
    Sha256 certificate_sha256;
    Instant expires_at{};

    friend bool operator==(const NextCertificate&, const NextCertificate&) = default;
};

// One device.
struct Player {
    PlayerId id;
    RowHead head;
    std::string name;
    Software software;         // as last announced
    Sha256 key_sha256;         // of the DER of the public key it made itself
    Sha256 certificate_sha256; // of the DER of its present certificate
    Instant certificate_expires_at{};
    std::optional<Instant> retired_at;   // refused from then on; its rows stay
    std::optional<NextCertificate> next; // takes the place of the present one when first used

    friend bool operator==(const Player&, const Player&) = default;
};

// The place of a display on a wall of several.
struct DisplayWall {
    std::string name; // of the wall, for people; may be empty
    WallPlace place;

    friend bool operator==(const DisplayWall&, const DisplayWall&) = default;
};

// What people measured at the panel, for judging whether a text can be read there.
struct PanelFacts {
    std::optional<std::int32_t> pixel_pitch_um;      // from the middle of a pixel to the next
    std::optional<std::int32_t> viewing_distance_mm; // of most people who look at it

    friend bool operator==(const PanelFacts&, const PanelFacts&) = default;
};

// Where something stands: WGS 84, in millionths of a degree, which is eleven centimetres at most.
struct Position {
    std::int32_t longitude_udeg = 0; // east of Greenwich; -180'000'000 to 180'000'000
    std::int32_t latitude_udeg = 0;  // north of the equator; -90'000'000 to 90'000'000

    friend bool operator==(const Position&, const Position&) = default;
};

// The map people brought of their city.
struct DistrictMap {
    std::string geojson; // RFC 7946, checked (schemas/wire/district_map)
    std::int64_t version = 1;
    Instant changed_at{};

    friend bool operator==(const DistrictMap&, const DistrictMap&) = default;
};

// One canvas or loudspeaker of a player. Its unit may differ from the player's.
struct Display {
    DisplayId id;
    RowHead head;
    PlayerId player;
    std::string name;  // unique on its player: "main"
    std::string title; // as staff know it; empty: `name`
    DisplayKind kind = DisplayKind::screen;
    Size size;
    std::string time_zone; // empty: the organisation's
    std::int32_t volume_percent = 100;
    std::vector<std::string> tags; // ascending, unique
    std::optional<DisplayWall> wall = {};
    PanelFacts panel = {};
    std::optional<Position> position = {}; // none: nobody has said

    friend bool operator==(const Display&, const Display&) = default;
};

// A one-time permission to enrol a player into a unit. Only the digest of the secret is kept.
struct EnrolmentTicket {
    EnrolmentId id;
    RowHead head; // head.unit is where the player will be
    Sha256 token_sha256;
    Instant expires_at{};
    std::optional<Instant> spent_at;
    PlayerId player;              // that the device became; before, whose place it takes, or empty
    std::string player_name = {}; // that it shall have; empty: as it calls itself

    friend bool operator==(const EnrolmentTicket&, const EnrolmentTicket&) = default;
};

// The manifest a display shall hold. The envelope is a blob.
struct WantedManifest {
    DisplayId display;
    ManifestNumber number;
    Sha256 content_sha256; // of what matters in it, without number and instants: same digest, same
                           // manifest
    Sha256 envelope_sha256;
    std::uint64_t envelope_size_bytes = 0;
    Instant issued_at{};
    Instant not_after{};

    friend bool operator==(const WantedManifest&, const WantedManifest&) = default;
};

// A unit's place in the tree.
struct UnitPlace {
    UnitId id;
    UnitId parent; // empty: the root
    std::string name = {};

    friend bool operator==(const UnitPlace&, const UnitPlace&) = default;
};

// What publishing asks of a display: where and what it is, and what it holds.
struct DisplaySite {
    DisplayId id;
    UnitId unit;
    PlayerId player;
    DisplayKind kind = DisplayKind::screen;
    Size size;
    std::string time_zone; // empty: the organisation's
    std::int32_t volume_percent = 100;
    std::vector<std::string> tags;      // ascending, unique
    std::optional<WantedManifest> held; // none yet
    std::string title = {};             // as staff know it; never empty
    std::optional<WallPlace> wall = {};

    friend bool operator==(const DisplaySite&, const DisplaySite&) = default;
};

// A capability that a player has announced.
struct Ability {
    PlayerId player;
    std::string capability;

    friend bool operator==(const Ability&, const Ability&) = default;
};

// Displays of one kind, and how many of them have a player that announced each of the capabilities
// asked for, in the order of asking.
struct KindCensus {
    std::int64_t displays = 0;
    std::vector<std::int64_t> able;

    friend bool operator==(const KindCensus&, const KindCensus&) = default;
};

struct DisplayCensus {
    KindCensus screens;
    KindCensus loudspeakers;

    friend bool operator==(const DisplayCensus&, const DisplayCensus&) = default;
};

enum class Reach { reachable, unreachable };

// "reachable". Total.
std::string_view to_slug(Reach reach);

// The manager's judgement of a player changed.
struct ReachTransition {
    PlayerId player;
    Instant at{};
    Reach reach = Reach::reachable;

    friend bool operator==(const ReachTransition&, const ReachTransition&) = default;
};

class FleetRepository {
public:
    virtual ~FleetRepository() = default;

    // Organisation and root of its tree at once; already_exists when there is one.
    virtual Status found(const Organisation& organisation, const Unit& root) = 0;
    virtual Status change_organisation(const Organisation& organisation) = 0;
    // not_found before found().
    virtual Result<Organisation> organisation() const = 0;

    // not_found: there is none.
    virtual Result<DistrictMap> district_map() const = 0;
    // In place of the one before; the version it has now.
    virtual Result<std::int64_t> put_district_map(const std::string& geojson, Instant now) = 0;
    // Succeeds too when there is none.
    virtual Status remove_district_map() = 0;

    virtual Status add_unit(const Unit& row) = 0; // under its parent
    // Name and kind. wrong_state when the parent differs: units are not moved.
    virtual Result<std::int64_t> change_unit(const Unit& row) = 0;
    virtual Status remove_unit(const UnitId& id, std::int64_t version) = 0;
    virtual Result<Unit> unit(const UnitId& id) const = 0;
    virtual Result<PageOf<Unit>> units(const Scope& scope, const Page& page) const = 0;
    // From the unit itself to the root; not_found for an unknown unit.
    virtual Result<std::vector<UnitId>> unit_path(const UnitId& id) const = 0;

    virtual Status add_player(const Player& row) = 0;
    virtual Result<std::int64_t> change_player(const Player& row) = 0;
    virtual Result<Player> player(const PlayerId& id) const = 0;
    virtual Result<PageOf<Player>> players(const Scope& scope, const Page& page) const = 0;

    // already_exists also when the player has a display of that name.
    virtual Status add_display(const Display& row) = 0;
    virtual Result<std::int64_t> change_display(const Display& row) = 0;
    virtual Result<Display> display(const DisplayId& id) const = 0;
    virtual Result<PageOf<Display>> displays(const Scope& scope, const Page& page) const = 0;
    virtual Result<std::vector<Display>> displays_of(const PlayerId& player) const = 0;

    virtual Status add_ticket(const EnrolmentTicket& row) = 0;
    // Spends the ticket of that secret for `player`, at most once whoever else tries: not_found,
    // expired (expires_at <= now), token_spent. The player's row must exist already.
    virtual Result<EnrolmentTicket> spend_ticket(const Sha256& token_sha256, const PlayerId& player,
                                                 Instant now) = 0;
    // The tickets by which a device may still take this player's place expire at `now`.
    virtual Status withdraw_tickets(const PlayerId& player, Instant now) = 0;
    virtual Result<EnrolmentTicket> ticket(const EnrolmentId& id) const = 0;
    // The ticket of that secret, spent or not; not_found.
    virtual Result<EnrolmentTicket> ticket_of(const Sha256& token_sha256) const = 0;
    virtual Result<PageOf<EnrolmentTicket>> tickets(const Scope& scope, const Page& page) const = 0;

    // The whole fleet at once, for what is decided about thousands of displays together.
    // Every unit, in any order.
    virtual Result<std::vector<UnitPlace>> unit_places() const = 0;
    // The displays below these units and those named, each once, in order of id; unknown ids are
    // left out. Any number of either.
    virtual Result<std::vector<DisplaySite>>
    display_sites(const std::vector<UnitId>& units,
                  const std::vector<DisplayId>& displays) const = 0;
    // Which of these capabilities which of these players have announced, in any order.
    virtual Result<std::vector<Ability>> announced(const std::vector<std::string>& capabilities,
                                                   const std::vector<PlayerId>& players) const = 0;
    // The displays below a unit, counted in one query.
    virtual Result<DisplayCensus> census(const UnitId& unit,
                                         const std::vector<std::string>& capabilities) const = 0;

    // stale_generation unless the number is higher than the stored one.
    virtual Status want(const WantedManifest& manifest) = 0;
    virtual Result<WantedManifest> wanted(const DisplayId& display) const = 0;
    // Of those of these displays that have one, in any order; any number of displays.
    virtual Result<std::vector<WantedManifest>>
    wanted_of(const std::vector<DisplayId>& displays) const = 0;

    virtual Status add_transition(const ReachTransition& transition) = 0;
    // Transitions inside the interval, oldest first, preceded by the one in force at its start when
    // there is one.
    virtual Result<std::vector<ReachTransition>> transitions(const PlayerId& player,
                                                             const Interval& within) const = 0;
    // The newest of each of these players that has any, in any order; any number of players.
    virtual Result<std::vector<ReachTransition>>
    last_transitions(const std::vector<PlayerId>& players) const = 0;
};

} // namespace marquee::manager
