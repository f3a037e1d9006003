// A whole manager but for the network: a real database, blobs and trust in directories of their
// own, both services, and publishing that happens when the test says so.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "manager/access/accounts.hpp"
#include "manager/access/api_tokens.hpp"
#include "manager/disk/disk_blob_store.hpp"
#include "manager/disk/disk_screenshot_store.hpp"
#include "manager/edge/channel.hpp"
#include "manager/edge/player_service.hpp"
#include "manager/fleet/reach_recorder.hpp"
#include "manager/http/accounts.hpp"
#include "manager/http/assets.hpp"
#include "manager/http/audit.hpp"
#include "manager/http/calendar_feeds.hpp"
#include "manager/http/calendar_imports.hpp"
#include "manager/http/calendars.hpp"
#include "manager/http/cards.hpp"
#include "manager/http/display_plans.hpp"
#include "manager/http/displays.hpp"
#include "manager/http/district_map.hpp"
#include "manager/http/enrolment_codes.hpp"
#include "manager/http/enrolments.hpp"
#include "manager/http/events.hpp"
#include "manager/http/forecasts.hpp"
#include "manager/http/groups.hpp"
#include "manager/http/health.hpp"
#include "manager/http/library_tags.hpp"
#include "manager/http/metrics.hpp"
#include "manager/http/open_sessions.hpp"
#include "manager/http/overrides.hpp"
#include "manager/http/overview.hpp"
#include "manager/http/playlists.hpp"
#include "manager/http/policies.hpp"
#include "manager/http/previews.hpp"
#include "manager/http/programs.hpp"
#include "manager/http/readiness.hpp"
#include "manager/http/reports.hpp"
#include "manager/http/restarts.hpp"
#include "manager/http/reviews.hpp"
#include "manager/http/schedule_checks.hpp"
#include "manager/http/schedules.hpp"
#include "manager/http/screenshots.hpp"
#include "manager/http/search.hpp"
#include "manager/http/second_steps.hpp"
#include "manager/http/session.hpp"
#include "manager/http/slogans.hpp"
#include "manager/http/staff_service.hpp"
#include "manager/http/trash.hpp"
#include "manager/http/units.hpp"
#include "manager/http/uploads.hpp"
#include "manager/http/uptime.hpp"
#include "manager/library/assets.hpp"
#include "manager/library/uploads.hpp"
#include "manager/publishing/publisher.hpp"
#include "tests/fakes/counting_bell.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/scripted_renderer.hpp"
#include "tests/fakes/scripted_upload_files.hpp"
#include "tests/fakes/seeded_randomness.hpp"
#include "tests/fakes/temporary_directory.hpp"
#include "tests/fakes/test_database.hpp"

namespace marquee::manager {

// Remembers what it was asked for until the test publishes.
class RememberedRequests final : public PublishingRequests {
public:
    void request(const Affected& affected) override { waiting.add(affected); }

    Affected waiting;
};

// Remembers whom it was to hint.
class RememberedHints final : public PlayerHints {
public:
    void hint(const PlayerId& player, HintReason reason) override {
        given.emplace_back(player, reason);
    }

    std::vector<std::pair<PlayerId, HintReason>> given;
};

// Remembers what pages were to hear.
class RememberedEvents final : public StaffEvents {
public:
    void tell(Subject subject) override { told.push_back(subject); }

    std::vector<Subject> told;
};

class ControlRoom {
public:
    ControlRoom();
    ~ControlRoom();

    // Asks the staff port as the holder of `token`; the answer's body is in text_of().
    Response staff(Method method, const std::string& path, const std::string& body = {},
                   const std::string& if_match = {});
    // The same as somebody else, or nobody.
    Response staff_as(const std::string& token, Method method, const std::string& path,
                      const std::string& body = {}, const std::string& if_match = {});
    // The same with fields of the test's choice; a body for a sink goes there in small pieces.
    Response ask(Request request);
    Response player(Method method, const std::string& path, const std::string& body,
                    std::optional<ClientCertificate> certificate);

