// When things are shown, under names that staff keep: dayparts, named periods, the holidays that an
// authority announced, campaigns.
//
// Obtained from a Database (database.hpp) for the length of one read or write; const members read.
// add_, change_ and remove_ fail as described in content_repository.hpp; remove_ with wrong_state
// while a schedule names the row.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "manager/ports/content_repository.hpp"
#include "manager/ports/row.hpp"
#include "schemas/model/day_rule.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/manifest.hpp"

namespace marquee::manager {

// Named windows of the day: "地铁运营时间". Schedules follow it when it changes.
struct Daypart {
    DaypartId id;
    RowHead head;
    std::string name;
    std::vector<DailyWindow> windows; // never empty
    std::vector<DayException> exceptions;

    friend bool operator==(const Daypart&, const Daypart&) = default;
};

// Named days: "开学第一周". Schedules follow it when it changes.
struct NamedPeriod {
    PeriodId id;
    RowHead head;
    std::string name;
    std::vector<DayRule> days; // any of these; never empty

    friend bool operator==(const NamedPeriod&, const NamedPeriod&) = default;
};

// What was announced for one year. One row a year, of the whole organisation.
struct HolidayYearRecord {
    HolidayYear year;
    RowHead head; // the root's

    friend bool operator==(const HolidayYearRecord&, const HolidayYearRecord&) = default;
};

// What a campaign wants of every display on every one of its days.
struct CampaignGoal {
    enum class Measure { minutes, plays };
    Measure measure = Measure::minutes;
    std::int64_t amount = 1;

    friend bool operator==(const CampaignGoal&, const CampaignGoal&) = default;
};

// A set of schedules with an owner and an end. Its schedules hold on its dates only.
struct Campaign {
    CampaignId id;
    RowHead head;
    std::string name;
    AccountId owner; // empty: nobody's yet
    DateRange dates;
    std::optional<CampaignGoal> goal;

    friend bool operator==(const Campaign&, const Campaign&) = default;
};

class CalendarRepository {
public:
    virtual ~CalendarRepository() = default;

    virtual Status add_daypart(const Daypart& row) = 0;
    virtual Result<std::int64_t> change_daypart(const Daypart& row) = 0;
    virtual Status remove_daypart(const DaypartId& id, std::int64_t version) = 0;
    virtual Result<Daypart> daypart(const DaypartId& id) const = 0;
    virtual Result<PageOf<Daypart>> dayparts(const Scope& scope, const Page& page) const = 0;

    virtual Status add_period(const NamedPeriod& row) = 0;
    virtual Result<std::int64_t> change_period(const NamedPeriod& row) = 0;
    virtual Status remove_period(const PeriodId& id, std::int64_t version) = 0;
    virtual Result<NamedPeriod> period(const PeriodId& id) const = 0;
    virtual Result<PageOf<NamedPeriod>> periods(const Scope& scope, const Page& page) const = 0;

    virtual Status add_campaign(const Campaign& row) = 0;
    virtual Result<std::int64_t> change_campaign(const Campaign& row) = 0;
    virtual Status remove_campaign(const CampaignId& id, std::int64_t version) = 0;
    virtual Result<Campaign> campaign(const CampaignId& id) const = 0;
    virtual Result<PageOf<Campaign>> campaigns(const Scope& scope, const Page& page) const = 0;

    // Every schedule that names it, in order of id.
    virtual Result<std::vector<ScheduleRecord>> schedules_in(const DaypartId& daypart) const = 0;
    virtual Result<std::vector<ScheduleRecord>> schedules_in(const PeriodId& period) const = 0;
    virtual Result<std::vector<ScheduleRecord>> schedules_in(const CampaignId& campaign) const = 0;

    // Adds the year when head.version is 0, else replaces it when that is the stored version; the
    // new version. conflict.
    virtual Result<std::int64_t> put_holidays(const HolidayYearRecord& row) = 0;
    // Nothing names a year: it is never in use.
    virtual Status remove_holidays(std::int32_t year, std::int64_t version) = 0;
    virtual Result<HolidayYearRecord> holidays(std::int32_t year) const = 0;
    // All of them, ascending.
    virtual Result<std::vector<HolidayYearRecord>> all_holidays() const = 0;
};

} // namespace marquee::manager
