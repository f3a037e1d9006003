#include "player/sync/active_manifest.hpp"

#include <algorithm>
#include <variant>

#include "common/sha256.hpp"
#include "common/signature.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/rules/acceptance.hpp"
#include "schemas/wire/envelope.hpp"
#include "schemas/wire/format.hpp"
#include "schemas/wire/program.hpp"

namespace marquee::player {
namespace {

// The asset that content is made of, or the font of its own that it is written in.
const AssetRef* asset_of(const Content& content) {
    return std::visit(
        [](const auto& kind) -> const AssetRef* {
            if constexpr (requires { kind.asset; }) {
                return &kind.asset;
            } else if constexpr (requires { kind.style.font_asset; }) {
                return kind.style.font_asset ? &*kind.style.font_asset : nullptr;
            } else {
                return nullptr;
            }
        },
        content);
}

} // namespace

Result<std::shared_ptr<const Program>> load_program(DiskAssetStore& store, const Manifest& manifest,
                                                    const ProgramRef& ref,
                                                    const TrustDocument& trust) {
    const Result<std::string> text =
        store.read(ref.envelope_sha256, limits::envelope_bytes_max(limits::program_bytes_max));
    if (!text) {
        return tl::unexpected(text.error());
    }
    const Result<Envelope> envelope = wire::read_envelope(*text, limits::program_bytes_max);
    if (!envelope) {
        return tl::unexpected(envelope.error());
    }
    if (sha256(envelope->payload) != ref.payload_sha256) {
        return fail(ErrorCode::digest_wrong, "the program is not the one the manifest names",
                    ref.id.value);
    }
    Status approved = verify(*envelope, wire::payload_type(wire::formats::program), trust,
                             KeyRole::approve, trust.thresholds.approve);
    if (!approved) {
        return tl::unexpected(approved.error());
    }
    Result<Program> program = wire::read_program(envelope->payload);
    if (!program) {
        return tl::unexpected(program.error());
    }
    if (Status fits = rules::accept_program(*program, manifest, ref); !fits) {
        return tl::unexpected(fits.error());
    }
    return std::make_shared<const Program>(std::move(*program));
}

void narrow_validity(ActiveManifest& active) {
    for (ProgramRef& ref : active.manifest.programs) {
        const auto program = active.programs.find(ref.id);
        if (program != active.programs.end()) {
            const Program& approved = *program->second;
            ref.not_before = std::max(ref.not_before.value_or(Instant::min()), approved.not_before);
            ref.not_after = std::min(ref.not_after.value_or(Instant::max()), approved.not_after);
        }
    }
}

std::vector<BlobRef> assets_of(const Program& program) {
    std::vector<BlobRef> assets;
    for (const Zone& zone : program.layout.zones) {
        for (const PlaylistItem& item : zone.playlist.items) {
            if (const AssetRef* asset = asset_of(item.content)) {
                assets.push_back({asset->sha256, asset->size_bytes});
            }
        }
    }
    return assets;
}

std::vector<BlobRef> blobs_of(const ActiveManifest& active) {
    std::vector<BlobRef> blobs;
    for (const ProgramRef& ref : active.manifest.programs) {
        blobs.push_back({ref.envelope_sha256, ref.envelope_size_bytes});
    }
    for (const auto& [id, program] : active.programs) {
        const std::vector<BlobRef> assets = assets_of(*program);
        blobs.insert(blobs.end(), assets.begin(), assets.end());
    }
    return blobs;
}

} // namespace marquee::player
