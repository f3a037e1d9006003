#include "manager/app.hpp"

#include <optional>
#include <thread>
#include <utility>

#include "common/random.hpp"
#include "common/zoneinfo.hpp"
#include "manager/access/api_tokens.hpp"
#include "manager/disk/disk_blob_store.hpp"
#include "manager/disk/state_directory.hpp"
#include "manager/edge/player_service.hpp"
#include "manager/fleet/enrolment.hpp"
#include "manager/fleet/presence.hpp"
#include "manager/front/front.hpp"
#include "manager/http/audit.hpp"
#include "manager/http/displays.hpp"
#include "manager/http/enrolments.hpp"
#include "manager/http/programs.hpp"
#include "manager/http/schedules.hpp"
#include "manager/http/slogans.hpp"
#include "manager/http/staff_service.hpp"
#include "manager/http/units.hpp"
#include "manager/publishing/programs.hpp"
#include "manager/publishing/publisher.hpp"
#include "manager/publishing/publishing_thread.hpp"
#include "manager/sql/sql_database.hpp"
#include "manager/trust/server_identity.hpp"
#include "manager/trust/trust_authority.hpp"

namespace marquee::manager {

namespace {

constexpr Seconds house_interval{24 * 3'600};

// What lies on the disk, opened.
struct Stores {
    StateDirectory directory;
    TrustAuthority trust;
    std::unique_ptr<sql::SqlDatabase> database;
    std::unique_ptr<DiskBlobStore> blobs;
};

Result<Stores> open_stores(const Settings& settings, const Clock& clock) {
    Result<StateDirectory> directory = StateDirectory::open(settings.path("state-dir"));
    if (!directory) {
        return tl::unexpected<Error>(std::move(directory.error()));
    }
    if (!TrustAuthority::founded(directory->trust())) {
        return fail(ErrorCode::not_found,
                    "this manager has no organisation yet: run `marqueectl setup` first",
                    settings.path("state-dir").string());
    }
    Result<TrustAuthority> trust = TrustAuthority::load(directory->trust());
    if (!trust) {
        return tl::unexpected<Error>(std::move(trust.error()));
    }
    auto database = sql::SqlDatabase::open({.file = directory->database()}, clock.wall());
    if (!database) {
        return tl::unexpected<Error>(std::move(database.error()));
    }
    auto blobs = DiskBlobStore::open(directory->blobs());
    if (!blobs) {
        return tl::unexpected<Error>(std::move(blobs.error()));
    }
    return Stores{*std::move(directory), *std::move(trust), *std::move(database),
                  *std::move(blobs)};
}

std::string players_url(const Settings& settings) {
    if (settings.has("players-url")) {
        return settings.text("players-url");
    }
    return "https://" + settings.list("names").front() + ":"
           + std::to_string(settings.integer("players-port"));
}

StaffRoutes join(std::initializer_list<StaffRoutes> parts) {
    StaffRoutes routes;
    for (const StaffRoutes& part : parts) {
        routes.insert(routes.end(), part.begin(), part.end());
    }
    return routes;
}

} // namespace

// In the order of construction; destroyed the other way round, so the front goes first.
struct App::Rooms {
    Rooms(Stores opened, const Settings& settings, const Clock& clock, const Log& log)
        : stores(std::move(opened)),
          presence(std::chrono::duration_cast<Seconds>(settings.duration("contact-interval"))),
          publisher(*stores.database, *stores.blobs, stores.trust, zones, clock),
          publishing(publisher, clock, log),
          enrolment(*stores.database, stores.trust, clock, randomness, players_url(settings)),
          programs(*stores.database, *stores.blobs, stores.trust, publishing, clock, randomness),
          tokens(*stores.database, randomness),
          contact(*stores.database, stores.trust, presence, clock),
          players(
              {*stores.database, *stores.blobs, stores.trust, enrolment, contact, publishing, log}),
          slogans(*stores.database, programs, randomness),
          program_resource(*stores.database, programs),
          schedules(*stores.database, publishing, randomness),
          units(*stores.database, randomness),
          displays(*stores.database, presence, publishing, zones, clock),
          enrolments(*stores.database, enrolment),
          audit(*stores.database),
          staff(*stores.database, tokens,
                join({slogans.routes(), program_resource.routes(), schedules.routes(),
                      units.routes(), displays.routes(), enrolments.routes(), audit.routes()}),
                clock, log),
          names(settings.list("names")) {}

    Result<std::unique_ptr<Front>> open_front(const Settings& settings, const Clock& clock);
    Result<TlsCredentials> credentials(const Clock& clock) const;
    // Shows the manager's certificate of today on both ports; once a day is enough.
    void renew_certificate(const Clock& clock, const Log& log);
    void keep_house(const std::stop_token& stop, const Clock& clock, const Log& log);

