#include "manager/access/second_steps.hpp"

#include "common/base32.hpp"
#include "common/one_time_code.hpp"
#include "common/sha256.hpp"
#include "manager/access/accounts.hpp"
#include "manager/access/audit.hpp"
#include "manager/access/step_codes.hpp"

namespace marquee::manager {

namespace {

constexpr std::size_t spare_code_bytes = 8; // thirteen letters, of which twelve are used

// "k7wq-2m4t-x5hr"
std::string make_spare_code(Randomness& randomness) {
    const std::string letters = to_base32(random_bytes(randomness, spare_code_bytes));
    return letters.substr(0, 4) + "-" + letters.substr(4, 4) + "-" + letters.substr(8, 4);
}

Status record_step(Change& change, const Principal& who, const Account& account,
                   std::string_view action, Instant now) {
    return record(change, {.at = now,
                           .unit = account.head.unit,
                           .actor = who.account,
                           .action = std::string(action),
                           .subject = account.id.value,
                           .detail = account.name});
}

tl::unexpected<Error> there_is_one() {
    return fail(ErrorCode::wrong_state, "the account has a second step already", {},
                {{"state", "second_step"}});
}

Status end_recorded(Change& change, const Principal& who, const AccountId& account, Instant now) {
    return change.access.account(account).and_then([&](const Account& row) {
        return change.sessions.remove_second_step(account).and_then(
            [&] { return record_step(change, who, row, "account.second_step_end", now); });
    });
}

} // namespace

Result<StepState> SecondSteps::state(const Principal& who) {
    return database_.read([&](const View& view) { return view.sessions.second_step(who.account); })
        .map([](const std::optional<SecondStep>& row) {
            return row && row->confirmed_at ? StepState{row->confirmed_at, row->spare_codes.size()}
                                            : StepState{};
        });
}

Result<OfferedStep> SecondSteps::offer(const Principal& who, const PasswordProof& proof,
                                       Instant now) {
    const Result<Account> account = sessions_.check_password(who, proof, now);
    if (!account) {
        return tl::unexpected<Error>(account.error());
    }
    const std::string secret = random_bytes(randomness_, one_time_secret_bytes);
    return database_.write([&](Change& change) -> Result<OfferedStep> {
        const auto present = change.sessions.second_step(who.account);
        const auto organisation = change.fleet.organisation();
        if (!present || !organisation) {
            return tl::unexpected<Error>(present ? organisation.error() : present.error());
        }
        if (*present && (*present)->confirmed_at) {
            return there_is_one();
        }
        SecondStep row;
        row.account = who.account;
        row.sealed_secret = key_.seal(secret, who.account.value, randomness_);
        row.offered_at = now;
        return change.sessions.put_second_step(row).map([&] {
            const std::string issuer = "Marquee " + organisation->name;
            return OfferedStep{typed_secret(secret),
                               authenticator_url(issuer, account->name, secret)};
        });
    });
}

Result<std::vector<std::string>> SecondSteps::confirm(const Principal& who, std::string_view code,
                                                      Instant now) {
    std::vector<std::string> spare;
    for (std::size_t i = 0; i < spare_codes_max; ++i) {
        spare.push_back(make_spare_code(randomness_));
    }
    return database_.write([&](Change& change) -> Result<std::vector<std::string>> {
        const auto offered = change.sessions.second_step(who.account);
        if (!offered) {
            return tl::unexpected<Error>(offered.error());
        }
        if (!*offered) {
            return fail(ErrorCode::wrong_state, "no second step was begun", {},
                        {{"state", "no_second_step"}});
        }
        if ((*offered)->confirmed_at) {
            return there_is_one();
        }
        auto taken = take_code(**offered, code, key_, now);
        if (!taken) {
            return tl::unexpected<Error>(taken.error());
        }
        if (!*taken) {
            return fail(ErrorCode::wrong_credentials, "the code is wrong", "/code");
        }
        SecondStep row = **std::move(taken);
        row.confirmed_at = now;
        for (const std::string& each : spare) {
            row.spare_codes.push_back(sha256(plain_code(each)));
        }
        return change.sessions.put_second_step(row)
            .and_then([&] { return change.access.account(who.account); })
            .and_then([&](const Account& account) {
                return record_step(change, who, account, "account.second_step_begin", now);
            })
            .map([&] { return spare; });
    });
}

Status SecondSteps::end(const Principal& who, const PasswordProof& proof, Instant now) {
    return sessions_.check_password(who, proof, now).and_then([&](const Account&) {
        return database_.write(
            [&](Change& change) { return end_recorded(change, who, who.account, now); });
    });
}

Status SecondSteps::end_for(const Principal& who, const AccountId& account, Instant now) {
    if (account == who.account) {
        return fail(ErrorCode::not_allowed, "one's own second step ends with one's password");
    }
    return database_.write([&](Change& change) -> Status {
        return change.access.account(account)
            .and_then([&](const Account& row) { return check_may_manage(change.view(), who, row); })
            .and_then([&] { return end_recorded(change, who, account, now); });
    });
}

} // namespace marquee::manager
