// What a display will show and why, as JSON for people's programs: the staff REST and marqueectl
// say it alike. openapi.yaml: Playing, Timeline.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "schemas/rules/explanation.hpp"
#include "schemas/rules/spans.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::wire {

// What people call them; what has no name here goes without.
struct PlanNames {
    std::map<ScheduleId, std::string> schedules;
    std::map<ProgramId, std::string> programs;
};

// A candidate's standing in words; empty: none.
using StandingWords = std::function<std::string(const rules::RungTried&, const rules::Candidate&)>;

// As write_timeline, and "rungs" from the top of the ladder down.
void write_explanation(ObjectWriter& out, const rules::Explanation& told, const PlanNames& names,
                       const StandingWords& words = {});

// "rung", "unchanged_until", "brightness_percent", "volume_percent", "slots".
void write_timeline(ObjectWriter& out, const rules::Timeline& timeline, const PlanNames& names);

// "spans" in order, each with the airtime of its shares; "programs": the sums.
void write_spans(ObjectWriter& out, const std::vector<rules::Span>& spans, const PlanNames& names);

} // namespace marquee::wire
