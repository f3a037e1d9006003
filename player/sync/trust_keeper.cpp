#include "player/sync/trust_keeper.hpp"

#include <utility>

#include "common/sha256.hpp"
#include "common/trust_chain.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/envelope.hpp"
#include "schemas/wire/trust.hpp"

namespace marquee::player {
namespace {

// The newest version the manager's unproved answer speaks of; 0 when it says nothing sensible.
std::int64_t version_claimed(const Envelope& envelope) {
    const Result<TrustDocument> document = wire::read_trust(envelope.payload);
    return document ? document->version : 0;
}

} // namespace

TrustKeeper::TrustKeeper(StateStore& store) : store_(store), pinned_(store.trust()) {}

Status TrustKeeper::keep(PinnedTrust trust) {
    return store_.save_trust(trust).map([&] { pinned_ = std::move(trust); });
}

Status TrustKeeper::pin(ManagerLink& link, const Sha256& payload_digest) {
    std::int64_t older = 0; // the next version to try, going back; 0: the newest first
    for (std::size_t tries = 0; tries < limits::trust_steps_max; ++tries) {
        Result<std::string> text =
            link.trust(older == 0 ? std::nullopt : std::optional<std::int64_t>(older));
        if (!text) {
            return tl::unexpected(text.error());
        }
        const Result<Envelope> envelope = wire::read_envelope(*text, limits::trust_bytes_max);
        if (!envelope) {
            return tl::unexpected(envelope.error());
        }
        if (sha256(envelope->payload) == payload_digest) {
            return parse_trust(std::move(*text)).and_then([this](PinnedTrust trust) {
                return keep(std::move(trust));
            });
        }
        older = (older == 0 ? version_claimed(*envelope) : older) - 1;
        if (older <= 0) {
            break;
        }
    }
    return fail(ErrorCode::digest_wrong,
                "the manager holds no trust document with the enrolment file's digest");
}

Status TrustKeeper::step(ManagerLink& link) {
    Result<std::string> text = link.trust(pinned_->document.version + 1);
    if (!text) {
        return tl::unexpected(text.error());
    }
    const Result<Envelope> envelope = wire::read_envelope(*text, limits::trust_bytes_max);
    if (!envelope) {
        return tl::unexpected(envelope.error());
    }
    Result<TrustDocument> next = wire::read_trust(envelope->payload);
    if (!next) {
        return tl::unexpected(next.error());
    }
    return check_trust_step(pinned_->document, *envelope, *next).and_then([&] {
        return keep({std::move(*next), std::move(*text)});
    });
}

Status TrustKeeper::advance(ManagerLink& link, std::int64_t version) {
    if (!pinned_) {
        return fail(ErrorCode::wrong_state, "no trust document is pinned");
    }
    for (std::size_t steps = 0; pinned_->document.version < version; ++steps) {
        if (steps == limits::trust_steps_max) {
            return fail(ErrorCode::out_of_range, "too many versions of the trust document at once");
        }
        if (Status made = step(link); !made) {
            return made;
        }
    }
    return {};
}

std::size_t TrustKeeper::catch_up(ManagerLink& link) {
    std::size_t steps = 0;
    while (pinned_ && steps < limits::trust_steps_max && step(link)) {
        ++steps;
    }
    return steps;
}

} // namespace marquee::player
