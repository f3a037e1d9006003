#include "manager/access/lockout.hpp"

#include <algorithm>

#include <arpa/inet.h>

#include "common/sha256.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

constexpr Seconds remembered{limits::tries_remembered_seconds};

// The first 64 bits of an IPv6 address; any other text as it is.
std::string network_of(std::string_view address) {
    in6_addr six{};
    const std::string text(address);
    if (::inet_pton(AF_INET6, text.c_str(), &six) != 1 || IN6_IS_ADDR_V4MAPPED(&six)) {
        return text;
    }
    return {reinterpret_cast<const char*>(six.s6_addr), 8};
}

// Before lock number n (from 1): 30 s, 60 s, 120 s …
Seconds lock_of(std::int64_t locks) {
    std::int64_t seconds = limits::lock_seconds_min;
    for (std::int64_t n = 1; n < locks && seconds < limits::lock_seconds_max; ++n) {
        seconds *= 2;
    }
    return Seconds{std::min(seconds, limits::lock_seconds_max)};
}

// The row after one more failure; failure number `allowed` and every later one lock.
FailedTries after_failure(FailedTries row, std::int64_t allowed, Instant now) {
    row.tries = now - row.last_at > remembered ? 1 : row.tries + 1;
    row.last_at = now;
    row.locked_until = row.tries >= allowed ? now + lock_of(row.tries - allowed + 1) : Instant{};
    return row;
}

std::int64_t seconds_left(Instant until, Instant now) {
    return until > now ? std::chrono::ceil<Seconds>(until - now).count() : 0;
}

} // namespace

Tryer tryer(std::string_view account_name, std::string_view address) {
    return {sha256("name:" + std::string(account_name)), sha256("address:" + network_of(address))};
}

Status check_not_locked(const View& view, const Tryer& tryer, Instant now) {
    std::int64_t seconds = 0;
    for (const Sha256& subject : {tryer.name, tryer.address}) {
        const Result<FailedTries> row = view.sessions.tries(subject);
        if (!row) {
            return tl::unexpected<Error>(row.error());
        }
        // A clock that was set back must not lock anybody for longer than the rule does.
        seconds = std::max(
            seconds, std::min(seconds_left(row->locked_until, now), limits::lock_seconds_max));
    }
    if (seconds > 0) {
        return fail(ErrorCode::locked_out, "too many wrong tries", {},
                    {{"seconds", std::to_string(seconds)}});
    }
    return {};
}

Result<Backoff> count_failure(Change& change, const Tryer& tryer, Instant now) {
    Backoff backoff;
    const auto count = [&](const Sha256& subject, std::int64_t allowed) -> Result<FailedTries> {
        return change.sessions.tries(subject).and_then([&](const FailedTries& row) {
            const FailedTries next = after_failure(row, allowed, now);
            backoff.locked_seconds =
                std::max(backoff.locked_seconds, seconds_left(next.locked_until, now));
            return change.sessions.put_tries(next, limits::tries_remembered_max).map([&] {
                return next;
            });
        });
    };
    return count(tryer.address, limits::tries_per_address_max)
        .and_then(
            [&](const FailedTries&) { return count(tryer.name, limits::tries_per_account_max); })
        .map([&](const FailedTries& name) {
            backoff.tries_left =
                std::max<std::int64_t>(0, limits::tries_per_account_max - name.tries);
            return backoff;
        });
}

Status forget_failures(Change& change, const Tryer& tryer) {
    return change.sessions.forget_tries(tryer.name);
}

} // namespace marquee::manager
