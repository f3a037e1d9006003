#include "manager/publishing/manifest_builder.hpp"

#include <algorithm>
#include <set>

#include "common/sha256.hpp"
#include "schemas/wire/manifest.hpp"
#include "schemas/wire/program.hpp"

namespace marquee::manager {

namespace {

bool allowed_on(const Program& program, const DisplayId& display) {
    const auto& allowed = program.displays_allowed;
    return allowed.empty() || std::find(allowed.begin(), allowed.end(), display) != allowed.end();
}

ProgramRef reference_to(const ProgramRevision& revision, const Program& program) {
    return {.id = revision.program,
            .revision = revision.revision,
            .payload_sha256 = revision.payload_sha256,
            .envelope_sha256 = revision.envelope_sha256,
            .envelope_size_bytes = revision.envelope_size_bytes,
            .cycle = revision.cycle,
            .not_before = program.not_before,
            .not_after = program.not_after};
}

} // namespace

Manifest build_manifest(const ManifestInputs& inputs) {
    std::map<ProgramId, ProgramRef> allowed;
    for (const auto& [id, revision] : inputs.approved) {
        const Result<Program> program = wire::read_program(revision.payload);
        if (program && allowed_on(*program, inputs.display.id)) {
            allowed.emplace(id, reference_to(revision, *program));
        }
    }
    Manifest manifest;
    manifest.organisation = inputs.organisation;
    manifest.display = inputs.display.id;
    manifest.zone = inputs.zone;
    manifest.volume_percent = inputs.display.volume_percent;
    manifest.off_hours = inputs.off_hours;
    std::set<ProgramId> named;
    for (const ProgramId& id : inputs.filler) {
        if (allowed.contains(id)) {
            manifest.filler.push_back(id);
            named.insert(id);
        }
    }
    for (const ScheduleRecord& record : inputs.schedules) {
        if (allowed.contains(record.schedule.program)) {
            manifest.schedules.push_back(record.schedule);
            named.insert(record.schedule.program);
        }
    }
    std::sort(manifest.schedules.begin(), manifest.schedules.end(),
              [](const Schedule& a, const Schedule& b) { return a.id < b.id; });
    for (const ProgramId& id : named) {
        manifest.programs.push_back(allowed.at(id));
    }
    return manifest;
}

Sha256 content_digest(Manifest manifest) {
    manifest.number = {};
    manifest.issued_at = {};
    manifest.not_after = {};
    return sha256(wire::write_manifest(manifest));
}

Manifest issue(Manifest manifest, ManifestNumber previous, std::int64_t epoch, Instant now) {
    manifest.number = {epoch, previous.generation + 1};
    manifest.issued_at = now;
    manifest.not_after = now + manifest_validity;
    return manifest;
}

bool must_reissue(const std::optional<WantedManifest>& held, const Sha256& content,
                  std::int64_t epoch, Instant now) {
    return !held || held->content_sha256 != content || held->number.epoch != epoch
           || held->not_after < now + manifest_validity_left_min;
}

} // namespace marquee::manager
