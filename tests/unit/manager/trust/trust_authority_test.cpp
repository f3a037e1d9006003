#include "manager/trust/trust_authority.hpp"

#include <catch2/catch.hpp>

#include <fstream>

#include <sys/stat.h>

#include "common/certificate.hpp"
#include "common/durable_file.hpp"
#include "common/sha256.hpp"
#include "common/trust_chain.hpp"
#include "manager/trust/server_identity.hpp"
#include "schemas/wire/envelope.hpp"
#include "schemas/wire/manifest.hpp"
#include "schemas/wire/trust.hpp"
#include "tests/fakes/seeded_randomness.hpp"
#include "tests/fakes/temporary_directory.hpp"

using namespace marquee;
using namespace marquee::manager;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

const Instant now = *instant_from_rfc3339("2026-11-21T12:00:00Z");
const std::vector<std::string> names{"manager.example", "10.0.0.7"};

constexpr auto manifest_type = "application/vnd.marquee.manifest.v1+json";

unsigned mode_of(const fs::path& path) {
    struct stat about {};
    return ::stat(path.c_str(), &about) == 0 ? about.st_mode & 07777 : 0;
}

// An organisation in a directory of its own.
struct House {
    TemporaryDirectory directory;
    fs::path path = directory.path() / "trust";
    SeededRandomness randomness;

    TrustAuthority found() {
        auto authority = TrustAuthority::found(path, "City bureau", now, randomness);
        REQUIRE(authority);
        return std::move(*authority);
    }

    TrustAuthority load() {
        auto authority = TrustAuthority::load(path);
        if (!authority) {
            FAIL(to_string(authority.error()));
        }
        return std::move(*authority);
    }

    Error load_error() {
        const auto authority = TrustAuthority::load(path);
        REQUIRE_FALSE(authority);
        return authority.error();
    }
};

Manifest manifest_of(const TrustAuthority& authority) {
    Manifest manifest;
    manifest.organisation = authority.organisation();
    manifest.display.value = "01980000-0000-7000-8000-000000000001";
    manifest.number = {1, 1};
    manifest.issued_at = now;
    manifest.not_after = now + 24h;
    return manifest;
}

TrustVersion version(const TrustAuthority& authority, std::int64_t number) {
    const auto text = authority.envelope_text(number);
    REQUIRE(text);
    auto envelope = wire::read_envelope(*text);
    REQUIRE(envelope);
    auto document = wire::read_trust(envelope->payload);
    REQUIRE(document);
    return {std::move(*envelope), std::move(*document)};
}

// What a player does with every newer version.
bool follows(const TrustAuthority& authority, std::int64_t number) {
    const TrustVersion next = version(authority, number);
    return check_trust_step(version(authority, number - 1).document, next.envelope, next.document)
        .has_value();
}

std::size_t keys_kept(const House& house) {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(house.path / "keys"), fs::directory_iterator()));
}

} // namespace

TEST_CASE("the first start makes an organisation, its keys and version 1") {
    House house;
    CHECK_FALSE(TrustAuthority::founded(house.path));
    const auto authority = house.found();
    CHECK(TrustAuthority::founded(house.path));
    CHECK(is_uuid(authority.organisation().value));
    CHECK(authority.document().organisation_name == "City bureau");
    CHECK(authority.document().version == 1);
    CHECK(authority.document().epoch == 1);
    CHECK(authority.document().thresholds == TrustThresholds{1, 0});
    CHECK(authority.document().keys.size() == 3);
    const TrustVersion first = version(authority, 1);
    CHECK(check_trust(first.envelope, first.document));
    CHECK(authority.digest() == sha256(first.envelope.payload));
}

TEST_CASE("secrets are for their owner only") {
    House house;
    house.found();
    CHECK(mode_of(house.path) == 0700);
    CHECK(mode_of(house.path / "keys") == 0700);
    int files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(house.path)) {
        if (entry.is_regular_file()) {
            CHECK(mode_of(entry.path()) == 0600);
            ++files;
        }
    }
    CHECK(files == 6);
}

TEST_CASE("an organisation is founded once, and found again at the next start") {
    House house;
    const auto authority = house.found();
    const auto again = TrustAuthority::found(house.path, "Other", now, house.randomness);
    REQUIRE_FALSE(again);
    CHECK(again.error().code == ErrorCode::already_exists);
    CHECK(house.load().document() == authority.document());
}

