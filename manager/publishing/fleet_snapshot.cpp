#include "manager/publishing/fleet_snapshot.hpp"

#include <set>

#include "schemas/model/limits.hpp"
#include "schemas/wire/program.hpp"

namespace marquee::manager {

namespace {

template<typename T>
Status keep(Result<T> read, T& place) {
    return std::move(read).map([&](T&& value) { place = std::move(value); });
}

Result<std::vector<ScheduleRecord>> all_schedules(const View& view, const UnitId& root) {
    std::vector<ScheduleRecord> all;
    Page page{.after = {}, .limit = limits::page_rows_max};
    do {
        Result<PageOf<ScheduleRecord>> rows = view.content.schedules(Scope{{root}}, page);
        if (!rows) {
            return tl::unexpected<Error>(std::move(rows.error()));
        }
        all.insert(all.end(), std::make_move_iterator(rows->rows.begin()),
                   std::make_move_iterator(rows->rows.end()));
        page.after = rows->next;
    } while (!page.after.empty());
    return all;
}

Status read_policies(const View& view, FleetSnapshot& snapshot) {
    std::set<std::string_view> subjects;
    for (const UnitPlace& unit : snapshot.units) {
        subjects.insert(unit.id.value);
    }
    for (const DisplaySite& display : snapshot.displays) {
        subjects.insert(display.id.value);
    }
    const Result<std::vector<std::string>> all = view.policies.subjects();
    if (!all) {
        return tl::unexpected<Error>(all.error());
    }
    for (const std::string& subject : *all) {
        if (!subjects.contains(subject)) {
            continue;
        }
        Status read = view.policies.policy(subject).map(
            [&](const Policy& policy) { snapshot.policies.emplace(subject, policy); });
        if (!read) {
            return read;
        }
    }
    return {};
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

// A program that was never approved, or whose document cannot be read, is shown nowhere.
Status read_programs(const View& view, FleetSnapshot& snapshot) {
    std::set<ProgramId> wanted;
    for (const ScheduleRecord& record : snapshot.schedules) {
        wanted.insert(record.schedule.program);
    }
    for (const auto& [subject, policy] : snapshot.policies) {
        if (policy.filler) {
            wanted.insert(policy.filler->begin(), policy.filler->end());
        }
    }
    for (const ProgramId& id : wanted) {
        const Result<ProgramRevision> revision = view.content.approved_revision(id);
        if (!revision && revision.error().code != ErrorCode::not_found) {
            return tl::unexpected<Error>(revision.error());
        }
        const auto program =
            revision ? wire::read_program(revision->payload) : tl::unexpected(revision.error());
        if (program) {
            snapshot.approved.push_back(
                {reference_to(*revision, *program), program->displays_allowed});
        }
    }
    return {};
}

} // namespace

Result<FleetSnapshot> read_snapshot(const View& view, const Affected& affected) {
    FleetSnapshot snapshot;
    const Status read =
        keep(view.fleet.organisation(), snapshot.organisation)
            .and_then([&] { return keep(view.fleet.unit_places(), snapshot.units); })
            .and_then([&] { return keep(view.groups.members(), snapshot.members); })
            .and_then([&] {
                const Whereabouts where =
                    whereabouts_of(affected, snapshot.organisation.root, snapshot.members);
                return keep(view.fleet.display_sites(where.units, where.displays),
                            snapshot.displays);
            })
            .and_then([&] {
                return keep(all_schedules(view, snapshot.organisation.root), snapshot.schedules);
            })
            .and_then([&] { return read_policies(view, snapshot); })
            .and_then([&] { return read_programs(view, snapshot); });
    if (!read) {
        return tl::unexpected<Error>(read.error());
    }
    return snapshot;
}

} // namespace marquee::manager
