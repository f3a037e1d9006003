#include "manager/publishing/policies.hpp"

#include <algorithm>

#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

void inherit_levels(std::optional<LevelRules>& near, const std::optional<LevelRules>& above) {
    if (!near) {
        near = above;
        return;
    }
    if (!above) {
        return;
    }
    std::vector<LevelCap> caps = above->caps;
    for (const LevelCap& cap : near->caps) {
        if (std::find(caps.begin(), caps.end(), cap) == caps.end()) {
            caps.push_back(cap);
        }
    }
    caps.resize(std::min(caps.size(), limits::level_caps_max));
    near->caps = std::move(caps);
}

bool holds_all(const std::optional<LevelRules>& effective, const std::optional<LevelRules>& own) {
    return !own || std::all_of(own->caps.begin(), own->caps.end(), [&](const LevelCap& cap) {
        return std::find(effective->caps.begin(), effective->caps.end(), cap)
               != effective->caps.end();
    });
}

} // namespace

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
    inherit_levels(near.brightness, above.brightness);
    inherit_levels(near.volume, above.volume);
}

namespace {

// Whether every cap of `own` holds, below policies of which one is about to be `changed`. `path`:
// from the policy's unit to the root.
Status check_caps(const View& view, const Policy& own, const std::vector<UnitId>& path,
                  const Policy& changed) {
    Policy effective = own;
    for (const UnitId& unit : path) {
        const Result<Policy> above = unit.value == changed.subject
                                         ? Result<Policy>(changed)
                                         : view.policies.policy(unit.value);
        if (!above) {
            return tl::unexpected<Error>(above.error());
        }
        if (unit.value != own.subject) {
            inherit(effective, *above);
        }
    }
    const bool brightness = holds_all(effective.brightness, own.brightness);
    if (brightness && holds_all(effective.volume, own.volume)) {
        return {};
    }
    return fail(ErrorCode::out_of_range,
                "with those of the units above there are too many caps"
                    + (own.subject == changed.subject ? std::string() : " for " + own.subject),
                brightness ? "/volume/caps" : "/brightness/caps",
                {{"allowed", std::to_string(limits::level_caps_max)}});
}

} // namespace

Status check_room(const View& view, const Policy& changed) {
    const Result<std::vector<std::string>> subjects = view.policies.subjects();
    if (!subjects) {
        return tl::unexpected<Error>(subjects.error());
    }
    std::vector<Policy> policies{changed};
    for (const std::string& subject : *subjects) {
        const Result<Policy> other = view.policies.policy(subject);
        if (!other) {
            return tl::unexpected<Error>(other.error());
        }
        if (subject != changed.subject && (other->brightness || other->volume)) {
            policies.push_back(*other);
        }
    }
    for (const Policy& policy : policies) {
        const Result<std::vector<UnitId>> path = view.fleet.unit_path(policy.head.unit);
        if (!path) {
            return tl::unexpected<Error>(path.error());
        }
        const bool below = std::any_of(path->begin(), path->end(), [&](const UnitId& unit) {
            return unit.value == changed.subject;
        });
        if (!below && policy.subject != changed.subject) {
            continue;
        }
        if (Status room = check_caps(view, policy, *path, changed); !room) {
            return room;
        }
    }
    return {};
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
