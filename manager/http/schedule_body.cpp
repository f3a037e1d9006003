#include "manager/http/schedule_body.hpp"

#include "manager/http/resource.hpp"
#include "schemas/wire/manifest.hpp"
#include "schemas/wire/times.hpp"

namespace marquee::manager {

namespace {

template<typename IdType>
std::vector<IdType> read_ids(const wire::Value& value, std::size_t count_max) {
    if (!value) {
        return {};
    }
    return value.list(count_max, [](const wire::Value& id) { return id.id<IdType>(); });
}

void write_targets(wire::ObjectWriter& out, const ScheduleTargets& targets) {
    out.ids("units", targets.units);
    out.ids("displays", targets.displays);
    out.ids("groups", targets.groups);
    out.ids("excluded_units", targets.excluded_units);
    out.ids("excluded_displays", targets.excluded_displays);
    if (!targets.tags.empty()) {
        out.member("tags", targets.tags);
    }
}

ScheduleTargets read_targets(const wire::Value& value) {
    constexpr std::size_t most = limits::displays_addressed_max;
    const wire::Object in = value.object();
    ScheduleTargets targets{.units = read_ids<UnitId>(in.optional("units"), most),
                            .displays = read_ids<DisplayId>(in.optional("displays"), most),
                            .groups = read_ids<GroupId>(in.optional("groups"), most),
                            .excluded_units = read_ids<UnitId>(in.optional("excluded_units"), most),
                            .excluded_displays =
                                read_ids<DisplayId>(in.optional("excluded_displays"), most)};
    if (const wire::Value tags = in.optional("tags")) {
        targets.tags = tags.line(limits::tag_expression_bytes_max);
    }
    if (targets.units.empty() && targets.displays.empty() && targets.groups.empty()) {
        value.refuse(ErrorCode::missing_member, "a schedule names a unit, a display or a group");
    }
    return targets;
}

} // namespace

void write_schedule(wire::ObjectWriter& out, const ScheduleRecord& row) {
    const Schedule& schedule = row.schedule;
    out.member("id", schedule.id);
    write_head(out, row.head);
    out.member("name", schedule.name);
    out.member("program_id", schedule.program);
    out.member("priority", schedule.priority);
    out.member("any_time", schedule.any_time);
    out.member("interrupt_seconds_per_hour", schedule.interrupt_seconds_per_hour);
    out.member("weight", schedule.weight);
    out.member("plays_per_hour_max", schedule.plays_per_hour_max);
    out.member("repeat_gap_s", schedule.repeat_gap.count());
    if (!row.daypart.empty()) {
        out.member("daypart_id", row.daypart);
    }
    out.ids("period_ids", row.periods);
    if (!row.campaign.empty()) {
        out.member("campaign_id", row.campaign);
    }
    out.object("times", [&](wire::ObjectWriter& in) { wire::write_times(in, schedule.times); });
    out.object("targets", [&](wire::ObjectWriter& in) { write_targets(in, row.targets); });
}

ScheduleRecord read_schedule(const wire::Object& in) {
    ScheduleRecord row;
    row.head.unit = in.required("unit_id").id<UnitId>();
    row.schedule.name = in.required("name").line(limits::name_bytes_max, 1);
    row.schedule.program = in.required("program_id").id<ProgramId>();
    if (const wire::Value priority = in.optional("priority")) {
        row.schedule.priority = priority.word<PriorityClass>();
    }
    if (const wire::Value any_time = in.optional("any_time")) {
        row.schedule.any_time = any_time.boolean();
    }
    wire::read_pace(in, row.schedule);
    if (const wire::Value daypart = in.optional("daypart_id")) {
        row.daypart = daypart.id<DaypartId>();
    }
    row.periods = read_ids<PeriodId>(in.optional("period_ids"), limits::day_rules_max);
    if (const wire::Value campaign = in.optional("campaign_id")) {
        row.campaign = campaign.id<CampaignId>();
    }
    if (const wire::Value times = in.optional("times")) {
        row.schedule.times = wire::read_times(times.object());
    }
    row.targets = read_targets(in.required("targets"));
    return row;
}

} // namespace marquee::manager
