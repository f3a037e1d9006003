// The manager's objects by concern, each file's in the order of construction: what a room needs of
// another is a parameter, so the order in Rooms is the whole wiring.
#pragma once

#include <atomic>

#include "common/random.hpp"
#include "common/zoneinfo.hpp"
#include "manager/access/api_tokens.hpp"
#include "manager/edge/channel.hpp"
#include "manager/edge/player_service.hpp"
#include "manager/fleet/cards.hpp"
#include "manager/fleet/device_certificates.hpp"
#include "manager/fleet/enrolment.hpp"
#include "manager/fleet/health_judge.hpp"
#include "manager/fleet/presence.hpp"
#include "manager/fleet/reach_recorder.hpp"
#include "manager/fleet/restarts.hpp"
#include "manager/front/channel_roster.hpp"
#include "manager/front/event_roster.hpp"
#include "manager/front/front.hpp"
#include "manager/http/accounts.hpp"
#include "manager/http/assets.hpp"
#include "manager/http/audit.hpp"
#include "manager/http/calendar_feeds.hpp"
#include "manager/http/calendar_imports.hpp"
#include "manager/http/calendars.hpp"
#include "manager/http/cards.hpp"
#include "manager/http/console.hpp"
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
#include "manager/library/blob_gate.hpp"
#include "manager/library/ingest_thread.hpp"
#include "manager/library/uploads.hpp"
#include "manager/preview/helper_renderer.hpp"
#include "manager/publishing/programs.hpp"
#include "manager/publishing/publisher.hpp"
#include "manager/publishing/publishing_thread.hpp"
#include "manager/reporting/play_intake.hpp"
#include "manager/reporting/uptime_intake.hpp"
#include "manager/stores.hpp"

namespace marquee::manager {

// What every room may use. Outlives them all.
struct Essentials {
    const Settings& settings;
    const Clock& clock;
    const Log& log;
    Stores stores;
    OsRandomness randomness{};
    Zoneinfo zones{};
    ChannelRoster channels{}; // open to players now
    EventRoster events{};     // to pages
};

// What people bring along: uploads become assets, and those get their renditions.
struct LibraryRooms {
    explicit LibraryRooms(Essentials& with);

    StaffRoutes routes();

    BlobGate gate;
    IngestThread ingest; // also the bell that uploads ring
    Uploads uploads;
    Assets assets;
    Trash trash;
    UploadResource upload_resource;
    AssetResource asset_resource;
    LibraryTagResource tags;
};

// What is shown: the library, programs, schedules, and the publishing of manifests.
struct ContentRooms {
    ContentRooms(Essentials& with, LibraryRooms& library);

    StaffRoutes routes();

    Publisher publisher;
    PublishingThread publishing;
    Programs programs;
    Reviews reviews;
    HelperRenderer renderer;
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
    TrashResource trash;
};

// What came of it: plays and uptime, in from players and out to people.
struct ReportRooms {
    explicit ReportRooms(Essentials& with);

    StaffRoutes routes();

    PlayIntake play_intake;
    UptimeIntake uptime_intake;
    UptimeResource uptime;
    ReportResource reports;
};

// Where it is shown: units, players and displays, and the verbs players have.
struct FleetRooms {
    FleetRooms(Essentials& with, ContentRooms& content, ReportRooms& reports);

    StaffRoutes routes();

    Presence presence;
    PlannedRungs planned;
    HealthJudge judge;
    ReachRecorder reach;
    Enrolment enrolment;
    DeviceCertificates certificates;
    EnrolmentCodes codes;
    Screenshots screenshots;
    Cards cards;
    Restarts restarts;
    Contact contact;
    Overrides overrides;
    OverrideReceipts receipts;
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
    PlayerService service; // of the players' port
    Channel channel;       // on it
};

// Who does it: accounts, and the trail of what they did.
struct PeopleRooms {
    explicit PeopleRooms(Essentials& with);

    StaffRoutes routes();

    ApiTokens tokens;
    PasswordGate password_gate;
    Sessions sessions;
    PasswordLinks password_links;
    SecondSteps second_steps;
    Accounts accounts;
    SessionResource session_resource;
    AccountResource account_resource;
    OpenSessionResource open_sessions;
    SecondStepResource second_step_resource;
    AuditResource audit;
};

// How the house and the fleet are, for monitors.
struct MonitorRooms {
    MonitorRooms(Essentials& with, const LibraryRooms& library, const ContentRooms& content,
                 const FleetRooms& fleet);

    StaffRoutes routes();

    std::atomic<const Front*> front = nullptr; // from when it is open
    Readiness readiness;
    HealthResource health;
    OverviewResource overview;
    MetricsResource metrics;
};

struct Rooms {
    Rooms(const Settings& settings, const Clock& clock, const Log& log, Stores stores);

    Essentials essentials;
    LibraryRooms library;
    ContentRooms content;
    ReportRooms reports;
    FleetRooms fleet;
    PeopleRooms people;
    MonitorRooms monitor;
    StaffService staff;
    Console console; // of the staff port
};

// Where players reach this manager, as enrolment files say it.
std::string players_url(const Settings& settings);

// Where staff reach it, as one-time links say it.
std::string staff_url(const Settings& settings);

} // namespace marquee::manager
