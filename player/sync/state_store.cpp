#include "player/sync/state_store.hpp"

#include <algorithm>
#include <utility>

#include "common/certificate.hpp"
#include "common/trust_chain.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/enrolment.hpp"
#include "schemas/wire/envelope.hpp"
#include "schemas/wire/override.hpp"
#include "schemas/wire/trust.hpp"

namespace marquee::player {
namespace {

constexpr std::size_t key_bytes_max = 4 * limits::KiB;
constexpr std::size_t instant_bytes_max = 64;
constexpr std::string_view json_suffix = ".json";

std::string override_name(const OverrideId& id) {
    return "overrides/" + id.value + std::string(json_suffix);
}

Result<HeldOverride> parse_override(std::string_view text) {
    return wire::read_envelope(text, limits::override_bytes_max).and_then([](Envelope envelope) {
        return wire::read_override(envelope.payload).map([&](Override content) {
            return HeldOverride{std::move(content), std::move(envelope)};
        });
    });
}

constexpr std::string_view certificate_begins = "-----BEGIN CERTIFICATE-----";

// The certificate, where there is one, is for the key.
Result<NextIdentity> parse_identity(const std::string& text) {
    const std::size_t end = std::min(text.find(certificate_begins), text.size());
    Result<PrivateKey> key = PrivateKey::from_pem(text.substr(0, end));
    if (!key) {
        return tl::unexpected(key.error());
    }
    std::string certificate_pem = text.substr(end);
    if (!certificate_pem.empty()) {
        const Result<Certificate> certificate = read_certificate(certificate_pem);
        if (!certificate || certificate->public_key_der != key->public_key_der()) {
            return fail(ErrorCode::malformed, "the certificate is not for the key beside it");
        }
    }
    return NextIdentity{*std::move(key), std::move(certificate_pem)};
}

} // namespace

Result<PinnedTrust> parse_trust(std::string text) {
    const Result<Envelope> envelope = wire::read_envelope(text, limits::trust_bytes_max);
    if (!envelope) {
        return tl::unexpected(envelope.error());
    }
    Result<TrustDocument> document = wire::read_trust(envelope->payload);
    if (!document) {
        return tl::unexpected(document.error());
    }
    if (Status checked = check_trust(*envelope, *document); !checked) {
        return tl::unexpected(checked.error());
    }
    return PinnedTrust{std::move(*document), std::move(text)};
}

// The first of the twins that parses; a damaged one is set aside. Its next saving replaces it.
template<typename Parse>
auto StateStore::read_twin(const std::string& name, std::size_t bytes_max, Parse parse) {
    using Value = typename decltype(parse(std::string{}))::value_type;
    for (const std::string& twin : {name, name + ".copy"}) {
        std::optional<std::string> text = directory_.read(twin, bytes_max);
        if (!text) {
            continue;
        }
        auto value = parse(std::move(*text));
        if (value) {
            return std::optional<Value>(std::move(*value));
        }
        directory_.set_aside(twin, value.error());
    }
    return std::optional<Value>{};
}

Status StateStore::write_twin(const std::string& name, std::string_view bytes) {
    return directory_.write(name, bytes).and_then([&] {
        return directory_.write(name + ".copy", bytes);
    });
}

std::optional<PrivateKey> StateStore::device_key() {
    return read_twin("device.key", key_bytes_max,
                     [](const std::string& pem) { return PrivateKey::from_pem(pem); });
}

Status StateStore::save_device_key(const PrivateKey& key) {
    return write_twin("device.key", key.to_pem());
}

std::optional<NextIdentity> StateStore::next_identity() {
    return read_twin("next-identity.pem", key_bytes_max + limits::certificate_bytes_max,
                     parse_identity);
}

Status StateStore::save_next_identity(const NextIdentity& next) {
    return write_twin("next-identity.pem", next.key.to_pem() + next.certificate_pem);
}

Status StateStore::remove_next_identity() {
    return directory_.remove("next-identity.pem").and_then([&] {
        return directory_.remove("next-identity.pem.copy");
    });
}

std::optional<EnrolmentFile> StateStore::enrolment_file() {
    return read_twin("enrolment-file.json", limits::enrolment_file_bytes_max,
                     [](const std::string& text) { return wire::read_enrolment_file(text); });
}

Status StateStore::save_enrolment_file(const EnrolmentFile& file) {
    return write_twin("enrolment-file.json", wire::write_enrolment_file(file));
}

std::optional<EnrolmentAnswer> StateStore::enrolment() {
    return read_twin("enrolment.json", limits::enrolment_answer_bytes_max,
                     [](const std::string& text) { return wire::read_enrolment_answer(text); });
}

Status StateStore::forget_enrolment() {
    for (const char* name : {"enrolment.json", "enrolment.json.copy", "trust.json",
                             "trust.json.copy", "next-identity.pem", "next-identity.pem.copy"}) {
        if (Status removed = directory_.remove(name); !removed) {
            return removed;
        }
    }
    return {};
}

Status StateStore::save_enrolment(const EnrolmentAnswer& answer) {
    return write_twin("enrolment.json", wire::write_enrolment_answer(answer));
}

std::optional<PinnedTrust> StateStore::trust() {
    return read_twin("trust.json", limits::envelope_bytes_max(limits::trust_bytes_max),
                     [](std::string text) { return parse_trust(std::move(text)); });
}

Status StateStore::save_trust(const PinnedTrust& trust) {
    return write_twin("trust.json", trust.envelope);
}

std::optional<Instant> StateStore::time_floor() {
    const std::optional<std::string> text = directory_.read("time-floor", instant_bytes_max);
    if (!text) {
        return std::nullopt;
    }
    const Result<Instant> floor =
        instant_from_rfc3339(std::string_view(*text).substr(0, text->find('\n')));
    if (!floor) {
        directory_.set_aside("time-floor", floor.error());
        return std::nullopt;
    }
    return *floor;
}

Status StateStore::save_time_floor(Instant floor) {
    return directory_.write("time-floor", to_rfc3339(floor) + "\n");
}

std::vector<HeldOverride> StateStore::overrides() {
    std::vector<HeldOverride> held;
    for (const std::string& file : directory_.list("overrides")) {
        const std::string name = "overrides/" + file;
        const std::optional<std::string> text =
            directory_.read(name, limits::envelope_bytes_max(limits::override_bytes_max));
        if (!text) {
            continue;
        }
        Result<HeldOverride> parsed = parse_override(*text);
        if (parsed && name == override_name(parsed->content.id)) {
            held.push_back(std::move(*parsed));
        } else {
            directory_.set_aside(
                name,
                parsed ? Error{ErrorCode::malformed, "an override under another's name", name, {}}
                       : parsed.error());
        }
    }
    return held;
}

Status StateStore::save_override(const HeldOverride& held) {
    return directory_.write(override_name(held.content.id), wire::write_envelope(held.envelope));
}

Status StateStore::remove_override(const OverrideId& id) {
    return directory_.remove(override_name(id));
}

void StateStore::set_aside_override(const OverrideId& id, const Error& why) {
    directory_.set_aside(override_name(id), why);
}

} // namespace marquee::player
