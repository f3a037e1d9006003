// What people call the things of a plan.
#pragma once

#include "manager/ports/database.hpp"
#include "schemas/model/manifest.hpp"
#include "schemas/wire/plan.hpp"

namespace marquee::manager {

// Adds the manifest's schedules, and its programs as they are called now. What was removed since
// keeps its id alone. One query for each program that is not named yet.
void add_names(wire::PlanNames& names, const View& view, const Manifest& manifest);

} // namespace marquee::manager
