#include "manager/publishing/fleet_snapshot.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "manager/publishing/schedule_times.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/rules/capabilities.hpp"
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

void add_draft(std::vector<ScheduleRecord>& schedules, const ScheduleRecord& draft) {
    const auto place = std::lower_bound(
        schedules.begin(), schedules.end(), draft.schedule.id,
        [](const ScheduleRecord& row, const ScheduleId& id) { return row.schedule.id < id; });
    if (place != schedules.end() && place->schedule.id == draft.schedule.id) {
        *place = draft;
    } else {
        schedules.insert(place, draft);
    }
}

// Those that hold on no day are left out.
Status read_schedules(const View& view, const ScheduleRecord* draft, FleetSnapshot& snapshot) {
    Result<std::vector<ScheduleRecord>> all = all_schedules(view, snapshot.organisation.root);
    if (!all) {
        return tl::unexpected<Error>(std::move(all.error()));
    }
    if (draft != nullptr) {
        add_draft(*all, *draft);
    }
    return named_times(view, *all).map([&](const NamedTimes& names) {
        for (ScheduleRecord& record : *all) {
            if (std::optional<Schedule> schedule = effective_schedule(record, names)) {
                record.schedule = *std::move(schedule);
                snapshot.schedules.push_back(std::move(record));
            }
        }
    });
}

Status read_holidays(const View& view, Interval validity, FleetSnapshot& snapshot) {
    return view.calendars.all_holidays().map([&](const std::vector<HolidayYearRecord>& years) {
        snapshot.holidays = holidays_during(holiday_table(years), validity);
    });
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
            snapshot.approved.push_back({reference_to(*revision, *program),
                                         program->displays_allowed,
                                         rules::needed_capabilities(*program)});
        }
    }
    return {};
}

std::vector<std::string> needed_by(const FleetSnapshot& snapshot) {
    std::set<std::string> needed;
    const auto add = [&](const std::vector<std::string>& capabilities) {
        needed.insert(capabilities.begin(), capabilities.end());
    };
    for (const ScheduleRecord& record : snapshot.schedules) {
        add(rules::needed_capabilities(record.schedule));
    }
    for (const ApprovedProgram& program : snapshot.approved) {
        add(program.needs);
    }
    for (const auto& [subject, policy] : snapshot.policies) {
        for (const Times& times : policy.off_hours.value_or(std::vector<Times>())) {
            add(rules::needed_capabilities(times));
        }
        add(rules::needed_capabilities(policy.volume.value_or(LevelRules())));
        add(rules::needed_capabilities(policy.brightness.value_or(LevelRules())));
    }
    const bool walled =
        std::any_of(snapshot.displays.begin(), snapshot.displays.end(),
                    [](const DisplaySite& display) { return display.wall.has_value(); });
    if (walled) {
        needed.insert(std::string(rules::capability::wall));
    }
    return {needed.begin(), needed.end()};
}

Status read_abilities(const View& view, FleetSnapshot& snapshot) {
    snapshot.needed = needed_by(snapshot);
    if (snapshot.needed.empty()) {
        return {};
    }
    std::set<PlayerId> players;
    for (const DisplaySite& display : snapshot.displays) {
        players.insert(display.player);
    }
    const Result<std::vector<Ability>> announced =
        view.fleet.announced(snapshot.needed, {players.begin(), players.end()});
    if (!announced) {
        return tl::unexpected<Error>(announced.error());
    }
    std::unordered_map<PlayerId, std::uint32_t> able;
    for (const Ability& ability : *announced) {
        able[ability.player] |= bits_of({ability.capability}, snapshot.needed);
    }
    for (const DisplaySite& display : snapshot.displays) {
        const auto player = able.find(display.player);
        snapshot.abilities.push_back(player == able.end() ? 0 : player->second);
    }
    return {};
}

} // namespace

HolidayTable holidays_during(HolidayTable table, Interval validity) {
    const auto year_of = [](Instant instant) {
        const LocalDate date{std::chrono::floor<std::chrono::days>(instant)};
        return static_cast<int>(date.year());
    };
    const int first = year_of(validity.from) - 1;
    const int last = year_of(validity.to + std::chrono::days{1}); // in any zone
    std::erase_if(table.years,
                  [&](const HolidayYear& year) { return year.year < first || year.year > last; });
    return table;
}

std::uint32_t bits_of(const std::vector<std::string>& capabilities,
                      const std::vector<std::string>& needed) {
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < needed.size(); ++i) {
        const bool among =
            std::find(capabilities.begin(), capabilities.end(), needed[i]) != capabilities.end();
        bits |= static_cast<std::uint32_t>(among) << i;
    }
    return bits;
}

Result<FleetSnapshot> read_snapshot(const View& view, const Affected& affected, Interval validity,
                                    const ScheduleRecord* draft) {
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
            .and_then([&] { return read_schedules(view, draft, snapshot); })
            .and_then([&] { return read_holidays(view, validity, snapshot); })
            .and_then([&] { return read_policies(view, snapshot); })
            .and_then([&] { return read_programs(view, snapshot); })
            .and_then([&] { return read_abilities(view, snapshot); });
    if (!read) {
        return tl::unexpected<Error>(read.error());
    }
    return snapshot;
}

} // namespace marquee::manager
