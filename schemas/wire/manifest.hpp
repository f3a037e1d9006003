// manifest/1.0: what one display shall do. schemas/manifest.schema.json
#pragma once

#include <string>
#include <string_view>

#include "schemas/model/error.hpp"
#include "schemas/model/manifest.hpp"
#include "schemas/wire/reader.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::wire {

std::string write_manifest(const Manifest& manifest);

// Besides the limits: schedules and filler name programs of the manifest (invalid_reference), the
// transitions of the zone ascend, issued_at is before not_after.
Result<Manifest> read_manifest(std::string_view text);

// The parts, for bodies of the staff REST that carry the same things.
void write_times(ObjectWriter& out, const Times& times);
Times read_times(const Object& in);

// {"epoch": 3, "generation": 118}
void write_number(ObjectWriter& out, const ManifestNumber& number);
ManifestNumber read_number(const Object& in);

} // namespace marquee::wire
