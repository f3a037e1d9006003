#include "manager/access/accounts.hpp"

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

} // namespace marquee::manager
