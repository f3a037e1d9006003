#include "manager/publishing/manifest_classes.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

#include "schemas/rules/capabilities.hpp"

namespace marquee::manager {

namespace {

wire::ManifestParts parts_of(const FleetSnapshot& snapshot) {
    std::vector<ProgramRef> programs;
    std::vector<Schedule> schedules;
    for (const ApprovedProgram& program : snapshot.approved) {
        programs.push_back(program.reference);
    }
    for (const ScheduleRecord& record : snapshot.schedules) {
        schedules.push_back(record.schedule);
    }
    return {programs, schedules};
}

} // namespace

FleetPlan::FleetPlan(const FleetSnapshot& snapshot, const FleetIndex& fleet)
    : snapshot_(snapshot), fleet_(fleet), parts_(parts_of(snapshot)) {
    decide_reach();
    decide_backdrops();
    decide_time_zones();
    decide_abilities();
    decide_walls();
}

std::uint32_t FleetPlan::find_program(const ProgramId& id) const {
    const auto& all = snapshot_.approved;
    const auto found = std::lower_bound(
        all.begin(), all.end(), id, [](const ApprovedProgram& program, const ProgramId& wanted) {
            return program.reference.id < wanted;
        });
    return found == all.end() || found->reference.id != id
               ? no_program
               : static_cast<std::uint32_t>(found - all.begin());
}

void FleetPlan::decide_reach() {
    for (const ApprovedProgram& program : snapshot_.approved) {
        allowed_.push_back(program.displays_allowed.empty()
                               ? DisplaySet()
                               : fleet_.named(program.displays_allowed));
    }
    for (const ScheduleRecord& record : snapshot_.schedules) {
        const std::uint32_t program = find_program(record.schedule.program);
        program_of_.push_back(program);
        reach_.push_back(program == no_program ? fleet_.none() : fleet_.resolve(record.targets));
        if (program != no_program && allowed_[program].size() > 0) {
            reach_.back() &= allowed_[program];
        }
    }
}

std::uint32_t FleetPlan::intern(const Policy& policy) {
    Backdrop backdrop = backdrop_from(policy);
    const auto known = std::find(backdrops_.begin(), backdrops_.end(), backdrop);
    const auto number = static_cast<std::uint32_t>(known - backdrops_.begin());
    if (known == backdrops_.end()) {
        backdrops_.push_back(std::move(backdrop));
    }
    return number;
}

void FleetPlan::decide_backdrops() {
    std::unordered_map<UnitId, UnitId> parents;
    for (const UnitPlace& unit : snapshot_.units) {
        parents.emplace(unit.id, unit.parent);
    }
    const auto inherited = [&](Policy near, const UnitId& unit) {
        for (auto at = parents.find(unit); at != parents.end(); at = parents.find(at->second)) {
            const auto own = snapshot_.policies.find(at->first.value);
            if (own != snapshot_.policies.end()) {
                inherit(near, own->second);
            }
        }
        return intern(near);
    };
    backdrop_of_.resize(fleet_.size());
    for (const FleetIndex::UnitRun& run : fleet_.unit_runs()) {
        std::fill(backdrop_of_.begin() + run.first, backdrop_of_.begin() + run.last,
                  inherited({}, run.unit));
    }
    for (const auto& [subject, policy] : snapshot_.policies) {
        const std::size_t position = fleet_.position_of(DisplayId{subject});
        if (position < fleet_.size()) {
            const DisplaySite& display = snapshot_.displays[fleet_.row_of(position)];
            backdrop_of_[position] = inherited(policy, display.unit);
        }
    }
}

// Few displays name a zone; the rows are walked in their own order, which memory likes.
void FleetPlan::decide_time_zones() {
    std::map<std::string, DisplaySet> named;
    DisplaySet usual = fleet_.everything();
    for (const DisplaySite& display : snapshot_.displays) {
        if (!display.time_zone.empty() && display.time_zone != snapshot_.organisation.time_zone) {
            const std::size_t position = fleet_.position_of(display.id);
            named.try_emplace(display.time_zone, fleet_.size()).first->second.add(position);
            usual.remove(position);
        }
    }
    time_zones_.assign(named.begin(), named.end());
    time_zones_.emplace_back(snapshot_.organisation.time_zone, std::move(usual));
}

void FleetPlan::decide_abilities() {
    for (const ApprovedProgram& program : snapshot_.approved) {
        program_needs_.push_back(bits_of(program.needs, snapshot_.needed));
    }
    for (const ScheduleRecord& record : snapshot_.schedules) {
        schedule_needs_.push_back(
            bits_of(rules::needed_capabilities(record.schedule), snapshot_.needed));
    }
    capable_.assign(snapshot_.needed.size(), fleet_.none());
    for (std::size_t position = 0; position < fleet_.size() && !capable_.empty(); ++position) {
        const std::uint32_t able = snapshot_.abilities[fleet_.row_of(position)];
        for (std::size_t i = 0; i < capable_.size(); ++i) {
            if ((able >> i & 1) != 0) {
                capable_[i].add(position);
            }
        }
    }
}

void FleetPlan::decide_walls() {
    walled_ = fleet_.none();
    for (std::size_t position = 0; position < fleet_.size(); ++position) {
        if (snapshot_.displays[fleet_.row_of(position)].wall) {
            walled_.add(position);
        }
    }
}

bool FleetPlan::fills(const ProgramId& program) const {
    return std::any_of(backdrops_.begin(), backdrops_.end(), [&](const Backdrop& backdrop) {
        const auto& filler = backdrop.filler;
        return std::find(filler.begin(), filler.end(), program) != filler.end();
    });
}

ClassKeys FleetPlan::keys() const {
    ClassKeys keys(fleet_.size());
    for (const DisplaySet& reached : reach_) {
        keys.add(reached);
    }
    for (std::size_t i = 0; i < allowed_.size(); ++i) {
        if (fills(snapshot_.approved[i].reference.id)) {
            keys.add(allowed_[i]);
        }
    }
    for (const DisplaySet& capable : capable_) {
        keys.add(capable);
    }
    keys.add(walled_);
    for (const auto& [name, displays] : time_zones_) {
        keys.add(displays);
    }
    std::vector<DisplaySet> alike(backdrops_.size(), fleet_.none());
    for (std::size_t first = 0, last = 0; first < fleet_.size(); first = last) {
        while (last < fleet_.size() && backdrop_of_[last] == backdrop_of_[first]) {
            ++last;
        }
        alike[backdrop_of_[first]].add_range(first, last);
    }
    for (const DisplaySet& displays : alike) {
        keys.add(displays);
    }
    return keys;
}

std::vector<ManifestClass> FleetPlan::classes(const DisplaySet& displays) const {
    const ClassKeys all = keys();
    const auto hash = [](const ClassKey& key) { return static_cast<std::size_t>(key.low); };
    std::unordered_map<ClassKey, std::size_t, decltype(hash)> known(0, hash);
    std::vector<ManifestClass> classes;
    std::optional<ClassKey> before;
    std::size_t number = 0;
    displays.for_each([&](std::size_t display) {
        if (const ClassKey key = all.of(display); before != key) {
            before = key;
            number = known.try_emplace(key, classes.size()).first->second;
            if (number == classes.size()) {
                classes.push_back(describe(static_cast<std::uint32_t>(display)));
            }
        }
        classes[number].displays.push_back(static_cast<std::uint32_t>(display));
    });
    return classes;
}

// Everything about the class but its displays, by one of them.
ManifestClass FleetPlan::describe(std::uint32_t display) const {
    ManifestClass found;
    found.backdrop = backdrop_of_[display];
    found.time_zone = std::find_if(time_zones_.begin(), time_zones_.end(), [&](const auto& zone) {
                          return zone.second.contains(display);
                      })->first;
    for (std::size_t i = 0; i < capable_.size(); ++i) {
        found.missing |= static_cast<std::uint32_t>(!capable_[i].contains(display)) << i;
    }
    for (const ProgramId& id : backdrops_[found.backdrop].filler) {
        const std::uint32_t program = find_program(id);
        if (program != no_program && shown(program, display, found.missing)) {
            found.filler.push_back(id);
            found.programs.push_back(program);
        }
    }
    for (std::uint32_t i = 0; i < reach_.size(); ++i) {
        if (reach_[i].contains(display) && (schedule_needs_[i] & found.missing) == 0
            && shown(program_of_[i], display, found.missing)) {
            found.schedules.push_back(i);
            found.programs.push_back(program_of_[i]);
        }
    }
    std::sort(found.programs.begin(), found.programs.end());
    found.programs.erase(std::unique(found.programs.begin(), found.programs.end()),
                         found.programs.end());
    found.on_wall = walled_.contains(display);
    found.says_names =
        std::any_of(found.programs.begin(), found.programs.end(), [&](std::uint32_t program) {
            const std::vector<std::string>& needs = snapshot_.approved[program].needs;
            return std::find(needs.begin(), needs.end(), rules::capability::variables)
                   != needs.end();
        });
    return found;
}

} // namespace marquee::manager
