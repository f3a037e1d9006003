// /api/v1/calendar-imports: days out of somebody's calendar, to be put into a schedule or a period.
// Nothing is kept.
#pragma once

#include <mutex>

#include "common/zoneinfo.hpp"
#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

class CalendarImportResource {
public:
    CalendarImportResource(Database& database, const Zoneinfo& zones)
        : database_(database), zones_(zones) {}

    StaffRoutes routes();

private:
    Result<Response> read(const StaffCall& call);

    Database& database_;
    const Zoneinfo& zones_;
    std::mutex reading_; // import_calendar() is for one thread at a time
};

} // namespace marquee::manager