    // The member `id` of what was just made.
    std::string make(const std::string& path, const std::string& body);

    // An account with one grant, and its token.
    std::string token_with(Role role, const UnitId& unit);

    // Enrols a device with one display; returns what it was told.
    EnrolmentAnswer enrol(const UnitId& unit, Size size, const PrivateKey& key);

    Published publish();

    UnitId root;
    std::string token; // of the first account
    ManualClock clock{*instant_from_rfc3339("2026-11-21T12:00:00Z"), Seconds{1'000}};
    SeededRandomness randomness;
    TestDatabase database;
    RememberedRequests requests;
    ScriptedRenderer renderer;

    bool disk_is_low = false; // says /readyz

    struct Rooms;
    Rooms& rooms() { return *rooms_; }

private:
    TemporaryDirectory directory_;
    std::unique_ptr<Rooms> rooms_;
};

struct ControlRoom::Rooms {
    Rooms(ControlRoom& room, TrustAuthority authority, std::unique_ptr<DiskBlobStore> store);

    TrustAuthority trust;
    std::unique_ptr<DiskBlobStore> blobs;
    Log log;
    Zoneinfo zones;
    Presence presence;
    PlannedRungs planned;
    HealthJudge judge;
    ReachRecorder reach;
    Publisher publisher;
    Enrolment enrolment;
    DeviceCertificates certificates;
    EnrolmentCodes codes;
    Programs programs;
    Reviews reviews;
    ApiTokens tokens;
    PasswordGate password_gate;
    SealingKey sealing_key{std::string(SealingKey::key_bytes, 'k')};
    Sessions sessions;
    PasswordLinks password_links;
    SecondSteps second_steps;
    Accounts accounts;
    RememberedHints hints;
    RememberedEvents events;
    DiskScreenshotStore screenshot_store;
    Screenshots screenshots;
    Cards cards;
    Restarts restarts;
    Contact contact;
    Overrides overrides;
    OverrideReceipts receipts;
    PlayIntake plays;
    UptimeIntake uptime;
    PlayerService players;
    Channel channel;
    PreviewResource previews;
    SloganResource slogans;
    PlaylistResource playlists;
    ProgramResource program_resource;
    ReviewResource review_resource;
    PolicyResource policies;
    GroupResource groups;
    CalendarResources calendars;
    ScheduleResource schedules;
    SearchResource search;
    LibraryTagResource library_tags;
    UnitResource units;
    DisplayResource displays;
    DisplayPlanResource plans;
    DistrictMapResource map;
    CalendarFeedResource calendar_feeds;
    CalendarImportResource calendar_imports;
    ForecastResource forecasts;
    ScheduleCheckResource schedule_checks;
    EnrolmentResource enrolments;
    OverrideResource override_resource;
    EnrolmentCodeResource code_resource;
    ScreenshotResource screenshot_resource;
    CardResource card_resource;
    RestartResource restart_resource;
    AuditResource audit;
    SessionResource session_resource;
    AccountResource account_resource;
    OpenSessionResource open_sessions;
    SecondStepResource second_step_resource;
    UptimeResource uptime_resource;
    ReportResource reports;
    ScriptedUploadFiles upload_files;
    CountingBell bell;
    BlobGate gate;
    Uploads uploads;
    Assets assets;
    Trash trash;
    TrashResource trash_resource;
    UploadResource upload_resource;
    AssetResource asset_resource;
    HealthResource health;
    OverviewResource overview;
    MetricsResource metrics;
    Readiness readiness;
    StaffService staff;
};

// The body of an answer; a file is read whole.
std::string text_of(const Response& response);

// One string member of a JSON object, for tests that need no more.
std::string member(const std::string& json, const std::string& name);

} // namespace marquee::manager
