#include "manager/publishing/publisher.hpp"

#include <algorithm>
#include <set>

#include "manager/publishing/manifest_builder.hpp"
#include "manager/publishing/policies.hpp"
#include "schemas/wire/envelope.hpp"

namespace marquee::manager {

namespace {

// What the database holds about one display, read in one snapshot.
struct Snapshot {
    ManifestInputs inputs;
    std::string time_zone;
    std::optional<WantedManifest> held;
};

// The latest approved revision of every program that is scheduled or fills.
Result<std::map<ProgramId, ProgramRevision>>
approved_revisions(const ContentRepository& content, const std::vector<ScheduleRecord>& schedules,
                   const std::vector<ProgramId>& filler) {
    std::set<ProgramId> wanted(filler.begin(), filler.end());
    for (const ScheduleRecord& record : schedules) {
        wanted.insert(record.schedule.program);
    }
    std::map<ProgramId, ProgramRevision> approved;
    for (const ProgramId& id : wanted) {
        Result<ProgramRevision> revision = content.approved_revision(id);
        if (revision) {
            approved.emplace(id, *std::move(revision));
        } else if (revision.error().code != ErrorCode::not_found) {
            return tl::unexpected<Error>(std::move(revision.error()));
        }
    }
    return approved;
}

Result<Snapshot> snapshot_of(const View& view, const DisplayId& id) {
    Result<Organisation> organisation = view.fleet.organisation();
    if (!organisation) {
        return tl::unexpected<Error>(std::move(organisation.error()));
    }
    Result<Display> display = view.fleet.display(id);
    if (!display) {
        return tl::unexpected<Error>(std::move(display.error()));
    }
    const Result<std::vector<UnitId>> path = view.fleet.unit_path(display->head.unit);
    if (!path) {
        return tl::unexpected<Error>(path.error());
    }
    Result<std::vector<ScheduleRecord>> schedules = view.content.schedules_reaching(id, *path);
    if (!schedules) {
        return tl::unexpected<Error>(std::move(schedules.error()));
    }
    Result<Backdrop> backdrop = backdrop_of(view, id, *path);
    if (!backdrop) {
        return tl::unexpected<Error>(std::move(backdrop.error()));
    }
    auto approved = approved_revisions(view.content, *schedules, backdrop->filler);
    if (!approved) {
        return tl::unexpected<Error>(std::move(approved.error()));
    }
    Result<WantedManifest> held = view.fleet.wanted(id);
    if (!held && held.error().code != ErrorCode::not_found) {
        return tl::unexpected<Error>(std::move(held.error()));
    }
    Snapshot snapshot;
    snapshot.time_zone = display->time_zone.empty() ? organisation->time_zone : display->time_zone;
    snapshot.inputs = {.organisation = organisation->id,
                       .display = *std::move(display),
                       .schedules = *std::move(schedules),
                       .approved = *std::move(approved),
                       .filler = std::move(backdrop->filler),
                       .off_hours = std::move(backdrop->off_hours),
                       .zone = {}};
    if (held) {
        snapshot.held = *std::move(held);
    }
    return snapshot;
}

} // namespace

void Affected::add(const ScheduleTargets& targets) {
    units.insert(units.end(), targets.units.begin(), targets.units.end());
    displays.insert(displays.end(), targets.displays.begin(), targets.displays.end());
    groups.insert(groups.end(), targets.groups.begin(), targets.groups.end());
}

void Affected::add(const Affected& other) {
    everything = everything || other.everything;
    units.insert(units.end(), other.units.begin(), other.units.end());
    displays.insert(displays.end(), other.displays.begin(), other.displays.end());
    groups.insert(groups.end(), other.groups.begin(), other.groups.end());
}

Publisher::Publisher(Database& database, BlobStore& blobs, const TrustAuthority& trust,
                     const Zoneinfo& zones, const Clock& clock)
    : database_(database), blobs_(blobs), trust_(trust), zones_(zones), clock_(clock) {}

Result<Published> Publisher::publish(const Affected& affected) {
    const Result<std::vector<DisplayId>> displays = displays_of(affected);
    if (!displays) {
        return tl::unexpected<Error>(displays.error());
    }
    const std::set<DisplayId> named(affected.displays.begin(), affected.displays.end());
    Published published;
    for (const DisplayId& display : *displays) {
        const Result<std::optional<PlayerId>> player = publish_one(display, published);
        if (!player) {
            published.failed.push_back({display, player.error()});
        } else if (*player) {
            ++published.looked_at;
            if (named.contains(display)) {
                published.concerned.insert(**player);
            }
        }
    }
    return published;
}

Result<std::vector<DisplayId>> Publisher::displays_of(const Affected& affected) {
    return database_.read([&](const View& view) -> Result<std::vector<DisplayId>> {
        Scope scope{affected.units};
        if (affected.everything) {
            const Result<Organisation> organisation = view.fleet.organisation();
            if (!organisation) {
                return tl::unexpected<Error>(organisation.error());
            }
            scope.units = {organisation->root};
        }
        std::set<DisplayId> ids(affected.displays.begin(), affected.displays.end());
        for (const GroupId& id : affected.groups) {
            const Result<DisplayGroup> group = view.groups.group(id);
            if (group) {
                ids.insert(group->displays.begin(), group->displays.end());
            } else if (group.error().code != ErrorCode::not_found) {
                return tl::unexpected<Error>(group.error());
            }
        }
        Page page{.after = {}, .limit = limits::page_rows_max};
        do {
            const Result<PageOf<Display>> rows = view.fleet.displays(scope, page);
            if (!rows) {
                return tl::unexpected<Error>(rows.error());
            }
            for (const Display& row : rows->rows) {
                ids.insert(row.id);
            }
            page.after = rows->next;
        } while (!page.after.empty());
        return std::vector<DisplayId>(ids.begin(), ids.end());
    });
}

// The display's player; nullopt: the display is gone, which is no failure.
Result<std::optional<PlayerId>> Publisher::publish_one(const DisplayId& display,
                                                       Published& published) {
    Result<Snapshot> snapshot =
        database_.read([&](const View& view) { return snapshot_of(view, display); });
    if (!snapshot) {
        if (snapshot.error().code == ErrorCode::not_found) {
            return std::nullopt;
        }
        return tl::unexpected<Error>(std::move(snapshot.error()));
    }
    const PlayerId player = snapshot->inputs.display.player;
    const Instant now = clock_.wall();
    const std::int64_t epoch = trust_.document().epoch;
    Result<ZoneRules> zone = zones_.rules(snapshot->time_zone, zone_span(now + manifest_validity));
    if (!zone) {
        return tl::unexpected<Error>(std::move(zone.error()));
    }
    snapshot->inputs.zone = *std::move(zone);
    Manifest manifest = build_manifest(snapshot->inputs);
    const Sha256 content = content_digest(manifest);
    if (!must_reissue(snapshot->held, content, epoch, now)) {
        return player;
    }
    const ManifestNumber previous = snapshot->held ? snapshot->held->number : ManifestNumber{};
    manifest = issue(std::move(manifest), previous, epoch, now);
    if (manifest.schedules.size() > limits::schedules_per_manifest_max) {
        return fail(ErrorCode::too_large, "more schedules reach the display than it can hold",
                    display.value);
    }
    const Result<Envelope> envelope = trust_.seal(manifest);
    if (!envelope) {
        return tl::unexpected<Error>(envelope.error());
    }
    const std::string bytes = wire::write_envelope(*envelope);
    const Result<Sha256> stored = blobs_.put(bytes);
    if (!stored) {
        return tl::unexpected<Error>(stored.error());
    }
    const WantedManifest wanted{.display = display,
                                .number = manifest.number,
                                .content_sha256 = content,
                                .envelope_sha256 = *stored,
                                .envelope_size_bytes = bytes.size(),
                                .issued_at = manifest.issued_at,
                                .not_after = manifest.not_after};
    const Status kept = database_.write([&](Change& change) { return change.fleet.want(wanted); });
    if (!kept) {
        return tl::unexpected<Error>(kept.error());
    }
    published.issued.push_back({.display = display, .number = manifest.number, .unit_path = {}});
    published.concerned.insert(player);
    return player;
}

} // namespace marquee::manager
