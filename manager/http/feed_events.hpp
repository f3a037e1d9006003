// The runs of schedules as the events of a calendar.
#pragma once

#include <functional>
#include <span>

#include "manager/http/sentences.hpp"
#include "manager/reporting/calendar/calendar_feed.hpp"
#include "schemas/model/manifest.hpp"
#include "schemas/rules/prepared_manifest.hpp"
#include "schemas/wire/plan.hpp"

namespace marquee::manager {

// Some displays with one plan.
struct FeedPlan {
    const Manifest& manifest; // says what `prepared` was made from
    const rules::PreparedManifest& prepared;
    std::size_t displays = 1;
};

struct FeedWords {
    const wire::PlanNames& names;
    Language language = Language::zh_cn;
    // When the schedule was decided: the stamp of its events.
    std::function<Instant(const ScheduleId&)> decided_at;
};

// One event for every run of every schedule that touches `within`, in order of their beginnings;
// runs of equal times on several plans are one. A run without a beginning or end is cut to
// `within`. At most limits::calendar_feed_events_max: what begins later is left out.
std::vector<FeedEvent> feed_events(std::span<const FeedPlan> plans, const Interval& within,
                                   const FeedWords& words);

} // namespace marquee::manager
