#include "ctl/campaign_calendar.hpp"

#include "schemas/model/limits.hpp"
#include "schemas/wire/manifest.hpp"
#include "schemas/wire/times.hpp"

namespace marquee::ctl {

namespace {

std::string read_name(const wire::Value& value) {
    return value.line(limits::name_bytes_max, 1);
}

std::string read_name_if(const wire::Value& value) {
    return value ? read_name(value) : std::string();
}

std::vector<std::string> read_names(const wire::Value& value) {
    if (!value) {
        return {};
    }
    return value.list(limits::displays_addressed_max, read_name);
}

} // namespace

CampaignDaypart read_daypart(const wire::Value& value) {
    const wire::Object in = value.object();
    CampaignDaypart daypart{.name = read_name(in.required("name")),
                            .windows = wire::read_windows(in.required("windows")),
                            .exceptions = {}};
    if (const wire::Value exceptions = in.optional("exceptions")) {
        daypart.exceptions = wire::read_exceptions(exceptions);
    }
    return daypart;
}

CampaignPeriod read_period(const wire::Value& value) {
    const wire::Object in = value.object();
    return {.name = read_name(in.required("name")), .days = wire::read_days(in.required("days"))};
}

DatedCampaign read_dated_campaign(const wire::Value& value) {
    const wire::Object in = value.object();
    DatedCampaign campaign{
        .name = read_name(in.required("name")), .dates = wire::read_date_range(in), .goal = {}};
    if (const wire::Value goal = in.optional("goal")) {
        const wire::Object said = goal.object();
        campaign.goal =
            CampaignGoal{.measure = said.required("measure").line(limits::word_bytes_max, 1),
                         .amount = said.required("amount").integer<std::int64_t>(
                             1, limits::campaign_goal_plays_max)};
    }
    return campaign;
}

CampaignSchedule read_campaign_schedule(const wire::Value& value) {
    const wire::Object in = value.object();
    CampaignSchedule row;
    row.schedule.name = read_name(in.required("name"));
    row.program = read_name(in.required("program"));
    if (const wire::Value priority = in.optional("priority")) {
        row.schedule.priority = priority.word<PriorityClass>();
    }
    if (const wire::Value times = in.optional("times")) {
        row.schedule.times = wire::read_times(times.object());
    }
    if (const wire::Value any_time = in.optional("any_time")) {
        row.schedule.any_time = any_time.boolean();
    }
    wire::read_pace(in, row.schedule);
    row.displays = read_names(in.optional("displays"));
    row.units = read_names(in.optional("units"));
    if (const wire::Value tags = in.optional("tags")) {
        row.tags = tags.line(limits::tag_expression_bytes_max, 1);
    }
    row.daypart = read_name_if(in.optional("daypart"));
    row.periods = read_names(in.optional("periods"));
    row.campaign = read_name_if(in.optional("campaign"));
    return row;
}

} // namespace marquee::ctl
