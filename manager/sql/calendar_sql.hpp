// Dayparts, periods, campaigns and announced holidays in tables.
#pragma once

#include "manager/ports/calendar_repository.hpp"
#include "manager/sql/connection.hpp"
#include "manager/sql/owned_table.hpp"
#include "manager/sql/schedule_table.hpp"

namespace marquee::manager::sql {

// Lives as long as its connection and belongs to the same thread.
class CalendarSql final : public CalendarRepository {
public:
    explicit CalendarSql(Connection& connection);

    Status add_daypart(const Daypart& row) override;
    Result<std::int64_t> change_daypart(const Daypart& row) override;
    Status remove_daypart(const DaypartId& id, std::int64_t version) override;
    Result<Daypart> daypart(const DaypartId& id) const override;
    Result<PageOf<Daypart>> dayparts(const Scope& scope, const Page& page) const override;

    Status add_period(const NamedPeriod& row) override;
    Result<std::int64_t> change_period(const NamedPeriod& row) override;
    Status remove_period(const PeriodId& id, std::int64_t version) override;
    Result<NamedPeriod> period(const PeriodId& id) const override;
    Result<PageOf<NamedPeriod>> periods(const Scope& scope, const Page& page) const override;

    Status add_campaign(const Campaign& row) override;
    Result<std::int64_t> change_campaign(const Campaign& row) override;
    Status remove_campaign(const CampaignId& id, std::int64_t version) override;
    Result<Campaign> campaign(const CampaignId& id) const override;
    Result<PageOf<Campaign>> campaigns(const Scope& scope, const Page& page) const override;

    Result<std::vector<ScheduleRecord>> schedules_in(const DaypartId& daypart) const override;
    Result<std::vector<ScheduleRecord>> schedules_in(const PeriodId& period) const override;
    Result<std::vector<ScheduleRecord>> schedules_in(const CampaignId& campaign) const override;

    Result<std::int64_t> put_holidays(const HolidayYearRecord& row) override;
    Status remove_holidays(std::int32_t year, std::int64_t version) override;
    Result<HolidayYearRecord> holidays(std::int32_t year) const override;
    Result<std::vector<HolidayYearRecord>> all_holidays() const override;

private:
    OwnedTable dayparts_;
    OwnedTable periods_;
    OwnedTable campaigns_;
    OwnedTable holidays_;
    ScheduleTable schedules_;
};

} // namespace marquee::manager::sql
