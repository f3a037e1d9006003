#include "tests/fakes/signing_office.hpp"

#include "common/sha256.hpp"
#include "schemas/wire/contact.hpp"
#include "schemas/wire/envelope.hpp"
#include "schemas/wire/format.hpp"
#include "schemas/wire/manifest.hpp"
#include "schemas/wire/override.hpp"
#include "schemas/wire/program.hpp"
#include "schemas/wire/trust.hpp"

namespace marquee {
namespace {

const Instant early = instant_from_rfc3339("2020-01-01T00:00:00Z").value();
const Instant late = instant_from_rfc3339("2040-01-01T00:00:00Z").value();

PrivateKey key() {
    return PrivateKey::generate(SignatureSuite::ecdsa_p256_sha256).value();
}

Envelope sealed(const wire::Format& format, std::string payload,
                const std::vector<const PrivateKey*>& keys) {
    return seal(wire::payload_type(format), std::move(payload), keys).value();
}

} // namespace

std::string sample_id(int number) {
    const std::string digits = std::to_string(number);
    return "01930000-0000-7000-8000-" + std::string(12 - digits.size(), '0') + digits;
}

SigningOffice::SigningOffice()
    : root(key()),
      manifest_key(key()),
      time_key(key()),
      withdraw_key(key()),
      notice_key(key()),
      approver(key()),
      authority(CertificateAuthority::create("test authority", {early, late}).value()) {
    document.organisation = {sample_id(1)};
    document.organisation_name = "Test City";
    document.issued_at = early;
    document.keys = {
        trusted_key(root, {KeyRole::root}),         trusted_key(manifest_key, {KeyRole::manifest}),
        trusted_key(time_key, {KeyRole::time}),     trusted_key(withdraw_key, {KeyRole::withdraw}),
        trusted_key(notice_key, {KeyRole::notice}), trusted_key(approver, {KeyRole::approve}),
    };
    document.tls_authorities = {authority.certificate_pem()};
}

Envelope SigningOffice::trust() const {
    return sealed(wire::formats::trust, wire::write_trust(document), {&root});
}

Envelope SigningOffice::next_trust() {
    ++document.version;
    return trust();
}

Envelope SigningOffice::manifest(const Manifest& content) const {
    return sealed(wire::formats::manifest, wire::write_manifest(content), {&manifest_key});
}

Envelope SigningOffice::time_token(const std::string& nonce, Instant utc) const {
    return sealed(wire::formats::time,
                  wire::write_time_token({document.organisation, nonce, utc, Milliseconds(5)}),
                  {&time_key});
}

Envelope SigningOffice::screen_override(const Override& content, const PrivateKey& by) const {
    return sealed(wire::formats::screen_override, wire::write_override(content), {&by});
}

SignedProgram SigningOffice::program(const Program& content,
                                     const std::vector<const PrivateKey*>& by) const {
    const Envelope envelope = sealed(wire::formats::program, wire::write_program(content), by);
    SignedProgram result;
    result.text = wire::write_envelope(envelope);
    result.ref.id = content.id;
    result.ref.revision = content.revision;
    result.ref.payload_sha256 = sha256(envelope.payload);
    result.ref.envelope_sha256 = sha256(result.text);
    result.ref.envelope_size_bytes = result.text.size();
    result.ref.cycle = Milliseconds(10'000);
    return result;
}

Manifest SigningOffice::manifest_of(const DisplayId& display, ManifestNumber number,
                                    const std::vector<SignedProgram>& programs) const {
    Manifest manifest;
    manifest.organisation = document.organisation;
    manifest.display = display;
    manifest.number = number;
    manifest.issued_at = early;
    manifest.not_after = late;
    int serial = 500;
    for (const SignedProgram& each : programs) {
        manifest.programs.push_back(each.ref);
        Schedule schedule;
        schedule.id = {sample_id(++serial)};
        schedule.name = "always";
        schedule.program = each.ref.id;
        schedule.any_time = true;
        manifest.schedules.push_back(schedule);
    }
    return manifest;
}

Program SigningOffice::program_of(const std::string& id, const std::string& text,
                                  const std::vector<AssetRef>& posters) const {
    Program program;
    program.organisation = document.organisation;
    program.id = {id};
    program.name = text;
    program.unit = {sample_id(2)};
    program.not_before = early;
    program.not_after = late;
    program.layout.canvas = {640, 64};
    Zone zone;
    zone.name = "whole";
    zone.rect = {0, 0, 640, 64};
    PlaylistItem item;
    item.id = {sample_id(900)};
    item.name = text;
    item.content = Slogan{text, "zh-Hans", {}};
    zone.playlist.items.push_back(item);
    int serial = 900;
    for (const AssetRef& asset : posters) {
        item.id = {sample_id(++serial)};
        item.content = Poster{asset, Fit::contain, {}};
        zone.playlist.items.push_back(item);
    }
    program.layout.zones.push_back(zone);
    return program;
}

} // namespace marquee
