#include "manager/access/accounts.hpp"

#include <algorithm>
#include <array>

#include "common/uuid.hpp"
#include "manager/access/audit.hpp"
#include "manager/access/password.hpp"
#include "manager/access/password_rules.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

// "editor in 0190…, viewer in 0190…"
std::string grants_in_words(const std::vector<Grant>& grants) {
    std::string text;
    for (const Grant& grant : grants) {
        text += (text.empty() ? "" : ", ") + std::string(to_slug(grant.role)) + " in "
                + grant.unit.value;
    }
    return text;
}

Status add_recorded(Change& change, const Account& account, const AccountId& actor) {
    return change.access.add_account(account).and_then([&] {
        return record(change, {.at = account.head.created_at,
                               .unit = account.head.unit,
                               .actor = actor,
                               .action = "account.create",
                               .subject = account.id.value,
                               .detail = account.name + ": " + grants_in_words(account.grants)});
    });
}

// The two without whom nobody could run the organisation, or appoint who does.
constexpr std::array indispensable{Role::system_administrator, Role::security_administrator};

bool serves(const Account& account, Role role, const UnitId& root) {
    return !account.disabled_at
           && std::find(account.grants.begin(), account.grants.end(), Grant{role, root})
                  != account.grants.end();
}

// The last administrator is neither removed nor disabled.
Status check_somebody_stays(const View& view, const Account& before, const Account& after) {
    const Result<Organisation> organisation = view.fleet.organisation();
    if (!organisation) {
        return tl::unexpected<Error>(organisation.error());
    }
    for (const Role role : indispensable) {
        if (!serves(before, role, organisation->root) || serves(after, role, organisation->root)) {
            continue;
        }
        const Result<std::int64_t> holders = view.access.count_holders({role, organisation->root});
        if (!holders) {
            return tl::unexpected<Error>(holders.error());
        }
        if (*holders < 2) {
            return fail(ErrorCode::wrong_state, "nobody else holds this role", before.id.value,
                        {{"state", "last_" + std::string(to_slug(role))}});
        }
    }
    return {};
}

std::string difference_in_words(const Account& before, const Account& after) {
    std::string text = after.name + ": " + grants_in_words(after.grants);
    if (before.name != after.name) {
        text += "; was called " + before.name;
    }
    if (before.disabled_at.has_value() != after.disabled_at.has_value()) {
        text += after.disabled_at ? "; disabled" : "; enabled";
    }
    return text.substr(0, limits::note_bytes_max);
}

Account as_wished(const Account& before, const AccountVersion& which, const AccountWishes& wishes,
                  Instant now) {
    Account after = before;
    after.head.version = which.version;
    after.head.unit = wishes.unit;
    after.head.changed_at = now;
    after.name = wishes.name;
    after.grants = wishes.grants;
    if (!wishes.disabled) {
        after.disabled_at.reset();
    } else if (!before.disabled_at) {
        after.disabled_at = now;
    }
    return after;
}

} // namespace

Status check_may_manage(const View& view, const Principal& who, const Account& account) {
    const auto ask = [&](Action action, const UnitId& unit) -> Status {
        const auto path = view.fleet.unit_path(unit);
        if (!path) {
            return fail(ErrorCode::invalid_reference, "there is no such unit", unit.value);
        }
        return authorise_in(who, action, *path);
    };
    Status status = ask(Action::manage_accounts, account.head.unit);
    for (const Grant& grant : account.grants) {
        status = status.and_then([&] { return ask(action_to_grant(grant.role), grant.unit); });
    }
    return status;
}

Status check_own_or_managed(const View& view, const Principal& who, const AccountId& account) {
    if (who.account == account) {
        return {};
    }
    return view.access.account(account).and_then(
        [&](const Account& row) { return check_may_manage(view, who, row); });
}

Result<Account> oldest_account(const View& view) {
    return view.fleet.organisation()
        .and_then([&](const Organisation& organisation) {
            return view.access.accounts(Scope{{organisation.root}}, Page{{}, 1});
        })
        .and_then([](const PageOf<Account>& accounts) -> Result<Account> {
            if (accounts.rows.empty()) {
                return fail(ErrorCode::not_found, "there is no account yet");
            }
            return accounts.rows.front();
        });
}

Principal principal_of(const Account& account) {
    return {account.id, account.grants};
}

Result<Account> set_password(Change& change, const Account& known, const std::string& hash,
                             Instant now) {
    Account row = known;
    row.password_hash = hash;
    row.head.changed_at = now;
    return change.access.change_account(row).and_then([&](std::int64_t version) {
        row.head.version = version;
        return change.sessions.remove_sessions_of(row.id).map([&] { return row; });
    });
}

Result<Account> Accounts::prepare(const NewAccount& wanted, Instant now) {
    if (wanted.name.empty() || wanted.name.size() > limits::name_bytes_max) {
        return fail(ErrorCode::out_of_range, "the name of an account is empty or too long",
                    "/name");
    }
    Account account;
    account.id = make_id<AccountId>(now, randomness_);
    account.head = {wanted.unit, 1, now, now};
    account.name = wanted.name;
    account.grants = wanted.grants;
    if (!wanted.password) {
        return account;
    }
    return check_new_password(*wanted.password, wanted.name)
        .and_then([&] { return hash_password(*wanted.password); })
        .map([&](std::string hash) {
            account.password_hash = std::move(hash);
            return account;
        });
}

Result<Account> Accounts::set_up(const NewAccount& wanted, Instant now) {
    return prepare(wanted, now).and_then([&](const Account& account) {
        return database_.write([&](Change& change) -> Result<Account> {
            const auto accounts =
                change.fleet.organisation().and_then([&](const Organisation& organisation) {
                    return change.access.accounts(Scope{{organisation.root}}, Page{{}, 1});
                });
            if (!accounts) {
                return tl::unexpected<Error>(accounts.error());
            }
            if (!accounts->rows.empty()) {
                return fail(ErrorCode::already_exists, "the first account has been made already");
            }
            return add_recorded(change, account, {}).map([&] { return account; });
        });
    });
}

Result<Account> Accounts::create(const Principal& who, const NewAccount& wanted, Instant now) {
    return prepare(wanted, now).and_then([&](const Account& account) {
        return database_.write([&](Change& change) -> Result<Account> {
            return check_may_manage(change.view(), who, account)
                .and_then([&] { return add_recorded(change, account, who.account); })
                .map([&] { return account; });
        });
    });
}

Result<Account> Accounts::change(const Principal& who, const AccountVersion& which,
                                 const AccountWishes& wishes, Instant now) {
    return database_.write([&](Change& change) -> Result<Account> {
        const Result<Account> before = change.access.account(which.id);
        if (!before) {
            return before;
        }
        Account after = as_wished(*before, which, wishes, now);
        const View view = change.view();
        return check_may_manage(view, who, *before)
            .and_then([&] { return check_may_manage(view, who, after); })
            .and_then([&] { return check_somebody_stays(view, *before, after); })
            .and_then([&] { return change.access.change_account(after); })
            .and_then([&](std::int64_t version) {
                after.head.version = version;
                return after.disabled_at ? change.sessions.remove_sessions_of(after.id) : Status{};
            })
            .and_then([&] {
                return record(change, {.at = now,
                                       .unit = after.head.unit,
                                       .actor = who.account,
                                       .action = "account.change",
                                       .subject = after.id.value,
                                       .detail = difference_in_words(*before, after)});
            })
            .map([&] { return after; });
    });
}

} // namespace marquee::manager
