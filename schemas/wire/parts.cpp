#include "schemas/wire/parts.hpp"

#include <limits>

namespace marquee::wire {

void write_format(ObjectWriter& out, const Format& format,
                  const std::vector<std::string>& critical) {
    if (critical.empty()) {
        out.member("format", to_string(Format{format.kind, format.major, 0}));
        return;
    }
    out.member("format", to_string(format));
    out.texts("critical", critical);
}

void write_size(ObjectWriter& out, const Size& size) {
    out.member("width", size.width);
    out.member("height", size.height);
}

Size read_size(const Object& in, std::int32_t least) {
    Size size;
    size.width = in.required("width").integer<std::int32_t>(least, limits::canvas_pixels_max);
    size.height = in.required("height").integer<std::int32_t>(least, limits::canvas_pixels_max);
    return size;
}

void write_rect(ObjectWriter& out, const Rect& rect) {
    out.member("x", rect.x);
    out.member("y", rect.y);
    write_size(out, rect.size());
}

Rect read_rect(const Object& in) {
    Rect rect;
    rect.x = in.required("x").integer<std::int32_t>(0, limits::canvas_pixels_max);
    rect.y = in.required("y").integer<std::int32_t>(0, limits::canvas_pixels_max);
    const Size size = read_size(in, 1);
    rect.width = size.width;
    rect.height = size.height;
    return rect;
}

Rect read_zone_rect(const Value& value, const Size& canvas) {
    const Rect rect = read_rect(value.object());
    if (!value.failed()
        && (rect.x + rect.width > canvas.width || rect.y + rect.height > canvas.height)) {
        value.refuse(ErrorCode::out_of_range, "the zone reaches beyond the canvas");
    }
    return rect;
}

bool has_direction(const Transition& transition) {
    return transition.kind == TransitionKind::slide || transition.kind == TransitionKind::wipe;
}

void write_transition(ObjectWriter& out, const Transition& transition) {
    out.member("kind", transition.kind);
    out.member("duration_ms", transition.duration.count());
    if (has_direction(transition)) {
        out.member("direction", transition.direction);
    }
}

Transition read_transition(const Object& in, Milliseconds item_duration) {
    Transition transition;
    transition.kind = in.required("kind").word<TransitionKind>();
    transition.duration =
        Milliseconds{in.required("duration_ms").integer<std::int64_t>(0, item_duration.count())};
    const Value direction = in.optional("direction");
    if (direction && has_direction(transition)) {
        transition.direction = direction.word<Direction>();
    }
    return transition;
}

void write_motion(ObjectWriter& out, PosterMotion motion) {
    if (motion != PosterMotion::still) {
        out.member("motion", motion);
    }
}

PosterMotion read_motion(const Object& in) {
    const Value motion = in.optional("motion");
    return motion ? motion.word<PosterMotion>() : PosterMotion::still;
}

void write_opacity(ObjectWriter& out, std::int32_t opacity_percent) {
    if (opacity_percent != 100) {
        out.member("opacity_percent", opacity_percent);
    }
}

std::int32_t read_opacity(const Object& in) {
    const Value opacity = in.optional("opacity_percent");
    return opacity ? opacity.integer<std::int32_t>(1, 100) : 100;
}

std::int32_t read_revision(const Object& in) {
    return in.required("revision")
        .integer<std::int32_t>(1, std::numeric_limits<std::int32_t>::max());
}

Instant read_end_after(const Value& value, Instant start) {
    const Instant end = value.instant();
    if (!value.failed() && end <= start) {
        value.refuse(ErrorCode::out_of_range, "the end does not lie after the start");
    }
    return end;
}

void write_software(ObjectWriter& out, const Software& software) {
    out.member("name", software.name);
    out.member("version", software.version);
    out.texts("formats", software.formats);
    out.texts("capabilities", software.capabilities);
}

Software read_software(const Object& in) {
    const auto word = [](const Value& value) { return value.line(limits::word_bytes_max, 1); };
    Software software;
    software.name = in.required("name").line(limits::name_bytes_max, 1);
    software.version = in.required("version").line(limits::word_bytes_max);
    software.formats = in.required("formats").list(limits::formats_announced_max, word);
    software.capabilities =
        in.required("capabilities").list(limits::capabilities_announced_max, word);
    return software;
}

std::vector<UnitId> read_unit_path(const Value& value) {
    return value.list(
        limits::unit_depth_max, [](const Value& id) { return id.id<UnitId>(); }, 1);
}

} // namespace marquee::wire
