// The verbs that make a new version of the trust document.
#include <algorithm>
#include <array>

#include "common/trust_chain.hpp"
#include "manager/trust/first_trust.hpp"
#include "manager/trust/trust_authority.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

constexpr SignatureSuite suite = SignatureSuite::ecdsa_p256_sha256;

bool has_role(const TrustedKey& key, KeyRole role) {
    return std::find(key.roles.begin(), key.roles.end(), role) != key.roles.end();
}

// Takes every key of the role but `kept` off the list; their ids.
std::vector<KeyId> take_off(TrustDocument& document, KeyRole role, const KeyId& kept) {
    std::vector<KeyId> gone;
    std::erase_if(document.keys, [&](const TrustedKey& key) {
        if (key.id == kept || !has_role(key, role)) {
            return false;
        }
        gone.push_back(key.id);
        return true;
    });
    return gone;
}

Status remove_keys(const TrustFiles& files, const std::vector<KeyId>& ids) {
    for (const KeyId& id : ids) {
        if (const Status removed = files.remove_key(id); !removed) {
            return removed;
        }
    }
    return {};
}

} // namespace

Status TrustAuthority::publish(TrustDocument next, Instant now, const PrivateKey* new_root) {
    if (!keys_.root) {
        return fail(ErrorCode::key_unknown, "the root key is not kept here; bring it back first",
                    (files_.directory() / "keys").string());
    }
    next.version = document().version + 1;
    next.issued_at = now;
    const std::array<const PrivateKey*, 2> signers{&*keys_.root, new_root};
    auto version = sign_trust(std::move(next), std::span(signers).first(new_root ? 2 : 1));
    if (!version) {
        return tl::unexpected(version.error());
    }
    if (const Status good = check_trust_step(document(), version->envelope, version->document);
        !good) {
        return good;
    }
    auto keys = read_keys(files_, version->document);
    if (!keys) {
        return tl::unexpected(keys.error());
    }
    if (const Status written = files_.write_version(*version); !written) {
        return written;
    }
    versions_.push_back(std::move(*version));
    keys_ = std::move(*keys);
    return {};
}

Status TrustAuthority::add_tls_authority(Instant now) {
    const auto tls = make_tls_authority(organisation(), now);
    if (!tls) {
        return tl::unexpected(tls.error());
    }
    TrustDocument next = document();
    if (next.tls_authorities.size() >= limits::tls_authorities_max) {
        return fail(ErrorCode::too_large, "retire a TLS authority first", "/tls_authorities");
    }
    next.tls_authorities.push_back(tls->certificate_pem());
    if (const Status written = files_.write_authority(*tls); !written) {
        return written;
    }
    return publish(std::move(next), now);
}

Status TrustAuthority::retire_tls_authority(Instant now) {
    TrustDocument next = document();
    if (next.tls_authorities.size() < 2) {
        return fail(ErrorCode::wrong_state, "the only TLS authority cannot be retired",
                    "/tls_authorities");
    }
    next.tls_authorities.erase(next.tls_authorities.begin());
    return publish(std::move(next), now);
}

Status TrustAuthority::add_online_key(Instant now) {
    const auto key = PrivateKey::generate(suite);
    if (!key) {
        return tl::unexpected(key.error());
    }
    TrustDocument next = document();
    next.keys.push_back(trusted_key(*key, {KeyRole::manifest, KeyRole::time}));
    if (const Status written = files_.write_key(*key); !written) {
        return written;
    }
    return publish(std::move(next), now);
}

Status TrustAuthority::retire_online_keys(Instant now) {
    TrustDocument next = document();
    const std::vector<KeyId> gone = take_off(next, KeyRole::manifest, keys_.online.id());
    if (gone.empty()) {
        return fail(ErrorCode::wrong_state, "the only online key cannot be retired", "/keys");
    }
    if (const Status published = publish(std::move(next), now); !published) {
        return published;
    }
    return remove_keys(files_, gone);
}

Status TrustAuthority::replace_root(Instant now) {
    const auto key = PrivateKey::generate(suite);
    if (!key) {
        return tl::unexpected(key.error());
    }
    TrustDocument next = document();
    const std::vector<KeyId> gone = take_off(next, KeyRole::root, key->id());
    next.keys.push_back(trusted_key(*key, {KeyRole::root}));
    if (const Status written = files_.write_key(*key); !written) {
        return written;
    }
    if (const Status published = publish(std::move(next), now, &*key); !published) {
        return published;
    }
    return remove_keys(files_, gone);
}

Status TrustAuthority::raise_epoch(Instant now) {
    return raise_epoch_by(1, now);
}

Status TrustAuthority::raise_epoch_by(std::int64_t steps, Instant now) {
    TrustDocument next = document();
    next.epoch += std::max<std::int64_t>(steps, 1);
    return publish(std::move(next), now);
}

Status TrustAuthority::list_key(TrustedKey key, Instant now) {
    TrustDocument next = document();
    next.keys.push_back(std::move(key));
    return publish(std::move(next), now);
}

Status TrustAuthority::unlist_key(const KeyId& id, Instant now) {
    TrustDocument next = document();
    if (std::erase_if(next.keys, [&](const TrustedKey& key) { return key.id == id; }) == 0) {
        return fail(ErrorCode::not_found, "the trust document does not list key " + id, "/keys");
    }
    return publish(std::move(next), now);
}

Status TrustAuthority::require_approvals(std::int32_t approvals, Instant now) {
    TrustDocument next = document();
    next.thresholds.approve = approvals;
    const auto approvers =
        std::count_if(next.keys.begin(), next.keys.end(),
                      [](const TrustedKey& key) { return has_role(key, KeyRole::approve); });
    if (approvals > approvers) {
        return fail(ErrorCode::out_of_range,
                    "there are " + std::to_string(approvers) + " approvers' keys",
                    "/thresholds/approve");
    }
    return publish(std::move(next), now);
}

} // namespace marquee::manager
