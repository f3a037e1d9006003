#include "manager/fleet/planned_rung.hpp"

#include "manager/fleet/display_plan.hpp"
#include "schemas/rules/timeline.hpp"

namespace marquee::manager {

Rung PlannedRungs::at(const WantedManifest& wanted, Instant now) {
    {
        const std::lock_guard lock(mutex_);
        const auto known = plans_.find(wanted.display);
        if (known != plans_.end() && known->second.envelope == wanted.envelope_sha256
            && known->second.holds.from <= now && now < known->second.holds.to) {
            return known->second.rung;
        }
    }
    const Plan plan = evaluate(wanted, now);
    const std::lock_guard lock(mutex_);
    plans_[wanted.display] = plan;
    return plan.rung;
}

PlannedRungs::Plan PlannedRungs::evaluate(const WantedManifest& wanted, Instant now) {
    Plan plan{wanted.envelope_sha256, {now, now + std::chrono::minutes{1}}, Rung::scheduled};
    const auto manifest = read_wanted(blobs_, wanted);
    if (!manifest) {
        return plan;
    }
    const rules::PreparedManifest prepared(*manifest);
    const rules::Situation situation{
        .manifest = &prepared, .overrides = {}, .display = wanted.display, .unit_path = {}};
    const rules::Timeline timeline = rules::evaluate(situation, now);
    plan.rung = timeline.rung;
    plan.holds.to = timeline.unchanged_until;
    return plan;
}

} // namespace marquee::manager
