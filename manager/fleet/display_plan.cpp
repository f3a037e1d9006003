#include "manager/fleet/display_plan.hpp"

#include <algorithm>

#include "schemas/model/limits.hpp"
#include "schemas/wire/envelope.hpp"
#include "schemas/wire/manifest.hpp"

namespace marquee::manager {

namespace {

Override document_of(const OverrideRecord& row) {
    Override document{.id = row.id,
                      .serial = row.serial,
                      .issued_at = row.issued_at,
                      .not_after = std::min(row.not_after, row.lifted_at.value_or(row.not_after)),
                      .units = row.targets.units,
                      .displays = row.targets.displays,
                      .action = Black{}};
    if (row.notice) {
        document.action = Notice{.text = *row.notice};
    }
    return document;
}

struct Rows {
    DisplayPlan plan;
    std::optional<WantedManifest> wanted;
};

Result<Rows> read_rows(const View& view, const DisplayId& id, Instant now) {
    auto display = view.fleet.display(id);
    if (!display) {
        return tl::unexpected<Error>(std::move(display.error()));
    }
    auto path = view.fleet.unit_path(display->head.unit);
    if (!path) {
        return tl::unexpected<Error>(std::move(path.error()));
    }
    const OverrideTargets places{.units = *path, .displays = {id}};
    const auto overrides = view.overrides.reaching(places, now, limits::overrides_per_contact_max);
    if (!overrides) {
        return tl::unexpected<Error>(overrides.error());
    }
    Rows rows{.plan = {.display = *std::move(display), .unit_path = *std::move(path)},
              .wanted = {}};
    for (const OverrideRecord& row : *overrides) {
        rows.plan.overrides.push_back(document_of(row));
    }
    const auto wanted = view.fleet.wanted(id);
    if (wanted) {
        rows.wanted = *wanted;
    } else if (wanted.error().code != ErrorCode::not_found) { // not_found: it has only just joined
        return tl::unexpected<Error>(wanted.error());
    }
    return rows;
}

} // namespace

std::vector<Override> issued_by(const DisplayPlan& plan, Instant at) {
    std::vector<Override> issued = plan.overrides;
    std::erase_if(issued, [&](const Override& each) { return each.issued_at > at; });
    return issued;
}

Result<Manifest> read_wanted(const BlobStore& blobs, const WantedManifest& wanted) {
    return blobs
        .read(wanted.envelope_sha256, limits::envelope_bytes_max(limits::manifest_bytes_max))
        .and_then([](const std::string& text) { return wire::read_envelope(text); })
        .and_then([](const Envelope& envelope) { return wire::read_manifest(envelope.payload); });
}

Result<DisplayPlan> plan_of(Database& database, const BlobStore& blobs, const DisplayId& display,
                            Instant now) {
    return database.read([&](const View& view) { return read_rows(view, display, now); })
        .and_then([&](Rows rows) -> Result<DisplayPlan> {
            if (!rows.wanted) {
                return std::move(rows.plan);
            }
            return read_wanted(blobs, *rows.wanted).map([&](Manifest manifest) {
                manifest.not_after = rules::never;
                rows.plan.manifest = std::move(manifest);
                return std::move(rows.plan);
            });
        });
}

} // namespace marquee::manager
