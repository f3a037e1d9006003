// manifest/1.2: what one display shall do. schemas/manifest.schema.json
//
// Written as manifest/1.0, byte for byte, while it says nothing that came later. Otherwise those
// later members that it uses are named in `critical`, so that an older player refuses the manifest
// by their name rather than show something else.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/model/error.hpp"
#include "schemas/model/manifest.hpp"
#include "schemas/wire/times.hpp"

namespace marquee::wire {

std::string write_manifest(const Manifest& manifest);

// Programs and schedules that many manifests carry, each written once: what is written of a
// manifest that has some of them is the same, and mostly copied. A value; write() may be called by
// any number of threads.
class ManifestParts {
public:
    ManifestParts(const std::vector<ProgramRef>& programs, const std::vector<Schedule>& schedules);

    // Which of them a manifest has, by their numbers.
    struct Chosen {
        const std::vector<std::uint32_t>& programs;
        const std::vector<std::uint32_t>& schedules;
    };
    // As write_manifest() of a manifest that is `rest` but for its programs and schedules.
    std::string write(const Manifest& rest, const Chosen& chosen) const;

private:
    struct Part {
        std::string text;
        std::vector<std::string> critical; // members of 1.1 that it uses
    };
    std::vector<std::string> programs_;
    std::vector<Part> schedules_;
};

// Besides the limits: schedules and filler name programs of the manifest (invalid_reference), the
// transitions of the zone ascend, issued_at is before not_after, and what wire/times.hpp says.
Result<Manifest> read_manifest(std::string_view text);

// How a schedule takes its turns, for bodies of the staff REST that carry the same:
// "interrupt_seconds_per_hour", "weight", "plays_per_hour_max", "repeat_gap_s", each left out where
// it is the default. An interrupt has none of the others (out_of_range).
void write_pace(ObjectWriter& out, const Schedule& schedule);
void read_pace(const Object& in, Schedule& schedule);

// The last members of a manifest, which say what its display is part of and called: wall,
// display_name and unit_name, each left out where there is none.
void write_belonging(ObjectWriter& out, const Manifest& manifest);

// {"epoch": 3, "generation": 118}
void write_number(ObjectWriter& out, const ManifestNumber& number);
ManifestNumber read_number(const Object& in);

} // namespace marquee::wire
