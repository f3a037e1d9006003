#include "manager/rooms.hpp"

#include <filesystem>
#include <initializer_list>
#include <utility>

#include "common/own_program.hpp"
#include "manager/house_figures.hpp"

namespace marquee::manager {

namespace {

StaffRoutes join(std::initializer_list<StaffRoutes> parts) {
    StaffRoutes routes;
    for (const StaffRoutes& part : parts) {
        routes.insert(routes.end(), part.begin(), part.end());
    }
    return routes;
}

Console::AuthorityPem authorities_of(const TrustAuthority& trust) {
    return [&trust] {
        std::string pem;
        for (const std::string& authority : trust.authorities()) {
            pem += authority;
        }
        return pem;
    };
}

IngestOptions ingest_options(const Essentials& with) {
    const Settings& settings = with.settings;
    IngestOptions options{
        .programs = {}, .settings = {}, .folder = with.stores.blobs->incoming() / "ingest"};
    options.programs = {.ingest = settings.has("ingest") ? settings.path("ingest")
                                                         : beside_this_program("marquee-ingest"),
                        .ffprobe = settings.path("ffprobe"),
                        .ffmpeg = settings.path("ffmpeg"),
                        .files_ruled = settings.text("ingest-cell") == "full"};
    if (settings.text("film-size") == "2160p") {
        options.settings.film_size_max = {3'840, 2'160};
    }
    return options;
}

std::filesystem::path renderer_of(const Settings& settings) {
    return settings.has("renderer") ? settings.path("renderer")
                                    : beside_this_program("marquee-render");
}

UploadTerms upload_terms(const Settings& settings) {
    const auto bytes = [&](std::string_view key) {
        return static_cast<std::uint64_t>(settings.integer(key)) * limits::MiB;
    };
    return {.unit_bytes_max = bytes("unit-quota-mib"),
            .disk_bytes_kept = bytes("disk-kept-mib"),
            .life = std::chrono::duration_cast<Seconds>(settings.duration("upload-life"))};
}

} // namespace

std::string players_url(const Settings& settings) {
    if (settings.has("players-url")) {
        return settings.text("players-url");
    }
    return "https://" + settings.list("names").front() + ":"
           + std::to_string(settings.integer("players-port"));
}

std::string staff_url(const Settings& settings) {
    return "https://" + settings.list("names").front() + ":"
           + std::to_string(settings.integer("staff-port"));
}

LibraryRooms::LibraryRooms(Essentials& with)
    : ingest(*with.stores.database, *with.stores.blobs, gate, ingest_options(with), with.clock,
             with.log),
      uploads({*with.stores.database, *with.stores.blobs, gate, *with.stores.uploads, ingest,
               with.clock, with.randomness, with.log},
              upload_terms(with.settings)),
      assets(*with.stores.database),
      trash(*with.stores.database, *with.stores.blobs, gate, with.clock, with.log),
      upload_resource(*with.stores.database, uploads),
      asset_resource(*with.stores.database, *with.stores.blobs, assets),
      tags(*with.stores.database) {}

StaffRoutes LibraryRooms::routes() {
    return join({upload_resource.routes(), asset_resource.routes(), tags.routes()});
}

ContentRooms::ContentRooms(Essentials& with, LibraryRooms& library)
    : publisher(*with.stores.database, *with.stores.blobs, with.stores.trust, with.zones,
                with.clock),
      publishing(publisher, with.channels, with.events, with.clock, with.log),
      programs(*with.stores.database, *with.stores.blobs, with.stores.trust, publishing, with.clock,
               with.randomness),
      reviews(*with.stores.database, *with.stores.blobs, with.stores.trust, publishing, with.clock),
      renderer({.program = renderer_of(with.settings), .assets = with.stores.directory.blobs()},
               with.clock, with.log),
      previews(*with.stores.database, renderer, with.randomness, with.zones),
      slogans(*with.stores.database, programs, renderer, with.randomness),
      playlists(*with.stores.database, programs),
      program_resource(*with.stores.database, programs),
      review_resource(*with.stores.database, reviews),
      policies(*with.stores.database, publishing),
      groups(*with.stores.database, publishing, with.randomness),
      calendars(*with.stores.database, publishing, with.randomness),
      schedules(*with.stores.database, publishing, with.randomness),
      search(*with.stores.database),
      trash(*with.stores.database, library.trash, {publishing, library.ingest}, with.randomness) {}

StaffRoutes ContentRooms::routes() {
    return join({slogans.routes(), playlists.routes(), previews.routes(), program_resource.routes(),
                 review_resource.routes(), policies.routes(), groups.routes(), calendars.routes(),
                 schedules.routes(), search.routes(), trash.routes()});
}

ReportRooms::ReportRooms(Essentials& with)
    : play_intake(*with.stores.database, with.zones, with.clock),
      uptime_intake(*with.stores.database, with.clock),
      uptime(*with.stores.database),
      reports(*with.stores.database, with.zones) {}

StaffRoutes ReportRooms::routes() {
    return join({uptime.routes(), reports.routes()});
}

FleetRooms::FleetRooms(Essentials& with, ContentRooms& content, ReportRooms& reports)
    : presence(std::chrono::duration_cast<Seconds>(with.settings.duration("contact-interval"))),
      planned(*with.stores.blobs),
      judge(presence, planned),
      reach(*with.stores.database, presence, with.clock),
      enrolment(*with.stores.database, with.stores.trust, with.clock, with.randomness,
                players_url(with.settings)),
      certificates(*with.stores.database, with.stores.trust, with.clock),
      codes(*with.stores.database, with.stores.trust, with.clock, with.randomness),
      screenshots(*with.stores.screenshots, presence, with.channels, with.clock, with.randomness),
      cards(presence, with.channels, with.clock, with.randomness),
      restarts(presence, with.channels, with.clock),
      contact({*with.stores.database, with.stores.trust, presence, screenshots, cards, restarts,
               content.publishing, with.clock}),
      overrides(*with.stores.database, with.stores.trust, with.channels, with.clock,
                with.randomness),
      receipts(presence),
      units(*with.stores.database, with.randomness, content.publishing),
      displays(*with.stores.database, presence, judge, content.publishing, with.zones, with.clock),
      plans(*with.stores.database, *with.stores.blobs),
      map(*with.stores.database),
      calendar_feeds(*with.stores.database, *with.stores.blobs, with.zones),
      calendar_imports(*with.stores.database, with.zones),
      forecasts(*with.stores.database, with.zones),
      schedule_checks(*with.stores.database, with.zones),
      enrolments(*with.stores.database, enrolment),
      override_resource(*with.stores.database, overrides, receipts, with.clock),
      code_resource(codes, with.stores.trust),
      screenshot_resource(*with.stores.database, screenshots),
      card_resource(*with.stores.database, cards),
      restart_resource(*with.stores.database, restarts),
      service({*with.stores.database, *with.stores.blobs, with.stores.trust, enrolment,
               certificates, codes, contact, content.publishing, reports.play_intake,
               reports.uptime_intake, screenshots, with.log}),
      channel(certificates, contact, with.log) {
    presence.tell(with.events);
}

StaffRoutes FleetRooms::routes() {
    return join({units.routes(), displays.routes(), plans.routes(), map.routes(),
                 calendar_feeds.routes(), calendar_imports.routes(), forecasts.routes(),
                 schedule_checks.routes(), enrolments.routes(), code_resource.routes(),
                 override_resource.routes(), screenshot_resource.routes(), card_resource.routes(),
                 restart_resource.routes()});
}

PeopleRooms::PeopleRooms(Essentials& with)
    : tokens(*with.stores.database, with.randomness),
      sessions(*with.stores.database, password_gate, with.stores.sealing_key, with.randomness),
      password_links(*with.stores.database, password_gate, with.randomness),
      second_steps(*with.stores.database, sessions, with.stores.sealing_key, with.randomness),
      accounts(*with.stores.database, with.randomness),
      session_resource(*with.stores.database, sessions, password_links),
      account_resource(*with.stores.database, accounts, tokens, password_links,
                       staff_url(with.settings)),
      open_sessions(*with.stores.database),
      second_step_resource(second_steps),
      audit(*with.stores.database) {}

StaffRoutes PeopleRooms::routes() {
    return join({session_resource.routes(), account_resource.routes(), open_sessions.routes(),
                 second_step_resource.routes(), audit.routes()});
}

namespace {

constexpr Seconds database_patience{30}; // for the writes the manager makes every few seconds
constexpr std::chrono::minutes publishing_patience{15}; // for one pass over the fleet

std::vector<ReadyCheck> ready_checks(Essentials& with, const LibraryRooms& library,
                                     const ContentRooms& content, const FleetRooms& fleet) {
    return {
        {"database_not_writable",
         [&] { return fleet.reach.written_since(with.clock.monotonic() - database_patience); }},
        {"disk_low",
         [&] {
             std::error_code problem;
             const auto space = std::filesystem::space(with.settings.path("state-dir"), problem);
             return !problem && space.available >= limits::manager_disk_free_bytes_min;
         }},
        {"ingest_stuck", [&] { return !library.ingest.trouble(); }},
        {"publishing_stuck",
         [&] { return content.publishing.alive(with.clock.monotonic() - publishing_patience); }},
        {"trust_unreadable",
         [&] {
             const TrustAuthority& trust = with.stores.trust;
             return trust.envelope_text(trust.document().version).has_value();
         }},
    };
}

} // namespace

MonitorRooms::MonitorRooms(Essentials& with, const LibraryRooms& library,
                           const ContentRooms& content, const FleetRooms& fleet)
    : readiness(ready_checks(with, library, content, fleet)),
      health(*with.stores.database, fleet.judge, with.clock),
      overview(*with.stores.database, fleet.judge, with.clock),
      metrics(
          *with.stores.database, fleet.judge,
          [this, started = with.clock.wall()] {
              std::vector<HouseFigure> figures = process_figures(started);
              if (const Front* const open = front) {
                  const auto more = front_figures(open->figures());
                  figures.insert(figures.end(), more.begin(), more.end());
              }
              return figures;
          },
          with.clock) {}

StaffRoutes MonitorRooms::routes() {
    return join({readiness.routes(), health.routes(), overview.routes(), metrics.routes()});
}

Rooms::Rooms(const Settings& settings, const Clock& clock, const Log& log, Stores stores)
    : essentials{settings, clock, log, std::move(stores)},
      library(essentials),
      content(essentials, library),
      reports(essentials),
      fleet(essentials, content, reports),
      people(essentials),
      monitor(essentials, library, content, fleet),
      staff(*essentials.stores.database, people.tokens, people.sessions,
            join({library.routes(), content.routes(), reports.routes(), fleet.routes(),
                  people.routes(), monitor.routes(), event_routes()}),
            essentials.events, clock, log),
      console(std::move(essentials.stores.console), authorities_of(essentials.stores.trust), staff,
              essentials.randomness) {}

} // namespace marquee::manager
