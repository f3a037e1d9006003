#include "player/panel_map_file.hpp"

#include "common/durable_file.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/reader.hpp"

namespace marquee::player {
namespace {

constexpr std::size_t file_bytes_max = 64 * limits::KiB;
constexpr std::string_view format_name = "panel-map/1.0";
constexpr std::int32_t side_max = limits::canvas_pixels_max;

std::int32_t length(const wire::Object& in, std::string_view member, std::int32_t least) {
    return in.required(member).integer<std::int32_t>(least, side_max);
}

Size read_size(const wire::Object& in) {
    return {length(in, "width", 1), length(in, "height", 1)};
}

MapPart read_part(const wire::Object& in) {
    MapPart part;
    const wire::Object from = in.required("from").object();
    part.from = {length(from, "x", 0), length(from, "y", 0), length(from, "width", 1),
                 length(from, "height", 1)};
    const wire::Object to = in.required("to").object();
    part.to_x = length(to, "x", 0);
    part.to_y = length(to, "y", 0);
    if (const wire::Value turn = in.optional("turn")) {
        const auto degrees = turn.integer<std::int32_t>(0, 270);
        if (degrees % 90 != 0) {
            turn.refuse(ErrorCode::out_of_range, "a part is turned by 0, 90, 180 or 270 degrees");
        }
        part.turn = static_cast<Rotation>(degrees / 90);
    }
    if (const wire::Value mirrored = in.optional("mirrored")) {
        part.mirrored = mirrored.boolean();
    }
    return part;
}

PanelMap read_map(const wire::Object& in) {
    const wire::Value format = in.required("format");
    if (format.line(limits::word_bytes_max) != format_name) {
        format.refuse(ErrorCode::unsupported,
                      "this is not a panel map of a format that is known: panel-map/1.0");
    }
    PanelMap map;
    map.canvas = read_size(in.required("canvas").object());
    map.output = read_size(in.required("output").object());
    map.parts = in.required("parts").list(
        panel_map_parts_max, [](const wire::Value& part) { return read_part(part.object()); }, 1);
    return map;
}

std::string text_of(Size size) {
    return std::to_string(size.width) + "x" + std::to_string(size.height);
}

} // namespace

Result<PanelMap> panel_map_from_text(std::string_view text, Size canvas) {
    auto map = wire::read_object(text, {file_bytes_max, wire::UnknownMembers::refused}, read_map);
    if (!map) {
        return map;
    }
    if (map->canvas != canvas) {
        return fail(ErrorCode::out_of_range, "the map is for a canvas of " + text_of(map->canvas)
                                                 + ", the display has " + text_of(canvas));
    }
    return check(*map).map([&] { return *map; });
}

Result<PanelMap> panel_map_from_file(const std::filesystem::path& file, Size canvas) {
    return read_whole(file, file_bytes_max).and_then([&](const std::string& text) {
        return panel_map_from_text(text, canvas).map_error([&](Error error) {
            error.where = file.string() + (error.where.empty() ? "" : " " + error.where);
            return error;
        });
    });
}

} // namespace marquee::player
