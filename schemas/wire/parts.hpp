// What several documents have in common. Internal to schemas/wire.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "schemas/model/enrolment.hpp"
#include "schemas/model/geometry.hpp"
#include "schemas/model/ids.hpp"
#include "schemas/model/program.hpp"
#include "schemas/model/time.hpp"
#include "schemas/wire/reader.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::wire {

// The members "format" and "critical" of a document that uses, of what came after MAJOR.0, the
// members named. None: it is written as MAJOR.0, so that the oldest reader takes it.
void write_format(ObjectWriter& out, const Format& format,
                  const std::vector<std::string>& critical);

// {"width": 640, "height": 64}; either side between `least` and limits::canvas_pixels_max.
void write_size(ObjectWriter& out, const Size& size);
Size read_size(const Object& in, std::int32_t least);

// {"x": 0, "y": 0, "width": 640, "height": 64}; never empty, never negative.
void write_rect(ObjectWriter& out, const Rect& rect);
Rect read_rect(const Object& in);

// A rectangle that lies within the canvas; out_of_range otherwise.
Rect read_zone_rect(const Value& value, const Size& canvas);

// Slides and wipes have one.
bool has_direction(const Transition& transition);

// {"kind": "crossfade", "duration_ms": 500}; never longer than the item. With "direction" where it
// has one; elsewhere a direction is read over.
void write_transition(ObjectWriter& out, const Transition& transition);
Transition read_transition(const Object& in, Milliseconds item_duration);

// "motion" of a poster and "opacity_percent" of a zone; absent: still, and 100.
void write_motion(ObjectWriter& out, PosterMotion motion);
PosterMotion read_motion(const Object& in);
void write_opacity(ObjectWriter& out, std::int32_t opacity_percent);
std::int32_t read_opacity(const Object& in);

// `revision`, from 1.
std::int32_t read_revision(const Object& in);

// An instant that must lie after `start`.
Instant read_end_after(const Value& value, Instant start);

// "not_before" and "not_after" of a playlist item, of its draft or of a ProgramRef; absent: open.
template<typename Item>
void write_validity(ObjectWriter& out, const Item& item) {
    out.member("not_before", item.not_before);
    out.member("not_after", item.not_after);
}
template<typename Item>
void read_validity(const Object& in, Item& item) {
    if (const Value not_before = in.optional("not_before")) {
        item.not_before = not_before.instant();
    }
    if (const Value not_after = in.optional("not_after")) {
        item.not_after = read_end_after(not_after, item.not_before.value_or(Instant::min()));
    }
}

// {"name": …, "version": …, "formats": […], "capabilities": […]}
void write_software(ObjectWriter& out, const Software& software);
Software read_software(const Object& in);

// Leaf first; never empty.
std::vector<UnitId> read_unit_path(const Value& value);

} // namespace marquee::wire
