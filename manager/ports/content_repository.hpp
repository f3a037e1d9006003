// What can be shown and when: slogans, playlists, programs with their revisions, schedules.
//
// Obtained from a Database (database.hpp) for the length of one read or write; const members read.
// Every member may also fail with io_failed, disk_full (writes) or internal.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "manager/ports/row.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/layout_draft.hpp"
#include "schemas/model/manifest.hpp"
#include "schemas/model/program.hpp"

namespace marquee::manager {

// A slogan of the library. Programs carry a copy; see Origins.
struct SloganRecord {
    SloganId id;
    RowHead head;
    std::string name; // as staff know it
    Slogan slogan;

    friend bool operator==(const SloganRecord&, const SloganRecord&) = default;
};

// A playlist of the library: items that name slogans and assets by id, or carry their content, each
// with an id of its own. Programs carry a copy; see Origins.
struct PlaylistRecord {
    PlaylistId id;
    RowHead head;
    std::string name;
    std::vector<DraftItem> items;

    friend bool operator==(const PlaylistRecord&, const PlaylistRecord&) = default;
};

// draft → submitted → approved | returned; approved → withdrawn. Which move is allowed to whom is
// decided by publishing and review, not here.
enum class ProgramState { draft, submitted, approved, returned, withdrawn };

// "draft". Total.
std::string_view to_slug(ProgramState state);

// The program itself; what it shows lies in its revisions.
struct ProgramRecord {
    ProgramId id;
    RowHead head;
    std::string name;

    friend bool operator==(const ProgramRecord&, const ProgramRecord&) = default;
};

// The slogan of the library that an item of a program was made from.
struct SloganOrigin {
    ItemId item;
    SloganId slogan;

    friend bool operator==(const SloganOrigin&, const SloganOrigin&) = default;
};

// The asset whose rendition an item shows.
struct AssetOrigin {
    ItemId item;
    AssetId asset;

    friend bool operator==(const AssetOrigin&, const AssetOrigin&) = default;
};

// The playlist that the zone of this name plays a copy of.
struct PlaylistOrigin {
    std::string zone;
    PlaylistId playlist;

    friend bool operator==(const PlaylistOrigin&, const PlaylistOrigin&) = default;
};

// What of the library a revision was made from; the slogans and assets within its playlists too.
struct Origins {
    std::vector<SloganOrigin> slogans;
    std::vector<AssetOrigin> assets;
    std::vector<PlaylistOrigin> playlists;

    friend bool operator==(const Origins&, const Origins&) = default;
};

// One revision of a program. `payload` is a program/1.0 document as JSON text: the very bytes that
// approvers sign. It may change while the revision is a draft or returned, never afterwards.
struct ProgramRevision {
    ProgramId program;
    std::int32_t revision = 1;
    RowHead head;
    ProgramState state = ProgramState::draft;
    std::string payload;
    Origins origins;
    Milliseconds cycle{0}; // its longest zone played through once
    // From submission on:
    Sha256 payload_sha256;
    // From approval on; the envelope is a blob:
    Sha256 envelope_sha256;
    std::uint64_t envelope_size_bytes = 0;

    friend bool operator==(const ProgramRevision&, const ProgramRevision&) = default;
};

// What a list of programs says about the latest revision of one.
struct RevisionSummary {
    ProgramId program;
    std::int32_t revision = 1;
    ProgramState state = ProgramState::draft;
    Milliseconds cycle{0};

    friend bool operator==(const RevisionSummary&, const RevisionSummary&) = default;
};

// Displays in the subtrees of `units` whose tags satisfy `tags` (rules/tag_expression.hpp; empty:
// all of them), those named in `displays` or in one of `groups`, but none that lies in the subtrees
// of `excluded_units` or is named in `excluded_displays`.
struct ScheduleTargets {
    std::vector<UnitId> units;
    std::vector<DisplayId> displays;
    std::vector<GroupId> groups;
    std::vector<UnitId> excluded_units;
    std::vector<DisplayId> excluded_displays;
    std::string tags = {};

    friend bool operator==(const ScheduleTargets&, const ScheduleTargets&) = default;
};

// A program on its targets at its times. The latest approved revision is shown.
struct ScheduleRecord {
    Schedule schedule; // its id is the row's
    RowHead head;
    ScheduleTargets targets;
    CampaignId campaign = {};           // it holds on its dates only; empty: none
    DaypartId daypart = {};             // whose windows and exceptions stand for its own
    std::vector<PeriodId> periods = {}; // their days beside `on` of its times

