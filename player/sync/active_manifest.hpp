// What a display holds once everything about it is verified and on the disk.
#pragma once

#include <map>
#include <memory>
#include <unordered_set>
#include <vector>

#include "player/sync/disk_asset_store.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/manifest.hpp"
#include "schemas/model/program.hpp"
#include "schemas/model/trust.hpp"

namespace marquee::player {

// A manifest and the programs it names, all of them verified. Immutable once shared.
struct ActiveManifest {
    Manifest manifest;
    std::map<ProgramId, std::shared_ptr<const Program>> programs;
};

using ActiveManifestPtr = std::shared_ptr<const ActiveManifest>;

// Reads one program from the store and checks it against what the manifest says of it and against
// the approvals `trust` asks for. not_found: its envelope is not in the store.
Result<std::shared_ptr<const Program>> load_program(DiskAssetStore& store, const Manifest& manifest,
                                                    const ProgramRef& ref,
                                                    const TrustDocument& trust);

// Narrows each reference's validity to what the approvers signed in the program itself: the manager
// chooses among approved programs, it does not prolong them.
void narrow_validity(ActiveManifest& active);

// Every asset a program needs.
std::vector<BlobRef> assets_of(const Program& program);

// Every blob of the manifest: envelopes of programs, and the assets of those in `programs`.
std::vector<BlobRef> blobs_of(const ActiveManifest& active);

} // namespace marquee::player
