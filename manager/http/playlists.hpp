// /api/v1/playlists: ordered items of the library that zones of programs play.
#pragma once

#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"
#include "manager/publishing/programs.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class PlaylistResource {
public:
    PlaylistResource(Database& database, Programs& programs)
        : database_(database), programs_(programs) {}

    StaffRoutes routes();

private:
    Result<Response> list(const StaffCall& call);
    Result<Response> create(const StaffCall& call);
    Result<Response> show(const StaffCall& call);
    // Programs that play the playlist follow.
    Result<Response> replace(const StaffCall& call);
    Result<Response> remove(const StaffCall& call);

    Database& database_;
    Programs& programs_;
};

} // namespace marquee::manager
