#include "manager/http/calendars.hpp"

namespace marquee::manager {

StaffRoutes CalendarResources::routes() {
    StaffRoutes all;
    for (const StaffRoutes& part : {dayparts_.routes(), periods_.routes(), campaigns_.routes(),
                                    holidays_.routes(), days_.routes()}) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

} // namespace marquee::manager
