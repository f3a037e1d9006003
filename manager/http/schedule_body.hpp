// A schedule as the staff REST carries it, and what must be true of it before it is kept.
#pragma once

#include <cstdint>
#include <vector>

#include "manager/access/authorizer.hpp"
#include "manager/http/sentences.hpp"
#include "manager/ports/database.hpp"
#include "schemas/wire/reader.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::manager {

// Every member, with those that every row has.
void write_schedule(wire::ObjectWriter& out, const ScheduleRecord& row);

// What staff send: without id, version and instants. Whoever asks may read more of the object.
ScheduleRecord read_schedule(const wire::Object& in);

// Brings the times into the shape in which they are kept, and asks that the schedule's program is
// approved, that the program, the daypart, the periods and the campaign are of its unit or of one
// above, and that `who` may schedule in every place it names. Failures point into the body.
Status settle_schedule(const View& view, const Principal& who, ScheduleRecord& row);

} // namespace marquee::manager
