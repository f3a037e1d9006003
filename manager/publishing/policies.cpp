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

void inherit(Policy& near, const Policy& above) {
    const auto take = [](auto& held, const auto& said) {
        if (!held) {
            held = said;
        }
    };
    take(near.filler, above.filler);
    take(near.off_hours, above.off_hours);
    take(near.brightness, above.brightness);
    take(near.volume, above.volume);
}

Backdrop backdrop_from(const Policy& policy) {
    return {.filler = policy.filler.value_or(std::vector<ProgramId>()),
            .off_hours = policy.off_hours.value_or(std::vector<Times>()),
            .brightness = policy.brightness.value_or(LevelRules()),
            .volume = policy.volume.value_or(LevelRules())};
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
    for (const std::string& subject : subjects) {
        const Result<Policy> policy = view.policies.policy(subject);
        if (!policy) {
            return tl::unexpected<Error>(policy.error());
        }
        inherit(nearest, *policy);
    }
    return backdrop_from(nearest);
}

} // namespace marquee::manager