    friend bool operator==(const ScheduleRecord&, const ScheduleRecord&) = default;
};

// add_*: already_exists for a known id; invalid_reference when the row names a unit, program or
// display (period, campaign…) that does not exist. The row is stored with version 1.
// change_*: replaces the row when head.version is the stored version, and returns the new version;
// not_found, or conflict when somebody changed the row in between. created_at stays as it was.
// remove_*: not_found, conflict as above; wrong_state while something still refers to the row.
// Lists of children (origins, targets, windows) keep their order.
class ContentRepository {
public:
    virtual ~ContentRepository() = default;

    virtual Status add_slogan(const SloganRecord& row) = 0;
    virtual Result<std::int64_t> change_slogan(const SloganRecord& row) = 0;
    virtual Status remove_slogan(const SloganId& id, std::int64_t version) = 0;
    virtual Result<SloganRecord> slogan(const SloganId& id) const = 0;
    virtual Result<PageOf<SloganRecord>> slogans(const Scope& scope, const Page& page) const = 0;

    // invalid_reference for a slogan or asset that does not exist.
    virtual Status add_playlist(const PlaylistRecord& row) = 0;
    virtual Result<std::int64_t> change_playlist(const PlaylistRecord& row) = 0;
    // wrong_state while programs_playing it are any.
    virtual Status remove_playlist(const PlaylistId& id, std::int64_t version) = 0;
    virtual Result<PlaylistRecord> playlist(const PlaylistId& id) const = 0;
    virtual Result<PageOf<PlaylistRecord>> playlists(const Scope& scope,
                                                     const Page& page) const = 0;

    virtual Status add_program(const ProgramRecord& row) = 0;
    virtual Result<std::int64_t> change_program(const ProgramRecord& row) = 0;
    // With all its revisions.
    virtual Status remove_program(const ProgramId& id, std::int64_t version) = 0;
    virtual Result<ProgramRecord> program(const ProgramId& id) const = 0;
    virtual Result<PageOf<ProgramRecord>> programs(const Scope& scope, const Page& page) const = 0;
    // Programs whose latest revision, or latest approved one, has an item made from the slogan; in
    // order of id.
    virtual Result<std::vector<ProgramRecord>> programs_showing(const SloganId& slogan) const = 0;
    // The same for a zone that plays a copy of the playlist.
    virtual Result<std::vector<ProgramRecord>>
    programs_playing(const PlaylistId& playlist) const = 0;

    // already_exists when the program has that revision; head.unit is the program's.
    virtual Status add_revision(const ProgramRevision& row) = 0;
    // wrong_state when the payload or its origins differ and the stored revision is frozen.
    virtual Result<std::int64_t> change_revision(const ProgramRevision& row) = 0;
    virtual Result<ProgramRevision> revision(const ProgramId& program,
                                             std::int32_t revision) const = 0;
    // The highest revision, whatever its state.
    virtual Result<ProgramRevision> latest_revision(const ProgramId& program) const = 0;
    // The highest revision of each of these, in any order; at most limits::page_rows_max.
    virtual Result<std::vector<RevisionSummary>>
    latest_revisions(const std::vector<ProgramId>& programs) const = 0;
    // The highest revision in state approved; not_found when there is none.
    virtual Result<ProgramRevision> approved_revision(const ProgramId& program) const = 0;

    virtual Status add_schedule(const ScheduleRecord& row) = 0;
    virtual Result<std::int64_t> change_schedule(const ScheduleRecord& row) = 0;
    virtual Status remove_schedule(const ScheduleId& id, std::int64_t version) = 0;
    virtual Result<ScheduleRecord> schedule(const ScheduleId& id) const = 0;
    virtual Result<PageOf<ScheduleRecord>> schedules(const Scope& scope,
                                                     const Page& page) const = 0;
    // Every schedule of a program, in order of id.
    virtual Result<std::vector<ScheduleRecord>> schedules_of(const ProgramId& program) const = 0;
    // Every schedule whose targets could include a display of `path` (leaf first): one of the units
    // or the display is named, exclusions are already applied, tags are not asked. In order of id.
    virtual Result<std::vector<ScheduleRecord>>
    schedules_reaching(const DisplayId& display, const std::vector<UnitId>& path) const = 0;
};

} // namespace marquee::manager
