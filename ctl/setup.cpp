#include "ctl/setup.hpp"

#include "common/durable_file.hpp"
#include "common/uuid.hpp"
#include "common/zoneinfo.hpp"
#include "manager/access/accounts.hpp"
#include "manager/access/api_tokens.hpp"
#include "manager/access/password_links.hpp"
#include "manager/disk/state_directory.hpp"
#include "manager/sql/sql_database.hpp"
#include "manager/trust/trust_authority.hpp"

namespace marquee::ctl {

namespace {

using namespace marquee::manager;

// Every right there is: the first account gives them to persons, and can then be disabled.
std::vector<Grant> all_grants(const UnitId& root) {
    std::vector<Grant> grants;
    for (const Role role :
         {Role::unit_administrator, Role::editor, Role::reviewer_1, Role::duty, Role::operator_,
          Role::system_administrator, Role::security_administrator, Role::audit_administrator}) {
        grants.push_back({role, root});
    }
    return grants;
}

Result<Account> first_account(Session& session, Database& database, const UnitId& root) {
    const NewAccount wanted{.name = session.settings.text("account"),
                            .unit = root,
                            .grants = all_grants(root),
                            .password = std::nullopt};
    return Accounts(database, session.randomness).set_up(wanted, session.clock.wall());
}

// The organisation, its root unit and the first account.
Result<Account> found(Session& session, Database& database, const TrustAuthority& trust) {
    const Settings& settings = session.settings;
    const Instant now = session.clock.wall();
    Unit root;
    root.id = make_id<UnitId>(now, session.randomness);
    root.head = {.unit = root.id, .created_at = now, .changed_at = now};
    root.name = settings.text("organisation");
    root.kind = "city";
    const Organisation organisation{.id = trust.organisation(),
                                    .root = root.id,
                                    .name = settings.text("organisation"),
                                    .time_zone = settings.text("time-zone"),
                                    .epoch = trust.document().epoch,
                                    .created_at = now};
    return database.write([&](Change& change) { return change.fleet.found(organisation, root); })
        .and_then([&] { return first_account(session, database, root.id); });
}

// An account of an organisation that exists: for a setup that was interrupted, or a lost
// credentials file. --account, or the oldest when nobody has that name any more. Whoever may open
// the state directory may do this.
Result<Account> recover(Session& session, Database& database, const TrustAuthority& trust) {
    const Result<Account> known = database.read([&](const View& view) {
        const Result<Account> named = view.access.account_named(session.settings.text("account"));
        return !named && named.error().code == ErrorCode::not_found ? oldest_account(view) : named;
    });
    if (known || known.error().code != ErrorCode::not_found) {
        return known;
    }
    const Result<Organisation> organisation =
        database.read([](const View& view) { return view.fleet.organisation(); });
    return organisation ? first_account(session, database, organisation->root)
                        : found(session, database, trust);
}

Result<std::string> token_for(Session& session, Database& database, const TrustAuthority& trust) {
    const Result<Account> account = session.settings.toggle("recover")
                                        ? recover(session, database, trust)
                                        : found(session, database, trust);
    if (!account) {
        return tl::unexpected<Error>(account.error());
    }
    return ApiTokens(database, session.randomness)
        .issue(principal_of(*account), {.account = account->id, .name = "setup", .expires_at = {}},
               session.clock.wall())
        .map([](const IssuedToken& token) { return token.secret; });
}

// Where the first person chooses a name and a password, in a browser.
Result<std::string> link_for(Session& session, Database& database) {
    PasswordGate gate;
    return PasswordLinks(database, gate, session.randomness)
        .issue_first(session.clock.wall())
        .map([&](const IssuedLink& link) {
            return address_of(link, session.settings.text("manager-url"));
        });
}

Status run(Session& session) {
    const Settings& settings = session.settings;
    const std::string& zone = settings.text("time-zone");
    if (!Zoneinfo().rules(zone, zone_span(session.clock.wall()))) {
        return fail(ErrorCode::out_of_range, "--time-zone is an IANA name such as Asia/Shanghai",
                    zone);
    }
    // Before anything is founded: there must be a place for the key to it.
    const auto key_place = settings.path("credentials").parent_path();
    if (Status made = make_directory(key_place.empty() ? "." : key_place); !made) {
        return made;
    }
    const Result<StateDirectory> directory = StateDirectory::open(settings.path("state-dir"));
    if (!directory) {
        return tl::unexpected<Error>(directory.error());
    }
    const Instant now = session.clock.wall();
    // A setup that was interrupted left its trust: it goes on with that.
    const Result<TrustAuthority> trust =
        TrustAuthority::founded(directory->trust())
            ? TrustAuthority::load(directory->trust())
            : TrustAuthority::found(directory->trust(), settings.text("organisation"), now,
                                    session.randomness);
    if (!trust) {
        return tl::unexpected<Error>(trust.error());
    }
    const auto database = sql::SqlDatabase::open({.file = directory->database()}, now);
    if (!database) {
        return tl::unexpected<Error>(database.error());
    }
    const Result<std::string> token = token_for(session, **database, *trust);
    if (!token) {
        return tl::unexpected<Error>(token.error());
    }
    const Result<std::string> link = link_for(session, **database);
    if (!link) {
        return tl::unexpected<Error>(link.error());
    }
    const Credentials credentials{.manager_url = settings.text("manager-url"),
                                  .token = *token,
                                  .tls_authority_pem = trust->authorities().front()};
    return write_durably(settings.path("credentials"), write_credentials(credentials)).map([&] {
        session.out = "organisation " + trust->organisation().value + " is founded; "
                      + settings.path("credentials").string()
                      + " holds the key to it: keep it safe\n"
                        "once the manager runs, open this within 24 hours to choose a name and a "
                        "password:\n"
                      + *link + "\n";
    });
}

} // namespace

Command setup_command() {
    return {.name = "setup",
            .summary = "founds an organisation in an empty state directory of the manager",
            .settings = {{.key = "state-dir",
                          .kind = SettingKind::path,
                          .default_value = "/var/lib/marquee/manager",
                          .help = "directory of the manager's state"},
                         {.key = "organisation",
                          .kind = SettingKind::text,
                          .default_value = "Marquee",
                          .help = "name of the organisation and of the root of its tree"},
                         {.key = "time-zone",
                          .kind = SettingKind::text,
                          .default_value = "Asia/Shanghai",
                          .help = "IANA time zone of its displays"},
                         {.key = "account",
                          .kind = SettingKind::text,
                          .default_value = "admin",
                          .help = "name of the first account"},
                         {.key = "manager-url",
                          .kind = SettingKind::text,
                          .default_value = "https://localhost:8443",
                          .help = "where the manager's staff port will be reached"},
                         {.key = "recover",
                          .kind = SettingKind::toggle,
                          .default_value = "no",
                          .help = "give an organisation's first account a new token"},
                         credentials_setting()},
            .run = run};
}

} // namespace marquee::ctl
