#include "ctl/schedule_loader.hpp"

#include <algorithm>

#include "schemas/wire/manifest.hpp"
#include "schemas/wire/times.hpp"

namespace marquee::ctl {

namespace {

// The ids of things that are called so; the first that nobody knows is the failure.
template<typename IdOf>
Result<std::vector<std::string>> ids_of(const std::vector<std::string>& names, const IdOf& id_of) {
    std::vector<std::string> ids;
    for (const std::string& name : names) {
        Result<std::string> id = id_of(name);
        if (!id) {
            return tl::unexpected<Error>(std::move(id.error()));
        }
        ids.push_back(*std::move(id));
    }
    return ids;
}

// Nothing for nothing.
Result<std::string> id_if(const Shelf& shelf, const std::string& name) {
    return name.empty() ? Result<std::string>(std::string()) : shelf.id(name);
}

void write_if(wire::ObjectWriter& out, std::string_view member, const std::string& id) {
    if (!id.empty()) {
        out.member(member, id);
    }
}

void write_share(wire::ObjectWriter& out, const Schedule& schedule) {
    out.member("priority", schedule.priority);
    out.member("any_time", schedule.any_time);
    out.member("interrupt_seconds_per_hour", schedule.interrupt_seconds_per_hour);
    out.member("weight", schedule.weight);
    out.member("plays_per_hour_max", schedule.plays_per_hour_max);
    out.member("repeat_gap_s", schedule.repeat_gap.count());
}

} // namespace

Status ScheduleLoader::open() {
    for (Shelf* shelf : {&dayparts_, &periods_, &campaigns_, &schedules_}) {
        if (Status opened = shelf->open(); !opened) {
            return opened;
        }
    }
    return {};
}

Status ScheduleLoader::put() {
    return put_dayparts()
        .and_then([&] { return put_periods(); })
        .and_then([&] { return put_campaigns(); })
        .and_then([&] { return put_schedules(); });
}

// One thing in the root unit.
Status ScheduleLoader::put_one(Shelf& shelf, const std::string& name, const Write& write) {
    const std::string body = wire::write_object([&](wire::ObjectWriter& out) {
        out.member("unit_id", units_.rows().front().id);
        out.member("name", name);
        write(out);
    });
    return shelf.put(name, body).map([](bool) {});
}

Status ScheduleLoader::put_dayparts() {
    for (const CampaignDaypart& row : campaign_.dayparts) {
        const Status put = put_one(dayparts_, row.name, [&](wire::ObjectWriter& out) {
            wire::write_windows(out, row.windows);
            wire::write_exceptions(out, row.exceptions);
        });
        if (!put) {
            return put;
        }
    }
    return {};
}

Status ScheduleLoader::put_periods() {
    for (const CampaignPeriod& row : campaign_.periods) {
        const Status put = put_one(periods_, row.name, [&](wire::ObjectWriter& out) {
            wire::write_days(out, "days", row.days);
        });
        if (!put) {
            return put;
        }
    }
    return {};
}

// The file itself is a campaign too, unless it says more about one of its name.
Status ScheduleLoader::put_campaigns() {
    std::vector<DatedCampaign> rows = campaign_.campaigns;
    const bool said = std::any_of(rows.begin(), rows.end(), [&](const DatedCampaign& row) {
        return row.name == campaign_.name;
    });
    if (!said) {
        rows.push_back({.name = campaign_.name, .dates = {}, .goal = {}});
    }
    for (const DatedCampaign& row : rows) {
        const Status put = put_one(campaigns_, row.name, [&](wire::ObjectWriter& out) {
            out.member("first", row.dates.first);
            out.member("last", row.dates.last);
            if (row.goal) {
                out.object("goal", [&](wire::ObjectWriter& goal) {
                    goal.member("measure", row.goal->measure);
                    goal.member("amount", row.goal->amount);
                });
            }
        });
        if (!put) {
            return put;
        }
    }
    return {};
}

Status ScheduleLoader::put_schedules() {
    const auto displays = read_names(client_, "/api/v1/displays", "title");
    if (!displays) {
        return tl::unexpected<Error>(displays.error());
    }
    for (const CampaignSchedule& row : campaign_.schedules) {
        const auto made = body_of(row, *displays).and_then([&](const std::string& body) {
            return schedules_.put(row.schedule.name, body);
        });
        if (!made) {
            return tl::unexpected<Error>(made.error());
        }
    }
    return {};
}

Result<std::string> ScheduleLoader::body_of(const CampaignSchedule& row,
                                            const std::vector<NamedRow>& displays) const {
    const auto program = programs_.id(row.program);
    const auto daypart = id_if(dayparts_, row.daypart);
    const auto campaign = campaigns_.id(row.campaign.empty() ? campaign_.name : row.campaign);
    for (const auto* id : {&program, &daypart, &campaign}) {
        if (!*id) {
            return tl::unexpected<Error>(id->error());
        }
    }
    const auto periods =
        ids_of(row.periods, [&](const std::string& name) { return periods_.id(name); });
    const auto units = ids_of(row.units, [&](const std::string& name) { return units_.id(name); });
    const auto shown =
        ids_of(row.displays, [&](const std::string& name) { return resolve(displays, name); });
    for (const auto* ids : {&periods, &units, &shown}) {
        if (!*ids) {
            return tl::unexpected<Error>(ids->error());
        }
    }
    return wire::write_object([&](wire::ObjectWriter& out) {
        out.member("unit_id", units_.rows().front().id);
        out.member("name", row.schedule.name);
        out.member("program_id", *program);
        write_share(out, row.schedule);
        write_if(out, "daypart_id", *daypart);
        out.texts("period_ids", *periods);
        out.member("campaign_id", *campaign);
        out.object("times",
                   [&](wire::ObjectWriter& in) { wire::write_times(in, row.schedule.times); });
        out.object("targets", [&](wire::ObjectWriter& in) {
            in.texts("displays", *shown);
            in.texts("units", *units);
            write_if(in, "tags", row.tags);
        });
    });
}

} // namespace marquee::ctl
