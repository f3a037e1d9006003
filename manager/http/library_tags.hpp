// /api/v1/library-tags: the words people put on slogans, assets and playlists, to find them by.
#pragma once

#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

inline constexpr std::size_t library_tags_max = 32; // of one thing

// Outlives the routes it gives.
class LibraryTagResource {
public:
    explicit LibraryTagResource(Database& database) : database_(database) {}

    StaffRoutes routes();

private:
    Result<Response> list(const StaffCall& call);
    Result<Response> replace(const StaffCall& call);

    Database& database_;
};

} // namespace marquee::manager
