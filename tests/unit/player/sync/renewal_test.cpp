// A player and its manager stay known to each other: certificates that end, authorities and keys
// that change while the player sleeps.
#include <catch2/catch.hpp>

#include "common/certificate.hpp"
#include "schemas/wire/envelope.hpp"
#include "tests/unit/player/sync/sync_rig.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

constexpr auto day = 24h;

CertificateAuthority another_authority(const SyncRig& rig) {
    return CertificateAuthority::create("another", {rig.link.utc - day, rig.link.utc + 9'999 * day})
        .value();
}

// The manager proves itself by `authority`, as TLS would; without pinned authorities only the trust
// document is to be had.
void prove_by(SyncRig& rig, const std::string& authority) {
    rig.link.fault = [&rig, authority](const std::string& call) -> std::optional<Error> {
        const auto& believed = rig.link.identity.authorities;
        const bool unproved = believed.empty();
        const bool proved =
            std::find(believed.begin(), believed.end(), authority) != believed.end();
        return (unproved && call == "trust") || proved
                   ? std::nullopt
                   : std::optional(Error{ErrorCode::tls_refused, "not by a pinned one", {}, {}});
    };
}

// A next version that names `authorities`, where players fetch it.
void publish_trust(SyncRig& rig, std::vector<std::string> authorities) {
    rig.office.document.tls_authorities = std::move(authorities);
    const Envelope next = rig.office.next_trust();
    rig.link.trusts[rig.office.document.version] = wire::write_envelope(next);
}

bool renewed(const SyncRig& rig, const std::string& first) {
    return std::string(rig.link.known->present) != first;
}

} // namespace

TEST_CASE("a certificate is renewed in its last third, with a new key, and the new one used") {
    SyncRig rig;
    rig.publish({1, 1}, "words");
    rig.turns(2);
    const std::string first = rig.link.known->present;
    rig.link.utc += 230 * day;
    rig.turns(3);
    CHECK(rig.link.count("renew") == 0);
    rig.link.utc += 15 * day; // past two thirds of 365 days
    rig.turns(4);
    CHECK(rig.link.count("renew") == 1);
    REQUIRE(renewed(rig, first));
    CHECK(rig.link.identity.certificate_pem == rig.link.known->present);
    CHECK(read_certificate(first)->public_key_der
          != read_certificate(rig.link.known->present)->public_key_der);
    INFO("and it is who it is after the next start");
    rig.restart();
    rig.turns(2);
    CHECK(rig.link.identity.certificate_pem == rig.link.known->present);
    CHECK(rig.link.count("enrol") == 1);
}

TEST_CASE("a device whose certificate ended while it slept proves its key and goes on") {
    SyncRig rig;
    rig.publish({1, 1}, "words");
    rig.turns(2);
    const std::string first = rig.link.known->present;
    rig.link.utc += 400 * day; // the device's own clock does not know
    rig.restart();
    rig.turns(3);
    CHECK(renewed(rig, first));
    CHECK(rig.link.identity.certificate_pem == rig.link.known->present);
}

TEST_CASE("a renewal whose answer is lost is asked for again with the same key") {
    SyncRig rig;
    rig.publish({1, 1}, "words");
    rig.turns(2);
    const std::string first = rig.link.known->present;
    rig.link.utc += 300 * day;
    rig.turns(1);
    rig.link.fault = [](const std::string& call) {
        return call == "renew" ? std::optional(Error{ErrorCode::unreachable, "cut", {}, {}})
                               : std::nullopt;
    };
    rig.turns(2);
    const auto key = StateStore(rig.running->state).next_identity();
    REQUIRE(key);
    CHECK(key->certificate_pem.empty());
    CHECK_FALSE(renewed(rig, first));
    rig.link.fault = nullptr;
    rig.clock.advance(2h);
    rig.turns(3);
    REQUIRE(renewed(rig, first));
    CHECK(read_certificate(rig.link.known->present)->public_key_der == key->key.public_key_der());
}

TEST_CASE("a next certificate that the manager does not know costs nothing but a contact") {
    SyncRig rig;
    rig.publish({1, 1}, "words");
    rig.turns(2);
    const std::string first = rig.link.known->present;
    rig.link.utc += 300 * day;
    rig.turns(1);
    rig.running->session.wake();
    rig.link.fault = [&rig](const std::string& call) -> std::optional<Error> {
        if (call == "contact" && rig.link.known->next[0] != 0) {
            rig.link.known->next[0] = 'x'; // the answer to another try was the last one it made
        }
        return std::nullopt;
    };
    rig.turns(2);
    rig.link.fault = nullptr;
    CHECK(std::string(rig.link.known->present) == first);
    CHECK(rig.link.identity.certificate_pem == first);
    CHECK_FALSE(StateStore(rig.running->state).next_identity());
    rig.clock.advance(2h);
    rig.turns(3);
    CHECK(renewed(rig, first));
}

TEST_CASE("a player that slept through a change of authority steps forward without a visit") {
    SyncRig rig;
    rig.publish({1, 1}, "words");
    rig.turns(2);
    const CertificateAuthority another = another_authority(rig);
    const std::string old = rig.office.document.tls_authorities.front();
    publish_trust(rig, {old, another.certificate_pem()});
    publish_trust(rig, {another.certificate_pem()});
    prove_by(rig, another.certificate_pem());
    std::vector<LinkIdentity> unproved;
    const auto proof = rig.link.fault;
    rig.link.fault = [&](const std::string& call) {
        if (rig.link.identity.authorities.empty()) {
            unproved.push_back(rig.link.identity);
        }
        return proof(call);
    };
    rig.restart();
    rig.turns(2);
    CHECK(rig.last_heartbeat().name == "main");
    CHECK(rig.link.identity.authorities == std::vector<std::string>{another.certificate_pem()});
    CHECK(rig.link.heartbeats.back().trust_version == rig.office.document.version);
    INFO("nothing of its own was said on the connection that proved nothing");
    REQUIRE_FALSE(unproved.empty());
    for (const LinkIdentity& identity : unproved) {
        CHECK(identity == LinkIdentity{});
    }
}

TEST_CASE("a stranger with an authority of his own leads nobody anywhere") {
    SyncRig rig;
    rig.publish({1, 1}, "words");
    rig.turns(2);
    const std::string pinned = rig.office.document.tls_authorities.front();
    const CertificateAuthority strange = another_authority(rig);
    TrustDocument forged = rig.office.document;
    forged.version += 1;
    forged.tls_authorities = {strange.certificate_pem()};
    SigningOffice stranger;
    forged.keys.front() = trusted_key(stranger.root, {KeyRole::root});
    stranger.document = forged;
    rig.link.trusts[forged.version] = wire::write_envelope(stranger.trust());
    prove_by(rig, strange.certificate_pem());
    const std::size_t heard = rig.link.heartbeats.size();
    rig.restart();
    rig.turns(3);
    CHECK(rig.link.identity.authorities != std::vector<std::string>{strange.certificate_pem()});
    CHECK(StateStore(rig.running->state).trust()->document.version == forged.version - 1);
    INFO("its heartbeats never reached him: TLS refused before");
    for (std::size_t i = heard; i < rig.link.heartbeats.size(); ++i) {
        CHECK(rig.link.heartbeats[i].trust_version == forged.version - 1);
    }
    CHECK(rig.active() == "1.1");
}

TEST_CASE("keys that sign manifests, and the root itself, change while a player sleeps") {
    SyncRig rig;
    rig.publish({1, 1}, "before");
    rig.turns(2);
    rig.office.manifest_key = PrivateKey::generate(SignatureSuite::ecdsa_p256_sha256).value();
    for (TrustedKey& key : rig.office.document.keys) {
        const bool signs =
            std::find(key.roles.begin(), key.roles.end(), KeyRole::manifest) != key.roles.end();
        key = signs ? trusted_key(rig.office.manifest_key, key.roles) : key;
    }
    publish_trust(rig, rig.office.document.tls_authorities);
    // The new root signs beside the old one, as the step from one to the other must be.
    const PrivateKey root = PrivateKey::generate(SignatureSuite::ecdsa_p256_sha256).value();
    for (TrustedKey& key : rig.office.document.keys) {
        const bool is_root =
            std::find(key.roles.begin(), key.roles.end(), KeyRole::root) != key.roles.end();
        key = is_root ? trusted_key(root, key.roles) : key;
    }
    Envelope step = rig.office.next_trust();
    REQUIRE(add_signature(step, root));
    rig.link.trusts[rig.office.document.version] = wire::write_envelope(step);
    rig.publish({1, 2}, "after");
    rig.restart();
    rig.turns(3);
    CHECK(rig.active() == "1.2");
    CHECK(StateStore(rig.running->state).trust()->document.version == rig.office.document.version);
}
