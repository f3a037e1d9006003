// What must be true of a schedule before it is kept.
#include <algorithm>

#include "manager/http/schedule_body.hpp"
#include "manager/http/settled_times.hpp"
#include "manager/publishing/composition.hpp"
#include "manager/publishing/schedule_times.hpp"
#include "schemas/rules/tag_expression.hpp"

namespace marquee::manager {

namespace {

// Where the schedule is shown; for displays and groups the units they are in.
Result<std::vector<UnitId>> places_of(const View& view, const ScheduleTargets& targets) {
    std::vector<UnitId> places = targets.units;
    for (const DisplayId& id : targets.displays) {
        const Result<Display> display = view.fleet.display(id);
        if (!display) {
            return fail(ErrorCode::invalid_reference, "there is no such display",
                        "/targets/displays");
        }
        places.push_back(display->head.unit);
    }
    for (const GroupId& id : targets.groups) {
        const Result<DisplayGroup> group = view.groups.group(id);
        if (!group) {
            return fail(ErrorCode::invalid_reference, "there is no such group", "/targets/groups");
        }
        places.push_back(group->head.unit);
    }
    return places;
}

// Tags narrow units down; where they are wrong, params["position"] says.
Status check_tags(const ScheduleTargets& targets) {
    if (targets.tags.empty()) {
        return {};
    }
    if (targets.units.empty()) {
        return fail(ErrorCode::missing_member, "tags choose among the displays of units",
                    "/targets/units");
    }
    return rules::tag_expression_from_text(targets.tags)
        .map([](const rules::TagExpression&) {})
        .map_error([](Error error) {
            error.where = "/targets/tags";
            return error;
        });
}

Status check_targets(const View& view, const Principal& who, const ScheduleTargets& targets) {
    const Result<std::vector<UnitId>> places = places_of(view, targets);
    if (!places) {
        return tl::unexpected<Error>(places.error());
    }
    for (const UnitId& unit : *places) {
        const Result<std::vector<UnitId>> path = view.fleet.unit_path(unit);
        if (!path) {
            return fail(ErrorCode::invalid_reference, "there is no such unit", "/targets/units");
        }
        if (Status allowed = authorise_in(who, Action::schedule, *path); !allowed) {
            return allowed;
        }
    }
    return {};
}

// Approved, and of a unit that shares it with the schedule's.
Status check_program(const View& view, const ScheduleRecord& row) {
    const Result<ProgramRevision> latest = view.content.latest_revision(row.schedule.program);
    if (!latest) {
        return fail(ErrorCode::invalid_reference, "there is no such program", "/program_id");
    }
    const Result<bool> shared = shares(view.fleet, latest->head.unit, row.head.unit);
    if (!shared || !*shared) {
        return fail(ErrorCode::invalid_reference, "the program is another unit's", "/program_id");
    }
    if (!view.content.approved_revision(row.schedule.program)) {
        return fail(ErrorCode::wrong_state, "only an approved program is scheduled", "/program_id",
                    {{"state", std::string(to_slug(latest->state))},
                     {"needed", std::string(to_slug(ProgramState::approved))}});
    }
    return {};
}

// Of the schedule's unit, or of one above it.
template<typename Row>
Status check_shared(const View& view, const UnitId& user, const Result<Row>& row,
                    const std::string& where) {
    const Result<bool> shared =
        row ? shares(view.fleet, row->head.unit, user) : Result<bool>(false);
    if (!shared || !*shared) {
        return fail(ErrorCode::invalid_reference, "there is no such thing for this unit", where);
    }
    return {};
}

Status check_names(const View& view, const ScheduleRecord& row) {
    Status found;
    if (!row.daypart.empty()) {
        found =
            check_shared(view, row.head.unit, view.calendars.daypart(row.daypart), "/daypart_id");
    }
    if (found && !row.campaign.empty()) {
        found = check_shared(view, row.head.unit, view.calendars.campaign(row.campaign),
                             "/campaign_id");
    }
    for (std::size_t i = 0; found && i < row.periods.size(); ++i) {
        found = check_shared(view, row.head.unit, view.calendars.period(row.periods[i]),
                             "/period_ids/" + std::to_string(i));
    }
    if (!found) {
        return found;
    }
    return named_times(view, {row}).and_then([&](const NamedTimes& names) {
        return check_day_count(row, names, "/period_ids");
    });
}

} // namespace

Status settle_schedule(const View& view, const Principal& who, ScheduleRecord& row) {
    return settle_times(row.schedule.times, "/times")
        .and_then([&] { return check_tags(row.targets); })
        .and_then([&] { return check_targets(view, who, row.targets); })
        .and_then([&] { return check_program(view, row); })
        .and_then([&] { return check_names(view, row); });
}

} // namespace marquee::manager
