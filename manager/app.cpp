#include "manager/app.hpp"

#include <utility>

#include "common/service_notice.hpp"
#include "manager/access/audit.hpp"
#include "manager/front/front.hpp"
#include "manager/housekeeping.hpp"
#include "manager/rooms.hpp"
#include "manager/trust/server_identity.hpp"

namespace marquee::manager {

namespace {

constexpr Seconds daily{24 * 3'600};
constexpr Seconds hourly{3'600};
constexpr Seconds reach_interval{5};
constexpr Seconds vouch_interval{5};
constexpr Seconds sweep_interval{5 * 60};

TlsCredentials shown_as(const ServerIdentity& identity) {
    return {identity.chain_pem, identity.key_pem, {}};
}

Result<TlsCredentials> own_credentials(const Essentials& with) {
    return server_identity(with.stores.directory.trust(), with.stores.trust,
                           with.settings.list("names"), with.clock.wall())
        .map(shown_as);
}

// The front; shard threads ask the services of `rooms` from now on.
Result<std::unique_ptr<Front>> open_front(Rooms& rooms) {
    const Settings& settings = rooms.essentials.settings;
    const Stores& stores = rooms.essentials.stores;
    const Result<TlsCredentials> shown = own_credentials(rooms.essentials);
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
    FrontLimits limits;
    limits.shards = static_cast<int>(settings.integer("shards"));
    limits.workers = static_cast<int>(settings.integer("workers"));
    Listener players =
        listener("players-port", rooms.fleet.service, stores.trust.player_authorities());
    players.channels.emplace(ChannelDoor{std::string(channel_path), std::string(channel_protocol),
                                         rooms.fleet.channel, rooms.essentials.channels});
    Listener staff = listener("staff-port", rooms.console, {});
    staff.events.emplace(EventDoor{std::string(events_path), rooms.essentials.events});
    return Front::open(limits, {std::move(staff), std::move(players)}, rooms.essentials.clock);
}

// The organisation's own certificate, where there is one. One that is of no use leaves the one
// before on the port, at first the manager's: people are warned by their browsers, not shut out.
Status show_given_certificate(Front& front, const Essentials& with) {
    const Settings& settings = with.settings;
    if (settings.has("staff-certificate") != settings.has("staff-key")) {
        return fail(ErrorCode::missing_member, "staff-certificate and staff-key go together");
    }
    return given_identity(settings.path("staff-certificate"), settings.path("staff-key"),
                          with.clock.wall())
        .and_then([&](const ServerIdentity& given) {
            return front.replace_credentials(0, shown_as(given));
        });
}

// Shows the certificates of this hour on both ports. `given_shown`: whether the organisation's own
// ever was; it then stays until there is a better one.
Status renew_certificates(Front& front, const Essentials& with, bool& given_shown) {
    Result<TlsCredentials> own = own_credentials(with);
    if (!own) {
        return tl::unexpected<Error>(std::move(own.error()));
    }
    const bool given = with.settings.has("staff-certificate") || with.settings.has("staff-key");
    if (given) {
        const Status usable = show_given_certificate(front, with);
        given_shown = given_shown || usable;
        if (!usable) {
            with.log.failure(LogLevel::error, "app", "staff_certificate_unusable", usable.error());
        }
    }
    if (!given_shown) {
        if (const Status shown = front.replace_credentials(0, *own); !shown) {
            return shown;
        }
    }
    own->client_authorities = with.stores.trust.player_authorities();
    return front.replace_credentials(1, *own);
}

// Takes away what the audit trail need not hold any longer.
Status trim_trail(const Essentials& with) {
    const std::chrono::days kept{with.settings.integer("audit-days")};
    const Instant now = with.clock.wall();
    for (;;) {
        const Result<std::int64_t> trimmed = trim_audit(*with.stores.database, now - kept, now);
        if (!trimmed || *trimmed == 0) {
            return trimmed ? Status{} : Status(tl::unexpected<Error>(trimmed.error()));
        }
    }
}

// While nobody can sign in, every start says how somebody can: on the terminal of whoever starts
// the manager, because they hold its state anyway.
void offer_setup(Rooms& rooms) {
    const Essentials& with = rooms.essentials;
    const auto link = rooms.people.password_links.issue_first_if_needed(with.clock.wall());
    if (!link) {
        with.log.failure(LogLevel::error, "app", "no_setup_link", link.error());
    } else if (*link) {
        with.log.warning("app", "nobody_has_a_password",
                         {{"open_once", address_of(**link, staff_url(with.settings))}});
    }
}

} // namespace

struct App::Parts {
    Parts(const Settings& settings, const Clock& clock, const Log& log, Stores stores)
        : rooms(settings, clock, log, std::move(stores)) {}

    std::vector<Chore> chores() {
        return {{"renew_certificates", hourly,
                 [this] { return renew_certificates(*front, rooms.essentials, given_shown); }},
                {"sweep_uploads", sweep_interval, [this] { return rooms.library.uploads.sweep(); }},
                {"empty_trash", hourly, [this] { return rooms.library.trash.sweep(); }},
                {"trim_audit", daily, [this] { return trim_trail(rooms.essentials); }},
                {"record_reach", reach_interval, [this] { return rooms.fleet.reach.record(); }},
                // Only after the others: a database or a lock that hangs is noticed by systemd.
                {"vouch", vouch_interval, [this] {
                     notice.alive();
                     return Status{};
                 }}};
    }

    // Destroyed the other way round: the housekeeping first, it uses the front.
    Rooms rooms;
    std::unique_ptr<Front> front;
    const ServiceNotice notice{ServiceNotice::address_from_environment()};
    bool given_shown = false; // the start's, then the housekeeping's
    SystemSleeper sleeper;    // of the housekeeping
    std::unique_ptr<Housekeeping> housekeeping;
};

App::App(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

App::~App() {
    parts_->notice.stopping();
    parts_->housekeeping.reset(); // stops and waits
    parts_->front->stop();
    // Until here it watched; what cannot be written is unknown, as after a crash.
    static_cast<void>(parts_->rooms.fleet.reach.record());
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
    auto parts = std::make_unique<Parts>(settings, clock, log, *std::move(stores));
    if (const Status recovered = parts->rooms.library.uploads.recover(); !recovered) {
        return tl::unexpected<Error>(recovered.error());
    }
    Result<std::unique_ptr<Front>> front = open_front(parts->rooms);
    if (!front) {
        return tl::unexpected<Error>(std::move(front.error()));
    }
    parts->front = *std::move(front);
    if (const Status shown =
            renew_certificates(*parts->front, parts->rooms.essentials, parts->given_shown);
        !shown) {
        return tl::unexpected<Error>(shown.error());
    }
    parts->rooms.monitor.front = parts->front.get();
    parts->housekeeping =
        std::make_unique<Housekeeping>(parts->chores(), clock, parts->sleeper, log);
    log.info("app", "listening",
             {{"staff_port", parts->front->port(0)},
              {"players_port", parts->front->port(1)},
              {"players_url", players_url(settings)}});
    offer_setup(parts->rooms);
    parts->notice.ready();
    return std::make_unique<App>(std::move(parts));
}

} // namespace marquee::manager
