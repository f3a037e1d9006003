#include "schemas/rules/acceptance.hpp"

#include <algorithm>

#include "schemas/rules/validate.hpp"

namespace marquee::rules {

namespace {

Status same_organisation(const OrganisationId& one, const OrganisationId& other) {
    if (one != other) {
        return fail(ErrorCode::foreign_organisation, "made for another organisation",
                    "/organisation", {{"organisation", one.value}});
    }
    return {};
}

} // namespace

Status accept_held_manifest(const Manifest& manifest, const TrustDocument& trust,
                            const DisplayId& display) {
    if (Status ours = same_organisation(manifest.organisation, trust.organisation); !ours) {
        return ours;
    }
    if (manifest.display != display) {
        return fail(ErrorCode::foreign_display, "a manifest for another display", "/display",
                    {{"display", manifest.display.value}});
    }
    return {};
}

Status accept_manifest(const Manifest& manifest, const ManifestHolder& holder) {
    if (Status ours = accept_held_manifest(manifest, holder.trust, holder.display); !ours) {
        return ours;
    }
    if (manifest.number.epoch < holder.trust.epoch) {
        return fail(ErrorCode::stale_generation,
                    "manifest " + to_string(manifest.number) + " is of an epoch before "
                        + std::to_string(holder.trust.epoch),
                    "/number/epoch",
                    {{"number", to_string(manifest.number)},
                     {"epoch", std::to_string(holder.trust.epoch)}});
    }
    if (manifest.number <= holder.number) {
        return fail(ErrorCode::stale_generation,
                    "manifest " + to_string(manifest.number) + " is not newer than "
                        + to_string(holder.number),
                    "/number",
                    {{"number", to_string(manifest.number)}, {"held", to_string(holder.number)}});
    }
    if (manifest.not_after <= holder.proven) {
        return fail(ErrorCode::expired, "the manifest ended " + to_rfc3339(manifest.not_after),
                    "/not_after", {{"not_after", to_rfc3339(manifest.not_after)}});
    }
    return {};
}

Status accept_program(const Program& program, const Manifest& manifest, const ProgramRef& ref) {
    if (Status ours = same_organisation(program.organisation, manifest.organisation); !ours) {
        return ours;
    }
    if (program.id != ref.id || program.revision != ref.revision) {
        return fail(ErrorCode::invalid_reference, "another program than the manifest names", "/id",
                    {{"program", program.id.value}, {"expected", ref.id.value}});
    }
    const auto& allowed = program.displays_allowed;
    if (!allowed.empty()
        && std::find(allowed.begin(), allowed.end(), manifest.display) == allowed.end()) {
        return fail(ErrorCode::foreign_display, "the program is not approved for this display",
                    "/displays_allowed", {{"program", program.id.value}});
    }
    return as_status(validate(program));
}

Result<OverrideNews> accept_override(const Override& document, const Override* held,
                                     const TrustDocument& trust) {
    if (Status ours = same_organisation(document.organisation, trust.organisation); !ours) {
        return tl::unexpected(ours.error());
    }
    if (held == nullptr || document.serial > held->serial) {
        return OverrideNews::fresh;
    }
    if (document == *held) {
        return OverrideNews::known;
    }
    return fail(
        ErrorCode::stale_generation, "a newer word on this override is held", "/serial",
        {{"serial", std::to_string(document.serial)}, {"held", std::to_string(held->serial)}});
}

} // namespace marquee::rules
