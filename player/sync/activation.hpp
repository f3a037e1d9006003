// How a manifest becomes what a display shows.
//
// A candidate is verified, then everything it names is fetched and verified, then it is written
// into the slot that is not current, and then the pointer flips. Nothing before the flip can be
// seen by the display, so a power cut at any moment leaves the old manifest or the new one, whole.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "player/sync/active_manifest.hpp"
#include "player/sync/manifest_slots.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/manifest.hpp"
#include "schemas/model/trust.hpp"

namespace marquee::player {

// One display. Owned by the sync thread; blocks on the disk.
class Activation {
public:
    // Loads what the pointer points at or, when that is damaged, the other slot. Without a pointer
    // the newer of the two.
    Activation(StateDirectory& directory, DiskAssetStore& store, const DisplayId& display,
               const TrustDocument& trust);

    // Null: the display never had a manifest, or lost it.
    const ActiveManifestPtr& active() const { return active_; }

    // 0.0 without one.
    ManifestNumber number() const;

    // The candidate under way, if there is one.
    std::optional<ManifestNumber> candidate() const;

    // Takes an envelope from the manager as the candidate, in place of an earlier one. `proven`: an
    // instant that has certainly passed. Refusals, which leave everything as it was: those of
    // common/signature, foreign_organisation, foreign_display, stale_generation, expired.
    Status consider(std::string envelope, const TrustDocument& trust, Instant proven);

    // What the candidate lacks; ask again when that is here, because programs name assets. Refuses
    // the candidate, and drops it, when a program is not what it must be.
    Result<std::vector<BlobRef>> missing(const TrustDocument& trust);

    // Makes the candidate current. wrong_state: there is none, or something is missing.
    // digest_wrong: a stored blob turned out damaged, so something is missing now.
    Status activate(const TrustDocument& trust);

    // What the active manifest lost since, by damage.
    std::vector<BlobRef> lost() const;

    // Adds every blob that the two slots and the candidate name.
    void add_needed(std::unordered_set<Sha256>& needed) const;

private:
    struct Candidate {
        std::string envelope;
        ActiveManifest content; // grows as programs arrive
    };

    Result<ActiveManifestPtr> load(ManifestSlot slot, const TrustDocument& trust);
    void load_newest(const TrustDocument& trust);
    void adopt(ManifestSlot slot, ActiveManifestPtr active);
    std::vector<BlobRef>& blobs_in(ManifestSlot slot);

    DiskAssetStore& store_;
    DisplayId display_;
    ManifestSlots slots_;
    std::optional<ManifestSlot> current_;
    ActiveManifestPtr active_;
    std::optional<Candidate> candidate_;
    std::array<std::vector<BlobRef>, 2> slot_blobs_; // indexed by ManifestSlot
};

} // namespace marquee::player
