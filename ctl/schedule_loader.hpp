// The part of a campaign that says when, into the manager: dayparts, periods, campaigns, and then
// the schedules that name them.
#pragma once

#include <functional>
#include <string>

#include "ctl/campaign.hpp"
#include "ctl/shelf.hpp"
#include "ctl/staff_client.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::ctl {

// What has its name already is left alone.
class ScheduleLoader {
public:
    // All outlive the loader. Programs and units are known by name when put() is called.
    ScheduleLoader(StaffClient& client, const Campaign& campaign, const Shelf& units,
                   const Shelf& programs)
        : client_(client), campaign_(campaign), units_(units), programs_(programs) {}

    // Reads what there is.
    Status open();
    Status put();

    std::size_t calendar_rows_made() const {
        return dayparts_.made() + periods_.made() + campaigns_.made();
    }
    std::size_t schedules_made() const { return schedules_.made(); }
    std::size_t present() const {
        return dayparts_.present() + periods_.present() + campaigns_.present()
               + schedules_.present();
    }

private:
    using Write = std::function<void(wire::ObjectWriter&)>;

    Status put_dayparts();
    Status put_periods();
    Status put_campaigns();
    Status put_schedules();
    Status put_one(Shelf& shelf, const std::string& name, const Write& write);
    Result<std::string> body_of(const CampaignSchedule& row,
                                const std::vector<NamedRow>& displays) const;

    StaffClient& client_;
    const Campaign& campaign_;
    const Shelf& units_;
    const Shelf& programs_;
    Shelf dayparts_{client_, "/api/v1/dayparts"};
    Shelf periods_{client_, "/api/v1/periods"};
    Shelf campaigns_{client_, "/api/v1/campaigns"};
    Shelf schedules_{client_, "/api/v1/schedules"};
};

} // namespace marquee::ctl