TEST_CASE("a start that was killed before the document was written is made good by the next one") {
    House house;
    house.found();
    fs::remove(house.path / "trust-1.json");
    CHECK(house.load_error().code == ErrorCode::not_found);
    CHECK(house.found().document().version == 1);
}

TEST_CASE("manifests and time tokens are signed by the online key and believed") {
    House house;
    const auto authority = house.found();
    const auto sealed = authority.seal(manifest_of(authority));
    REQUIRE(sealed);
    CHECK(verify(*sealed, manifest_type, authority.document(), KeyRole::manifest, 1));
    CHECK(wire::read_manifest(sealed->payload));
    TimeToken token{authority.organisation(), "0123456789abcdef", now, 1ms};
    const auto time = authority.seal(token);
    REQUIRE(time);
    CHECK(verify(*time, "application/vnd.marquee.time.v1+json", authority.document(), KeyRole::time,
                 1));
    // The online key may only choose among approved programs: neither override nor root.
    CHECK_FALSE(verify(*sealed, manifest_type, authority.document(), KeyRole::root, 1));
    CHECK_FALSE(verify(*sealed, manifest_type, authority.document(), KeyRole::withdraw, 1));
}

TEST_CASE("overrides are signed by the duty key") {
    House house;
    const auto authority = house.found();
    Override black;
    black.organisation = authority.organisation();
    black.id.value = "01980000-0000-7000-8000-000000000002";
    black.serial = 1;
    black.issued_at = now;
    black.not_after = now + 1h;
    black.action = Black{};
    const auto sealed = authority.seal(black);
    REQUIRE(sealed);
    constexpr auto type = "application/vnd.marquee.override.v1+json";
    CHECK(verify(*sealed, type, authority.document(), KeyRole::withdraw, 1));
    CHECK(verify(*sealed, type, authority.document(), KeyRole::notice, 1));
    CHECK_FALSE(verify(*sealed, type, authority.document(), KeyRole::manifest, 1));
}

TEST_CASE("a program carries no signature of the manager") {
    House house;
    const auto authority = house.found();
    Program program;
    program.organisation = authority.organisation();
    const auto sealed = authority.seal(program);
    REQUIRE(sealed);
    CHECK(sealed->signatures.empty());
    constexpr auto type = "application/vnd.marquee.program.v1+json";
    CHECK(verify(*sealed, type, authority.document(), KeyRole::approve, 0));
    CHECK_FALSE(verify(*sealed, type, authority.document(), KeyRole::approve, 1));
}

TEST_CASE("another organisation's document is not signed") {
    House house;
    const auto authority = house.found();
    Manifest manifest = manifest_of(authority);
    manifest.organisation.value = "01980000-0000-7000-8000-00000000000f";
    const auto sealed = authority.seal(manifest);
    REQUIRE_FALSE(sealed);
    CHECK(sealed.error().code == ErrorCode::foreign_organisation);
}

TEST_CASE("players and the manager are vouched for by the authority of the document") {
    House house;
    const auto authority = house.found();
    const auto device = PrivateKey::generate(SignatureSuite::ecdsa_p256_sha256);
    const auto request = make_certificate_request(*device, "device");
    const PlayerId player{"01980000-0000-7000-8000-000000000003"};
    const auto issued = authority.issue_player(*request, player, now);
    REQUIRE(issued);
    CHECK(read_certificate(*issued)->common_name == player.value);
    CHECK(verify_certificate(*issued, authority.authorities(), CertificatePurpose::client,
                             now + 24h * 300));
    const auto identity = server_identity(house.path, authority, names, now);
    REQUIRE(identity);
    CHECK(verify_certificate(identity->chain_pem, authority.authorities(),
                             CertificatePurpose::server, now));
    CHECK(mode_of(house.path / "server.pem") == 0600);
}

TEST_CASE("the server's certificate is kept until it ends, its names change or it is damaged") {
    House house;
    const auto authority = house.found();
    const auto first = server_identity(house.path, authority, names, now);
    REQUIRE(first);
    CHECK(server_identity(house.path, authority, names, now + 24h * 300) == *first);
    const auto renewed = server_identity(house.path, authority, names, now + 24h * 340);
    CHECK(renewed != *first);
    CHECK(server_identity(house.path, authority, names, now + 24h * 341) == renewed);
    const std::vector<std::string> other{"other.example"};
    const auto renamed = server_identity(house.path, authority, other, now + 24h * 341);
    REQUIRE(renamed);
    CHECK(read_certificate(renamed->chain_pem)->names == other);
    std::ofstream(house.path / "server.pem") << "garbage";
    CHECK(server_identity(house.path, authority, other, now));
    CHECK_FALSE(server_identity(house.path, authority, std::vector<std::string>{"a b"}, now));
}

