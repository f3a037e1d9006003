#include "tests/fakes/control_room.hpp"

#include <stdexcept>

#include <nlohmann/json.hpp>
#include <unistd.h>

#include "common/uuid.hpp"
#include "schemas/wire/enrolment.hpp"

namespace marquee::manager {

namespace {

constexpr std::size_t sink_piece_bytes = 1'000;

template<typename T>
T must(Result<T> result) {
    if (!result) {
        throw std::runtime_error(to_string(result.error()));
    }
    return *std::move(result);
}

void must(const Status& status) {
    if (!status) {
        throw std::runtime_error(to_string(status.error()));
    }
}

StaffRoutes all(std::initializer_list<StaffRoutes> parts) {
    StaffRoutes routes;
    for (const StaffRoutes& part : parts) {
        routes.insert(routes.end(), part.begin(), part.end());
    }
    return routes;
}

} // namespace

ControlRoom::Rooms::Rooms(ControlRoom& room, TrustAuthority authority,
                          std::unique_ptr<DiskBlobStore> store)
    : trust(std::move(authority)),
      blobs(std::move(store)),
      log(room.clock, LogLevel::error),
      planned(*blobs),
      judge(presence, planned),
      reach(*room.database, presence, room.clock),
      publisher(*room.database, *blobs, trust, zones, room.clock),
      enrolment(*room.database, trust, room.clock, room.randomness, "https://manager.test:8444"),
      certificates(*room.database, trust, room.clock),
      codes(*room.database, trust, room.clock, room.randomness),
      programs(*room.database, *blobs, trust, room.requests, room.clock, room.randomness),
      reviews(*room.database, *blobs, trust, room.requests, room.clock),
      tokens(*room.database, room.randomness),
      sessions(*room.database, password_gate, sealing_key, room.randomness),
      password_links(*room.database, password_gate, room.randomness),
      second_steps(*room.database, sessions, sealing_key, room.randomness),
      accounts(*room.database, room.randomness),
      screenshot_store(room.directory_.path() / "screenshots"),
      screenshots(screenshot_store, presence, hints, room.clock, room.randomness),
      cards(presence, hints, room.clock, room.randomness),
      restarts(presence, hints, room.clock),
      contact({*room.database, trust, presence, screenshots, cards, restarts, room.requests,
               room.clock}),
      overrides(*room.database, trust, hints, room.clock, room.randomness),
      receipts(presence),
      plays(*room.database, zones, room.clock),
      uptime(*room.database, room.clock),
      players({*room.database, *blobs, trust, enrolment, certificates, codes, contact,
               room.requests, plays, uptime, screenshots, log}),
      channel(certificates, contact, log),
      previews(*room.database, room.renderer, room.randomness, zones),
      slogans(*room.database, programs, room.renderer, room.randomness),
      playlists(*room.database, programs),
      program_resource(*room.database, programs),
      review_resource(*room.database, reviews),
      policies(*room.database, room.requests),
      groups(*room.database, room.requests, room.randomness),
      calendars(*room.database, room.requests, room.randomness),
      schedules(*room.database, room.requests, room.randomness),
      search(*room.database),
      library_tags(*room.database),
      units(*room.database, room.randomness, room.requests),
      displays(*room.database, presence, judge, room.requests, zones, room.clock),
      plans(*room.database, *blobs),
      map(*room.database),
      calendar_feeds(*room.database, *blobs, zones),
      calendar_imports(*room.database, zones),
      forecasts(*room.database, zones),
      schedule_checks(*room.database, zones),
      enrolments(*room.database, enrolment),
      override_resource(*room.database, overrides, receipts, room.clock),
      code_resource(codes, trust),
      screenshot_resource(*room.database, screenshots),
      card_resource(*room.database, cards),
      restart_resource(*room.database, restarts),
      audit(*room.database),
      session_resource(*room.database, sessions, password_links),
      account_resource(*room.database, accounts, tokens, password_links, "https://manager.test"),
      open_sessions(*room.database),
      second_step_resource(second_steps),
      uptime_resource(*room.database),
      reports(*room.database, zones),
      upload_files(room.directory_.path() / "uploads"),
      uploads({*room.database, *blobs, gate, upload_files, bell, room.clock, room.randomness, log},
              {}),
      assets(*room.database),
      trash(*room.database, *blobs, gate, room.clock, log),
      trash_resource(*room.database, trash, {room.requests, bell}, room.randomness),
      upload_resource(*room.database, uploads),
      asset_resource(*room.database, *blobs, assets),
      health(*room.database, judge, room.clock),
      overview(*room.database, judge, room.clock),
      metrics(
          *room.database, judge,
          [] {
              return std::vector<HouseFigure>{
                  {"process_open_fds", MetricKind::gauge, "Open file descriptors.", 7}};
          },
          room.clock),
      readiness({{"disk_low", [&room] { return !room.disk_is_low; }}}),
      staff(*room.database, tokens, sessions,
            all({
                account_resource.routes(),
                asset_resource.routes(),
                audit.routes(),
                calendars.routes(),
                code_resource.routes(),
                displays.routes(),
                plans.routes(),
                map.routes(),
                calendar_feeds.routes(),
                calendar_imports.routes(),
                forecasts.routes(),
                schedule_checks.routes(),
                enrolments.routes(),
                groups.routes(),
                health.routes(),
                overview.routes(),
                metrics.routes(),
                override_resource.routes(),
                playlists.routes(),
                policies.routes(),
                previews.routes(),
                program_resource.routes(),
                readiness.routes(),
                reports.routes(),
                review_resource.routes(),
                schedules.routes(),
                search.routes(),
                library_tags.routes(),
                trash_resource.routes(),
                session_resource.routes(),
                open_sessions.routes(),
                second_step_resource.routes(),
                screenshot_resource.routes(),
                card_resource.routes(),
                restart_resource.routes(),
                slogans.routes(),
                units.routes(),
                upload_resource.routes(),
                uptime_resource.routes(),
                event_routes(),
            }),
            events, room.clock, log) {
    presence.tell(events);
}

ControlRoom::ControlRoom() {
    const Instant now = clock.wall();
    auto trust =
        must(TrustAuthority::found(directory_.path() / "trust", "City bureau", now, randomness));
    Unit top;
    top.id = root = make_id<UnitId>(now, randomness);
    top.head = {.unit = root, .created_at = now, .changed_at = now};
    top.name = "City";
    top.kind = "city";
    const Organisation organisation{
        .id = trust.organisation(), .root = root, .name = "City", .created_at = now};
    must(database->write([&](Change& change) { return change.fleet.found(organisation, top); }));
    rooms_ = std::make_unique<Rooms>(*this, std::move(trust),
                                     must(DiskBlobStore::open(directory_.path() / "blobs")));
    NewAccount first{.name = "admin", .unit = root, .grants = {}, .password = {}};
    for (const Role role : {Role::unit_administrator, Role::editor, Role::operator_,
                            Role::system_administrator, Role::audit_administrator}) {
        first.grants.push_back({role, root});
    }
    const Account account = must(Accounts(*database, randomness).set_up(first, now));
    token =
        must(rooms_->tokens.issue(principal_of(account),
                                  {.account = account.id, .name = "test", .expires_at = {}}, now))
            .secret;
}

ControlRoom::~ControlRoom() = default;

Response ControlRoom::staff(Method method, const std::string& path, const std::string& body,
                            const std::string& if_match) {
    return staff_as(token, method, path, body, if_match);
}

Response ControlRoom::staff_as(const std::string& who, Method method, const std::string& path,
                               const std::string& body, const std::string& if_match) {
    Request request;
    request.method = method;
    request.path = path;
    request.body = body;
    request.headers.set("Accept-Language", "en");
    if (!who.empty()) {
        request.headers.set("Authorization", "Bearer " + who);
    }
    if (!if_match.empty()) {
        request.headers.set("If-Match", if_match);
    }
    return ask(std::move(request));
}

Response ControlRoom::ask(Request request) {
    request.received = clock.wall();
    if (rooms_->staff.policy(request).destination == BodyDestination::memory) {
        return rooms_->staff.handle(request);
    }
    Reception reception = rooms_->staff.receive(request);
    if (Response* const refusal = std::get_if<Response>(&reception)) {
        return std::move(*refusal);
    }
    const auto sink = std::get<std::unique_ptr<BodySink>>(std::move(reception));
    for (std::string_view rest = request.body; !rest.empty();) {
        const std::string_view piece = rest.substr(0, sink_piece_bytes);
        if (auto refusal = sink->take(piece)) {
            return *std::move(refusal);
        }
        rest.remove_prefix(piece.size());
    }
    return sink->finish();
}

Response ControlRoom::player(Method method, const std::string& path, const std::string& body,
                             std::optional<ClientCertificate> certificate) {
    Request request;
    request.method = method;
    request.path = path;
    request.body = body;
    request.received = clock.wall();
    request.peer.certificate = std::move(certificate);
    return rooms_->players.handle(request);
}

std::string ControlRoom::make(const std::string& path, const std::string& body) {
    const Response response = staff(Method::post, path, body);
    if (response.status != 201) {
        throw std::runtime_error(path + ": " + text_of(response));
    }
    return member(text_of(response), "id");
}

std::string ControlRoom::token_with(Role role, const UnitId& unit) {
    const Instant now = clock.wall();
    Account row;
    row.id = make_id<AccountId>(now, randomness);
    row.head = {.unit = unit, .created_at = now, .changed_at = now};
    row.name = std::string(to_slug(role)) + row.id.value;
    row.grants = {{role, unit}};
    must(database->write([&](Change& change) { return change.access.add_account(row); }));
    return must(rooms_->tokens.issue(principal_of(row),
                                     {.account = row.id, .name = "test", .expires_at = {}}, now))
        .secret;
}

EnrolmentAnswer ControlRoom::enrol(const UnitId& unit, Size size, const PrivateKey& key) {
    const NewTicket ticket = must(rooms_->enrolment.create({.unit = unit, .actor = {}}));
    const EnrolmentRequest request{
        .token = ticket.file.token,
        .nonce = "0123456789abcdef",
        .name = "box",
        .certificate_request_pem = must(make_certificate_request(key, "box")),
        .software = {.version = "0.1.0", .capabilities = {"screenshot", "card", "restart"}},
        .displays = {{.name = "main", .size = size}}};
    return must(rooms_->enrolment.accept(request));
}

Published ControlRoom::publish() {
    return must(rooms_->publisher.publish(std::exchange(requests.waiting, {})));
}

std::string text_of(const Response& response) {
    if (const std::string* text = std::get_if<std::string>(&response.body)) {
        return *text;
    }
    const FileBody& file = std::get<FileBody>(response.body);
    std::string text(file.size, '\0');
    if (::pread(file.file.get(), text.data(), text.size(), static_cast<off_t>(file.offset))
        != static_cast<ssize_t>(text.size())) {
        throw std::runtime_error("the file is shorter than it said");
    }
    return text;
}

std::string member(const std::string& json, const std::string& name) {
    return nlohmann::json::parse(json).at(name).get<std::string>();
}

} // namespace marquee::manager