    Stores stores;
    OsRandomness randomness;
    Zoneinfo zones;
    Presence presence;
    Publisher publisher;
    PublishingThread publishing;
    Enrolment enrolment;
    Programs programs;
    ApiTokens tokens;
    Contact contact;
    PlayerService players;
    SloganResource slogans;
    ProgramResource program_resource;
    ScheduleResource schedules;
    UnitResource units;
    DisplayResource displays;
    EnrolmentResource enrolments;
    AuditResource audit;
    StaffService staff;
    const std::vector<std::string> names; // of the manager, in its certificate
    std::unique_ptr<Front> front;
    SystemSleeper house_sleeper;
    std::jthread house; // last: it uses the front
};

Result<std::unique_ptr<Front>> App::Rooms::open_front(const Settings& settings,
                                                      const Clock& clock) {
    const Result<TlsCredentials> shown = credentials(clock);
    if (!shown) {
        return tl::unexpected<Error>(shown.error());
    }
    const auto listener = [&](std::string_view port, Service& service,
                              std::vector<std::string> client_authorities) {
        return Listener{
            .address = settings.text("address"),
            .port = static_cast<std::uint16_t>(settings.integer(port)),
            .tls = TlsOptions{.credentials = {shown->certificate_chain_pem, shown->private_key_pem,
                                              std::move(client_authorities)},
                              .verification_time = {}},
            .service = service};
    };
    FrontOptions options{.limits = {}, .upload_folder = stores.blobs->incoming().string()};
    options.limits.shards = static_cast<int>(settings.integer("shards"));
    options.limits.workers = static_cast<int>(settings.integer("workers"));
    return Front::open(std::move(options),
                       {listener("staff-port", staff, {}),
                        listener("players-port", players, stores.trust.player_authorities())},
                       clock);
}

Result<TlsCredentials> App::Rooms::credentials(const Clock& clock) const {
    return server_identity(stores.directory.trust(), stores.trust, names, clock.wall())
        .map([](const ServerIdentity& identity) {
            return TlsCredentials{identity.chain_pem, identity.key_pem, {}};
        });
}

void App::Rooms::renew_certificate(const Clock& clock, const Log& log) {
    Result<TlsCredentials> shown = credentials(clock);
    Status renewed = shown ? front->replace_credentials(0, *shown)
                           : Status(tl::unexpected<Error>(shown.error()));
    if (renewed) {
        shown->client_authorities = stores.trust.player_authorities();
        renewed = front->replace_credentials(1, *shown);
    }
    if (!renewed) {
        log.failure(LogLevel::error, "app", "certificate_not_renewed", renewed.error());
    }
}

void App::Rooms::keep_house(const std::stop_token& stop, const Clock& clock, const Log& log) {
    const std::stop_callback wake(stop, [this] { house_sleeper.wake(); });
    Microseconds next = clock.monotonic() + house_interval;
    while (!stop.stop_requested()) {
        house_sleeper.wait_until(next);
        if (!stop.stop_requested() && clock.monotonic() >= next) {
            next += house_interval;
            renew_certificate(clock, log);
        }
    }
}

App::App(std::unique_ptr<Rooms> rooms) : rooms_(std::move(rooms)) {}

App::~App() {
    rooms_->house = {}; // stops it and waits
    rooms_->front->stop();
}

Result<std::unique_ptr<App>> App::start(const Settings& settings, const Clock& clock,
                                        const Log& log) {
    if (settings.list("names").empty()) {
        return fail(ErrorCode::missing_member, "the manager needs at least one name", "names");
    }
    Result<Stores> stores = open_stores(settings, clock);
    if (!stores) {
        return tl::unexpected<Error>(std::move(stores.error()));
    }
    auto rooms = std::make_unique<Rooms>(*std::move(stores), settings, clock, log);
    Result<std::unique_ptr<Front>> front = rooms->open_front(settings, clock);
    if (!front) {
        return tl::unexpected<Error>(std::move(front.error()));
    }
    rooms->front = *std::move(front);
    rooms->house = std::jthread([rooms = rooms.get(), &clock, &log](const std::stop_token& stop) {
        rooms->keep_house(stop, clock, log);
    });
    log.info("app", "listening",
             {{"staff_port", rooms->front->port(0)},
              {"players_port", rooms->front->port(1)},
              {"players_url", players_url(settings)}});
    return std::make_unique<App>(std::move(rooms));
}

} // namespace marquee::manager