TEST_CASE("an identity that is given is refused when it has ended or is none") {
    House house;
    const auto authority = house.found();
    const auto own = server_identity(house.path, authority, names, now);
    REQUIRE(own);
    const auto chain = house.path / "staff.pem";
    const auto key = house.path / "staff.key";
    CHECK(given_identity(chain, key, now).error().code == ErrorCode::not_found);
    std::ofstream(chain) << own->chain_pem;
    CHECK(given_identity(chain, key, now).error().code == ErrorCode::not_found);
    std::ofstream(key) << own->key_pem;
    CHECK(given_identity(chain, key, now) == *own);
    CHECK(given_identity(chain, key, now + server_validity).error().code == ErrorCode::expired);
    CHECK(given_identity(chain, key, now - 24h * 365).error().code == ErrorCode::not_yet_valid);
    CHECK(given_identity(key, key, now).error().code == ErrorCode::malformed);
}

TEST_CASE("a new TLS authority is known before anybody depends on it") {
    House house;
    auto authority = house.found();
    const std::string old_authority = authority.authorities().front();
    REQUIRE(authority.add_tls_authority(now + 24h));
    CHECK(follows(authority, 2));
    REQUIRE(authority.authorities().size() == 2);
    // A player that still holds version 1 can connect.
    const auto identity = server_identity(house.path, authority, names, now + 24h);
    REQUIRE(identity);
    CHECK(verify_certificate(identity->chain_pem, std::span(&old_authority, 1),
                             CertificatePurpose::server, now + 24h));
    // New players get theirs from the new authority.
    const auto device = PrivateKey::generate(SignatureSuite::ecdsa_p256_sha256);
    const auto issued =
        authority.issue_player(*make_certificate_request(*device, "d"), PlayerId{"p"}, now + 24h);
    CHECK(verify_certificate(*issued, std::span(&authority.authorities().back(), 1),
                             CertificatePurpose::client, now + 24h));

    REQUIRE(authority.retire_tls_authority(now + 48h));
    CHECK(follows(authority, 3));
    CHECK(authority.authorities().size() == 1);
    CHECK(authority.authorities().front() != old_authority);
    // A player that got its certificate before keeps being recognised.
    CHECK(authority.player_authorities()
          == std::vector<std::string>{old_authority, authority.authorities().front()});
    CHECK(house.load().player_authorities() == authority.player_authorities());
    const auto renewed = server_identity(house.path, authority, names, now + 48h);
    CHECK(renewed != identity);
    CHECK(verify_certificate(renewed->chain_pem, authority.authorities(),
                             CertificatePurpose::server, now + 48h));
    const Status last = authority.retire_tls_authority(now + 48h);
    REQUIRE_FALSE(last);
    CHECK(last.error().code == ErrorCode::wrong_state);
    CHECK(house.load().document() == authority.document());
}

TEST_CASE("a new online key signs at once, and the old one is believed until it is retired") {
    House house;
    auto authority = house.found();
    const auto before = authority.seal(manifest_of(authority));
    REQUIRE(authority.add_online_key(now));
    CHECK(follows(authority, 2));
    const auto after = authority.seal(manifest_of(authority));
    REQUIRE(after);
    CHECK(after->signatures[0].key != before->signatures[0].key);
    const auto believed = [&](const Envelope& envelope) {
        return verify(envelope, manifest_type, authority.document(), KeyRole::manifest, 1)
            .has_value();
    };
    CHECK(believed(*before));
    CHECK(believed(*after));
    REQUIRE(authority.retire_online_keys(now));
    CHECK(follows(authority, 3));
    CHECK_FALSE(believed(*before));
    CHECK(believed(*after));
    CHECK(keys_kept(house) == 3);
    CHECK_FALSE(authority.retire_online_keys(now));
    CHECK(house.load().seal(manifest_of(authority))->signatures[0].key == after->signatures[0].key);
}

TEST_CASE("a new root is vouched for by the old one and takes its place") {
    House house;
    auto authority = house.found();
    REQUIRE(authority.replace_root(now));
    CHECK(follows(authority, 2));
    CHECK(version(authority, 2).envelope.signatures.size() == 2);
    CHECK(keys_kept(house) == 3);
    REQUIRE(authority.raise_epoch(now));
    CHECK(follows(authority, 3));
    CHECK(authority.document().epoch == 2);
    // Version 3 is no step from version 1, whose root no longer signs.
    const TrustVersion third = version(authority, 3);
    CHECK_FALSE(check_trust_step(version(authority, 1).document, third.envelope, third.document));
    CHECK(house.load().document() == authority.document());
}

