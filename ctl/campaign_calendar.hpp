// What a campaign file says about when: hours, days and campaigns under names, and schedules that
// follow them. The members are those of the staff REST, with names in place of ids.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "schemas/model/manifest.hpp"
#include "schemas/wire/reader.hpp"

namespace marquee::ctl {

struct CampaignDaypart {
    std::string name;
    std::vector<DailyWindow> windows;
    std::vector<DayException> exceptions;
};

struct CampaignPeriod {
    std::string name;
    std::vector<DayRule> days;
};

// What a campaign wants of every display on every one of its days.
struct CampaignGoal {
    std::string measure; // "minutes", "plays"; the manager judges
    std::int64_t amount = 0;
};

// Its schedules hold on its dates only.
struct DatedCampaign {
    std::string name;
    DateRange dates;
    std::optional<CampaignGoal> goal;
};

struct CampaignSchedule {
    Schedule schedule; // without id and program
    std::string program;
    std::vector<std::string> displays; // by title, or name
    std::vector<std::string> units;
    std::string tags; // of the units' displays
    std::string daypart;
    std::vector<std::string> periods;
    std::string campaign; // empty: the file's own
};

CampaignDaypart read_daypart(const wire::Value& value);
CampaignPeriod read_period(const wire::Value& value);
DatedCampaign read_dated_campaign(const wire::Value& value);
CampaignSchedule read_campaign_schedule(const wire::Value& value);

} // namespace marquee::ctl
