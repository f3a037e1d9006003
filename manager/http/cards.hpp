// /api/v1/displays/{id}/card: a test card, or the display's own name, over what it shows.
#pragma once

#include "manager/fleet/cards.hpp"
#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

// Outlives the routes it gives. Putting a card up and taking it down takes the right to manage
// displays, for the public sees it, and stands in the audit trail; looking takes none but reading.
class CardResource {
public:
    CardResource(Database& database, Cards& cards) : database_(database), cards_(cards) {}

    StaffRoutes routes();

private:
    Result<Response> show(const StaffCall& call);
    Result<Response> put_up(const StaffCall& call);
    Result<Response> take_down(const StaffCall& call);

    Database& database_;
    Cards& cards_;
};

} // namespace marquee::manager