TEST_CASE("without the root key all goes on but new versions") {
    House house;
    const KeyId root = house.found().document().keys.front().id;
    fs::remove(house.path / "keys" / (root + ".pem"));
    auto authority = house.load();
    CHECK(authority.seal(manifest_of(authority)));
    const Status raised = authority.raise_epoch(now);
    REQUIRE_FALSE(raised);
    CHECK(raised.error().code == ErrorCode::key_unknown);
    CHECK(authority.document().version == 1);
    CHECK_FALSE(authority.replace_root(now));
}

TEST_CASE("approvers are listed before approvals are asked for") {
    House house;
    auto authority = house.found();
    CHECK_FALSE(authority.require_approvals(1, now));
    const auto person = PrivateKey::generate(SignatureSuite::ed25519);
    REQUIRE(authority.list_key(trusted_key(*person, {KeyRole::approve}), now));
    REQUIRE(authority.require_approvals(1, now));
    CHECK(authority.document().version == 3);
    Program program;
    program.organisation = authority.organisation();
    auto sealed = authority.seal(program);
    REQUIRE(add_signature(*sealed, *person));
    CHECK(verify(*sealed, "application/vnd.marquee.program.v1+json", authority.document(),
                 KeyRole::approve, 1));
    CHECK_FALSE(authority.list_key(trusted_key(*person, {KeyRole::approve}), now)); // twice
    REQUIRE(authority.unlist_key(person->id(), now));
    CHECK_FALSE(authority.unlist_key(person->id(), now));
}

TEST_CASE("the only root or online key cannot be taken off the list") {
    House house;
    auto authority = house.found();
    const auto keys = authority.document().keys;
    CHECK_FALSE(authority.unlist_key(keys[0].id, now));
    CHECK_FALSE(authority.unlist_key(keys[1].id, now));
    CHECK(authority.document().version == 1);
    CHECK(house.load().document().version == 1);
}

TEST_CASE("damage is told by the file it is in") {
    House house;
    auto authority = house.found();
    REQUIRE(authority.raise_epoch(now));
    REQUIRE(authority.raise_epoch(now));
    const fs::path second = house.path / "trust-2.json";
    const std::string good = *read_whole(second, 1'000'000);

    SECTION("a version is missing in the middle") {
        fs::remove(second);
        const Error error = house.load_error();
        CHECK(error.code == ErrorCode::not_found);
        CHECK(error.where == second.string());
    }
    SECTION("a version is not JSON") {
        std::ofstream(second) << "{";
        CHECK(house.load_error().code == ErrorCode::malformed);
        CHECK(house.load_error().where == second.string());
    }
    SECTION("a version was changed after it was signed") {
        TrustVersion changed = version(authority, 2);
        changed.document.organisation_name = "Somebody else";
        changed.envelope.payload = wire::write_trust(changed.document);
        std::ofstream(second) << wire::write_envelope(changed.envelope);
        CHECK(house.load_error().code == ErrorCode::signature_wrong);
        CHECK(house.load_error().where == second.string());
    }
    SECTION("a version stands in another's place") {
        fs::copy_file(house.path / "trust-3.json", second, fs::copy_options::overwrite_existing);
        CHECK(house.load_error().code == ErrorCode::stale_generation);
    }
    SECTION("the online key can be read by others") {
        const fs::path key = house.path / "keys" / (authority.document().keys[1].id + ".pem");
        fs::permissions(key, fs::perms::group_read, fs::perm_options::add);
        CHECK(house.load_error().code == ErrorCode::not_allowed);
        CHECK(house.load_error().where == key.string());
    }
    SECTION("the online key is gone") {
        fs::remove(house.path / "keys" / (authority.document().keys[1].id + ".pem"));
        CHECK(house.load_error().code == ErrorCode::not_found);
    }
    SECTION("a key's file holds another key") {
        const auto file = [&](std::size_t i) {
            return house.path / "keys" / (authority.document().keys[i].id + ".pem");
        };
        fs::copy_file(file(2), file(1), fs::copy_options::overwrite_existing);
        CHECK(house.load_error().code == ErrorCode::digest_wrong);
    }
    SECTION("the authority's key is gone") {
        fs::remove_all(house.path / "authorities");
        CHECK(house.load_error().code == ErrorCode::not_found);
    }
}
