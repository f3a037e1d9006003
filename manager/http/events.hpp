// What open pages are told: GET /api/v1/events, and which subject a path of the staff REST is
// about.
#pragma once

#include <optional>
#include <string_view>

#include "manager/http/staff_route.hpp"
#include "manager/ports/staff_events.hpp"

namespace marquee::manager {

inline constexpr std::string_view events_path = "/api/v1/events";

// What a successful change under this path changes, for pages; nullopt: nothing they show.
std::optional<Subject> subject_of(std::string_view path);

// Everybody who is signed in may listen. The answer is the head; the front holds the stream.
StaffRoutes event_routes();

} // namespace marquee::manager
