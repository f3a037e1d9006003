// What a player remembers between starts, as values: who it is, whom it trusts, how late it is at
// least, and which overrides it has seen. Manifests are in manifest_slots.hpp, blobs in
// disk_asset_store.hpp.
//
//   device.key             PKCS #8 PEM
//   next-identity.pem      the key after that, and its certificate once the manager gave one
//   enrolment-file.json    while enrolment is under way, and after
//   enrolment.json         the manager's answer: ids, certificate, displays with their units
//   trust.json             envelope of the pinned trust document
//   time-floor             one RFC 3339 line
//   overrides/ID.json      envelope of the highest serial seen of each override
//
// Each of the first five has a twin, NAME.copy, because losing one would mean a visit.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/signature.hpp"
#include "player/sync/state_directory.hpp"
#include "schemas/model/enrolment.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/override.hpp"
#include "schemas/model/trust.hpp"

namespace marquee::player {

struct PinnedTrust {
    TrustDocument document;
    std::string envelope; // JSON, as received

    friend bool operator==(const PinnedTrust&, const PinnedTrust&) = default;
};

// A key and the certificate for it, in one file, so that neither is ever there without the other.
struct NextIdentity {
    PrivateKey key;
    std::string certificate_pem; // with its authority; empty: asked for, not yet there
};

// An override and the envelope it came in.
struct HeldOverride {
    Override content;
    Envelope envelope;

    friend bool operator==(const HeldOverride&, const HeldOverride&) = default;
};

// Reading answers nullopt for what is not there and for what is damaged; the damaged file is set
// aside. Saving fails as write_durably does. Owned by the sync thread.
class StateStore {
public:
    explicit StateStore(StateDirectory& directory) : directory_(directory) {}

    std::optional<PrivateKey> device_key();
    Status save_device_key(const PrivateKey& key);

    std::optional<NextIdentity> next_identity();
    Status save_next_identity(const NextIdentity& next);
    Status remove_next_identity();

    std::optional<EnrolmentFile> enrolment_file();
    Status save_enrolment_file(const EnrolmentFile& file);

    std::optional<EnrolmentAnswer> enrolment();
    Status save_enrolment(const EnrolmentAnswer& answer);

    // Before another organisation: forgets the answer, the trust document and the next pair, keeps
    // the key.
    Status forget_enrolment();

    // Signed by enough of its own roots, or it counts as damaged.
    std::optional<PinnedTrust> trust();
    Status save_trust(const PinnedTrust& trust);

    std::optional<Instant> time_floor();
    Status save_time_floor(Instant floor);

    // Well-formed ones; whether they are signed by whom they must be is the caller's to check.
    std::vector<HeldOverride> overrides();
    Status save_override(const HeldOverride& held);
    Status remove_override(const OverrideId& id);
    void set_aside_override(const OverrideId& id, const Error& why);

private:
    template<typename Parse>
    auto read_twin(const std::string& name, std::size_t bytes_max, Parse parse);
    Status write_twin(const std::string& name, std::string_view bytes);

    StateDirectory& directory_;
};

// Envelope and document of a trust document's JSON text, signed by enough of its own roots.
Result<PinnedTrust> parse_trust(std::string envelope);

} // namespace marquee::player
