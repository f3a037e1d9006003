// A time zone as a value. Internal to schemas/wire.
#pragma once

#include "schemas/model/time.hpp"
#include "schemas/wire/reader.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::wire {

// {"name": "Asia/Shanghai", "tzdata_version": "2024a", "offset_seconds_before": 28800,
//  "transitions": […]}
void write_zone_rules(ObjectWriter& out, const ZoneRules& zone);

// Besides the limits: transitions ascend.
ZoneRules read_zone_rules(const Object& in);

} // namespace marquee::wire
