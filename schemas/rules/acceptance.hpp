// Whether a player believes a document whose signatures it has verified, given what it holds. Pure:
// the shell verifies, asks, and only then acts. Every refusal has a name.
#pragma once

#include "schemas/model/manifest.hpp"
#include "schemas/model/override.hpp"
#include "schemas/model/program.hpp"
#include "schemas/model/trust.hpp"

namespace marquee::rules {

// What one display holds when something arrives.
struct ManifestHolder {
    const TrustDocument& trust;
    const DisplayId& display;
    ManifestNumber number; // of the active manifest; 0.0: none
    Instant proven;        // certainly passed by now (TrustedTime::floor)
};

// A manifest for this display, by number newer than the one held, in an epoch that trust still
// believes, and not certainly over. foreign_organisation, foreign_display, stale_generation,
// expired. One that begins in the future is taken: its schedules know their dates.
Status accept_manifest(const Manifest& manifest, const ManifestHolder& holder);

// The manifest on the disk after a restart: one that is over still knows its filler, and one of an
// epoch that trust has left is better than a slate until its successor arrives. So only
// foreign_organisation and foreign_display.
Status accept_held_manifest(const Manifest& manifest, const TrustDocument& trust,
                            const DisplayId& display);

// A program as the manifest names it: foreign_organisation, invalid_reference (another id or
// revision), foreign_display (the approval leaves this display out), or the first finding of
// validate().
Status accept_program(const Program& program, const Manifest& manifest, const ProgramRef& ref);

enum class OverrideNews { fresh, known };

// An override given what is `held` of the same id (none: null). `known`: the very same again.
// foreign_organisation, stale_generation (a newer one of the id is held, or another of the same
// serial). One that has run out is taken all the same: it supersedes what it superseded.
Result<OverrideNews> accept_override(const Override& document, const Override* held,
                                     const TrustDocument& trust);

} // namespace marquee::rules
