#include "player/sync/activation.hpp"

#include <algorithm>
#include <utility>

#include "common/signature.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/rules/acceptance.hpp"
#include "schemas/rules/validate.hpp"
#include "schemas/wire/envelope.hpp"
#include "schemas/wire/format.hpp"
#include "schemas/wire/manifest.hpp"

namespace marquee::player {
namespace {

// Signed by the manager's online key, and made for this display of this organisation.
Result<Manifest> verified_manifest(const std::string& text, const TrustDocument& trust,
                                   const DisplayId& display) {
    const Result<Envelope> envelope = wire::read_envelope(text, limits::manifest_bytes_max);
    if (!envelope) {
        return tl::unexpected(envelope.error());
    }
    Status signed_by_manager =
        verify(*envelope, wire::payload_type(wire::formats::manifest), trust, KeyRole::manifest, 1);
    if (!signed_by_manager) {
        return tl::unexpected(signed_by_manager.error());
    }
    Result<Manifest> manifest = wire::read_manifest(envelope->payload);
    if (!manifest) {
        return manifest;
    }
    if (Status sound = rules::as_status(rules::validate(*manifest)); !sound) {
        return tl::unexpected(sound.error());
    }
    if (Status ours = rules::accept_held_manifest(*manifest, trust, display); !ours) {
        return tl::unexpected(ours.error());
    }
    return manifest;
}

} // namespace

Activation::Activation(StateDirectory& directory, DiskAssetStore& store, const DisplayId& display,
                       const TrustDocument& trust)
    : store_(store), display_(display), slots_(directory, display) {
    const std::optional<ManifestSlot> pointer = slots_.pointer();
    if (!pointer) {
        load_newest(trust);
        return;
    }
    if (Result<ActiveManifestPtr> active = load(*pointer, trust)) {
        adopt(*pointer, std::move(*active));
        // The other one is loaded too, for the blobs it keeps from being removed.
        if (Result<ActiveManifestPtr> before = load(other(*pointer), trust)) {
            blobs_in(other(*pointer)) = blobs_of(**before);
        }
        return;
    }
    load_newest(trust);
}

void Activation::load_newest(const TrustDocument& trust) {
    for (const ManifestSlot slot : {ManifestSlot::a, ManifestSlot::b}) {
        Result<ActiveManifestPtr> found = load(slot, trust);
        if (!found) {
            continue;
        }
        blobs_in(slot) = blobs_of(**found);
        if (number() < (*found)->manifest.number) {
            adopt(slot, std::move(*found));
        }
    }
    if (current_) {
        // When this fails, the same slot is found again at the next start.
        (void)slots_.point_at(*current_);
    }
}

Result<ActiveManifestPtr> Activation::load(ManifestSlot slot, const TrustDocument& trust) {
    const std::optional<std::string> text = slots_.read(slot);
    if (!text) {
        return fail(ErrorCode::not_found, "the slot is empty");
    }
    Result<Manifest> manifest = verified_manifest(*text, trust, display_);
    if (!manifest) {
        slots_.set_aside(slot, manifest.error());
        return tl::unexpected(manifest.error());
    }
    auto active = std::make_shared<ActiveManifest>();
    active->manifest = std::move(*manifest);
    for (const ProgramRef& ref : active->manifest.programs) {
        auto program = load_program(store_, active->manifest, ref, trust);
        if (!program) { // the manifest is sound, a program is lost: it comes again by download
            return tl::unexpected(program.error());
        }
        active->programs.emplace(ref.id, std::move(*program));
    }
    narrow_validity(*active);
    return active;
}

void Activation::adopt(ManifestSlot slot, ActiveManifestPtr active) {
    blobs_in(slot) = blobs_of(*active);
    current_ = slot;
    active_ = std::move(active);
}

std::vector<BlobRef>& Activation::blobs_in(ManifestSlot slot) {
    return slot_blobs_[slot == ManifestSlot::a ? 0 : 1];
}

ManifestNumber Activation::number() const {
    return active_ ? active_->manifest.number : ManifestNumber{};
}

std::optional<ManifestNumber> Activation::candidate() const {
    return candidate_ ? std::optional(candidate_->content.manifest.number) : std::nullopt;
}

Status Activation::consider(std::string text, const TrustDocument& trust, Instant proven) {
    Result<Manifest> manifest = verified_manifest(text, trust, display_);
    if (!manifest) {
        return tl::unexpected(manifest.error());
    }
    const rules::ManifestHolder holding{trust, display_, number(), proven};
    if (Status accepted = rules::accept_manifest(*manifest, holding); !accepted) {
        return accepted;
    }
    candidate_ = Candidate{std::move(text), {std::move(*manifest), {}}};
    return {};
}

Result<std::vector<BlobRef>> Activation::missing(const TrustDocument& trust) {
    std::vector<BlobRef> missing;
    if (!candidate_) {
        return missing;
    }
    ActiveManifest& content = candidate_->content;
    for (const ProgramRef& ref : content.manifest.programs) {
        if (content.programs.contains(ref.id)) {
            continue;
        }
        auto program = load_program(store_, content.manifest, ref, trust);
        if (program) {
            content.programs.emplace(ref.id, std::move(*program));
        } else if (!store_.holds({ref.envelope_sha256, ref.envelope_size_bytes})) {
            missing.push_back({ref.envelope_sha256, ref.envelope_size_bytes});
        } else {
            candidate_.reset();
            return tl::unexpected(program.error());
        }
    }
    for (const auto& [id, program] : content.programs) {
        for (const BlobRef& asset : assets_of(*program)) {
            if (!store_.holds(asset)
                && std::find(missing.begin(), missing.end(), asset) == missing.end()) {
                missing.push_back(asset);
            }
        }
    }
    return missing;
}

Status Activation::activate(const TrustDocument& trust) {
    const Result<std::vector<BlobRef>> lacking = missing(trust);
    if (!lacking) {
        return tl::unexpected(lacking.error());
    }
    if (!candidate_ || !lacking->empty()) {
        return fail(ErrorCode::wrong_state, "the manifest is not complete");
    }
    for (const BlobRef& blob : blobs_of(candidate_->content)) {
        if (Result<OpenAsset> verified = store_.open(blob.digest); !verified) {
            return tl::unexpected(verified.error());
        }
    }
    const ManifestSlot next = current_ ? other(*current_) : ManifestSlot::a;
    return slots_.write(next, candidate_->envelope)
        .and_then([&] { return slots_.point_at(next); })
        .map([&] {
            narrow_validity(candidate_->content);
            adopt(next, std::make_shared<const ActiveManifest>(std::move(candidate_->content)));
            candidate_.reset();
        });
}

std::vector<BlobRef> Activation::lost() const {
    std::vector<BlobRef> lost;
    if (active_) {
        for (const BlobRef& blob : blobs_of(*active_)) {
            if (!store_.holds(blob)) {
                lost.push_back(blob);
            }
        }
    }
    return lost;
}

void Activation::add_needed(std::unordered_set<Sha256>& needed) const {
    const auto add = [&](const std::vector<BlobRef>& blobs) {
        for (const BlobRef& blob : blobs) {
            needed.insert(blob.digest);
        }
    };
    add(slot_blobs_[0]);
    add(slot_blobs_[1]);
    if (candidate_) {
        add(blobs_of(candidate_->content));
    }
}

} // namespace marquee::player
