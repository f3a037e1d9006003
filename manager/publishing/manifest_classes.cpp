#include "manager/publishing/manifest_classes.hpp"

#include <algorithm>
#include <unordered_map>

namespace marquee::manager {

// 128 bits that stand for everything a class is about: each set a display is in contributes a
// pattern of its own by XOR. Two of a million classes meet by chance once in 10^27 fleets.
struct FleetPlan::Key {
    std::uint64_t low = 0;
    std::uint64_t high = 0;

    void add(const Key& other) {
        low ^= other.low;
        high ^= other.high;
    }
    friend bool operator==(const Key&, const Key&) = default;
};

namespace {

// splitmix64 (Steele, Lea, Flood 2014): neighbouring numbers become unrelated ones.
std::uint64_t mixed(std::uint64_t number) {
    number += 0x9E37'79B9'7F4A'7C15;
    number = (number ^ number >> 30) * 0xBF58'476D'1CE4'E5B9;
    number = (number ^ number >> 27) * 0x94D0'49BB'1331'11EB;
    return number ^ number >> 31;
}

enum class Aspect : std::uint64_t { schedule, program, backdrop, time_zone };

template<typename Key>
Key pattern(Aspect aspect, std::uint64_t number) {
    const std::uint64_t seed = mixed(static_cast<std::uint64_t>(aspect) << 32 | number);
    return Key{mixed(seed), mixed(~seed)};
}

// Adds the pattern to every display of the set; a whole word of them at once where it can.
template<typename Key>
void fold(const DisplaySet& set, const Key& with, std::vector<Key>& displays,
          std::vector<Key>& words) {
    const auto bits = set.words();
    for (std::size_t word = 0; word < bits.size(); ++word) {
        if (bits[word] == ~std::uint64_t{0}) {
            words[word].add(with);
            continue;
        }
        for (std::uint64_t rest = bits[word]; rest != 0; rest &= rest - 1) {
            displays[word * DisplaySet::word_bits
                     + static_cast<std::size_t>(std::countr_zero(rest))]
                .add(with);
        }
    }
}

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
    const auto inherited = [&](Policy near, UnitId unit) {
        for (auto at = parents.find(unit); at != parents.end(); at = parents.find(at->second)) {
            if (const auto own = snapshot_.policies.find(at->first.value);
                own != snapshot_.policies.end()) {
                inherit(near, own->second);
            }
        }
        return intern(near);
    };
    const UnitId* unit = nullptr; // of the display before: they stand by unit
    std::uint32_t backdrop = 0;
    for (std::size_t position = 0; position < fleet_.size(); ++position) {
        const DisplaySite& display = snapshot_.displays[fleet_.row_of(position)];
        if (unit == nullptr || *unit != display.unit) {
            unit = &display.unit;
            backdrop = inherited({}, *unit);
        }
        const auto own = snapshot_.policies.find(display.id.value);
        backdrop_of_.push_back(own == snapshot_.policies.end() ? backdrop
                                                               : inherited(own->second, *unit));
        const std::string& zone =
            display.time_zone.empty() ? snapshot_.organisation.time_zone : display.time_zone;
        const auto known = std::find_if(time_zones_.begin(), time_zones_.end(),
                                        [&](const std::string* other) { return *other == zone; });
        time_zone_of_.push_back(static_cast<std::uint32_t>(known - time_zones_.begin()));
        if (known == time_zones_.end()) {
            time_zones_.push_back(&zone);
        }
    }
}

bool FleetPlan::fills(const ProgramId& program) const {
    return std::any_of(backdrops_.begin(), backdrops_.end(), [&](const Backdrop& backdrop) {
        const auto& filler = backdrop.filler;
        return std::find(filler.begin(), filler.end(), program) != filler.end();
    });
}

std::vector<FleetPlan::Key> FleetPlan::keys(const DisplaySet& displays) const {
    std::vector<Key> keys(fleet_.size());
    std::vector<Key> words(displays.words().size());
    for (std::size_t i = 0; i < reach_.size(); ++i) {
        fold(reach_[i], pattern<Key>(Aspect::schedule, i), keys, words);
    }
    for (std::size_t i = 0; i < allowed_.size(); ++i) {
        if (fills(snapshot_.approved[i].reference.id)) {
            fold(allowed_[i], pattern<Key>(Aspect::program, i), keys, words);
        }
    }
    displays.for_each([&](std::size_t display) {
        Key& key = keys[display];
        key.add(words[display / DisplaySet::word_bits]);
        key.add(pattern<Key>(Aspect::backdrop, backdrop_of_[display]));
        key.add(pattern<Key>(Aspect::time_zone, time_zone_of_[display]));
    });
    return keys;
}

std::vector<ManifestClass> FleetPlan::classes(const DisplaySet& displays) const {
    const std::vector<Key> all = keys(displays);
    const auto hash = [](const Key& key) { return static_cast<std::size_t>(key.low); };
    std::unordered_map<Key, std::size_t, decltype(hash)> known(0, hash);
    std::vector<ManifestClass> classes;
    const Key* before = nullptr;
    std::size_t number = 0;
    displays.for_each([&](std::size_t display) {
        if (before == nullptr || *before != all[display]) {
            before = &all[display];
            number = known.try_emplace(*before, classes.size()).first->second;
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
    found.time_zone = *time_zones_[time_zone_of_[display]];
    for (const ProgramId& id : backdrops_[found.backdrop].filler) {
        const std::uint32_t program = find_program(id);
        if (program != no_program && allowed(program, display)) {
            found.filler.push_back(id);
            found.programs.push_back(program);
        }
    }
    for (std::uint32_t i = 0; i < reach_.size(); ++i) {
        if (reach_[i].contains(display)) {
            found.schedules.push_back(i);
            found.programs.push_back(program_of_[i]);
        }
    }
    std::sort(found.programs.begin(), found.programs.end());
    found.programs.erase(std::unique(found.programs.begin(), found.programs.end()),
                         found.programs.end());
    return found;
}

// Programs and schedules are left out.
Manifest FleetPlan::without_parts(const ManifestClass& of, ZoneRules zone) const {
    Manifest manifest;
    manifest.organisation = snapshot_.organisation.id;
    manifest.zone = std::move(zone);
    manifest.filler = of.filler;
    manifest.off_hours = backdrops_[of.backdrop].off_hours;
    return manifest;
}

Manifest FleetPlan::shared_manifest(const ManifestClass& of, ZoneRules zone) const {
    Manifest manifest = without_parts(of, std::move(zone));
    for (const std::uint32_t program : of.programs) {
        manifest.programs.push_back(snapshot_.approved[program].reference);
    }
    for (const std::uint32_t schedule : of.schedules) {
        manifest.schedules.push_back(snapshot_.schedules[schedule].schedule);
    }
    return manifest;
}

std::string FleetPlan::shared_text(const ManifestClass& of, ZoneRules zone) const {
    return parts_.write(without_parts(of, std::move(zone)), {of.programs, of.schedules});
}

} // namespace marquee::manager
