#include "manager/publishing/policies.hpp"

#include <algorithm>

namespace marquee::manager {

Result<std::int64_t> approvals_required(const View& view, const std::vector<UnitId>& path) {
    std::int64_t most = 0;
    for (const UnitId& unit : path) {
        const Result<Policy> policy = view.policies.policy(unit.value);
        if (!policy) {
            return tl::unexpected<Error>(policy.error());
        }
        most = std::max(most, policy->approvals_required.value_or(0));
    }
    return most;
}

Result<Backdrop> backdrop_of(const View& view, const DisplayId& display,
                             const std::vector<UnitId>& path) {
    std::vector<std::string> subjects;
    if (!display.empty()) {
        subjects.push_back(display.value);
    }
    for (const UnitId& unit : path) {
        subjects.push_back(unit.value);
    }
    Policy nearest;
    const auto take = [](auto& held, const auto& said) {
        if (!held) {
            held = said;
        }
    };
    for (const std::string& subject : subjects) {
        const Result<Policy> policy = view.policies.policy(subject);
        if (!policy) {
            return tl::unexpected<Error>(policy.error());
        }
        take(nearest.filler, policy->filler);
        take(nearest.off_hours, policy->off_hours);
        take(nearest.brightness, policy->brightness);
        take(nearest.volume, policy->volume);
    }
    return Backdrop{.filler = nearest.filler.value_or(std::vector<ProgramId>()),
                    .off_hours = nearest.off_hours.value_or(std::vector<Times>()),
                    .brightness = nearest.brightness.value_or(LevelRules()),
                    .volume = nearest.volume.value_or(LevelRules())};
}

} // namespace marquee::manager
