#include "player/panel/panel_map.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace marquee::player {
namespace {

constexpr std::string_view plain_name = "plain";
constexpr std::string_view mirror_name = "mirror";
constexpr std::array<std::string_view, 3> numbered_names{"rotate", "folded", "serpentine"};

std::string text_of(Rect rect) {
    return std::to_string(rect.width) + "x" + std::to_string(rect.height) + " at ("
           + std::to_string(rect.x) + ", " + std::to_string(rect.y) + ")";
}

std::string text_of(Size size) {
    return std::to_string(size.width) + "x" + std::to_string(size.height);
}

bool lies_in(Rect rect, Size size) {
    return rect.x >= 0 && rect.y >= 0 && rect.width <= size.width - rect.x
           && rect.height <= size.height - rect.y;
}

std::string part_name(std::size_t number) {
    return "part " + std::to_string(number + 1);
}

Status check_part(const PanelMap& map, std::size_t number) {
    const MapPart& part = map.parts[number];
    if (part.from.empty()) {
        return fail(ErrorCode::out_of_range, part_name(number) + " has no pixels");
    }
    if (!lies_in(part.from, map.canvas)) {
        return fail(ErrorCode::out_of_range, part_name(number) + " takes " + text_of(part.from)
                                                 + ", outside of the canvas of "
                                                 + text_of(map.canvas));
    }
    if (!lies_in(target_of(part), map.output)) {
        return fail(ErrorCode::out_of_range,
                    part_name(number) + " goes to " + text_of(target_of(part))
                        + ", outside of the output of " + text_of(map.output));
    }
    return {};
}

Status check_apart(const PanelMap& map, std::size_t one, std::size_t other) {
    const MapPart& a = map.parts[one];
    const MapPart& b = map.parts[other];
    const Rect taken = intersect(a.from, b.from);
    const Rect reached = intersect(target_of(a), target_of(b));
    if (taken.empty() && reached.empty()) {
        return {};
    }
    const std::string both = part_name(one) + " and " + part_name(other);
    return fail(ErrorCode::already_exists,
                taken.empty() ? both + " both go to " + text_of(reached) + " of the output"
                              : both + " both take " + text_of(taken) + " of the canvas");
}

// What is left of the canvas once the parts have taken theirs; the first such rectangle.
Rect first_left(const PanelMap& map) {
    std::vector<Rect> left{{0, 0, map.canvas.width, map.canvas.height}};
    for (const MapPart& part : map.parts) {
        std::vector<Rect> next;
        for (const Rect rect : left) {
            const Rect cut = intersect(rect, part.from);
            if (cut.empty()) {
                next.push_back(rect);
                continue;
            }
            const std::int32_t right = cut.x + cut.width;
            const std::int32_t bottom = cut.y + cut.height;
            const std::array<Rect, 4> around{
                Rect{rect.x, rect.y, rect.width, cut.y - rect.y},
                Rect{rect.x, cut.y, cut.x - rect.x, cut.height},
                Rect{right, cut.y, rect.x + rect.width - right, cut.height},
                Rect{rect.x, bottom, rect.width, rect.y + rect.height - bottom}};
            for (const Rect piece : around) {
                if (!piece.empty()) {
                    next.push_back(piece);
                }
            }
        }
        left = std::move(next);
    }
    return left.empty() ? Rect{} : left.front();
}

PanelMap whole(Size canvas, Rotation turn, bool mirrored) {
    const MapPart part{{0, 0, canvas.width, canvas.height}, 0, 0, turn, mirrored};
    return {canvas, target_of(part).size(), {part}};
}

Result<PanelMap> stacked(Size canvas, std::int32_t rows, Rotation every_other) {
    if (rows < 1 || static_cast<std::size_t>(rows) > panel_map_parts_max
        || canvas.width % rows != 0) {
        return fail(ErrorCode::out_of_range, "a canvas of " + text_of(canvas)
                                                 + " cannot be cut into " + std::to_string(rows)
                                                 + " parts of equal width");
    }
    const std::int32_t width = canvas.width / rows;
    PanelMap map{canvas, {width, canvas.height * rows}, {}};
    for (std::int32_t row = 0; row < rows; ++row) {
        map.parts.push_back({{row * width, 0, width, canvas.height},
                             0,
                             row * canvas.height,
                             row % 2 == 0 ? Rotation::none : every_other});
    }
    return map;
}

// "folded:4" as its name and number.
std::pair<std::string_view, std::int32_t> split(std::string_view text) {
    const std::size_t colon = text.find(':');
    std::int32_t number = 0;
    if (colon != text.npos) {
        const char* end = text.data() + text.size();
        const auto read = std::from_chars(text.data() + colon + 1, end, number);
        number = read.ec == std::errc{} && read.ptr == end ? number : 0;
    }
    return {text.substr(0, colon), number};
}

} // namespace

Rect target_of(const MapPart& part) {
    return mapped(part, part.from);
}

Rect mapped(const MapPart& part, Rect within) {
    const Size size = part.from.size();
    const Rect at{part.mirrored ? part.from.x + size.width - within.x - within.width
                                : within.x - part.from.x,
                  within.y - part.from.y, within.width, within.height};
    Rect turned = at;
    switch (part.turn) {
    case Rotation::none:
        break;
    case Rotation::quarter:
        turned = {size.height - at.y - at.height, at.x, at.height, at.width};
        break;
    case Rotation::half:
        turned = {size.width - at.x - at.width, size.height - at.y - at.height, at.width,
                  at.height};
        break;
    case Rotation::three_quarters:
        turned = {at.y, size.width - at.x - at.width, at.height, at.width};
        break;
    }
    turned.x += part.to_x;
    turned.y += part.to_y;
    return turned;
}

PanelMap plain_map(Size canvas) {
    return whole(canvas, Rotation::none, false);
}

bool is_plain(const PanelMap& map) {
    return map == plain_map(map.canvas);
}

Status check(const PanelMap& map) {
    if (map.parts.size() > panel_map_parts_max) {
        return fail(ErrorCode::too_large,
                    "a map has at most " + std::to_string(panel_map_parts_max) + " parts");
    }
    for (std::size_t i = 0; i < map.parts.size(); ++i) {
        if (Status checked = check_part(map, i); !checked) {
            return checked;
        }
        for (std::size_t before = 0; before < i; ++before) {
            if (Status apart = check_apart(map, before, i); !apart) {
                return apart;
            }
        }
    }
    if (const Rect left = first_left(map); !left.empty()) {
        return fail(ErrorCode::missing_member, "no part takes " + text_of(left) + " of the canvas");
    }
    return {};
}

bool names_map(std::string_view text) {
    const std::string_view name = split(text).first;
    for (const std::string_view numbered : numbered_names) {
        if (name == numbered && text != numbered) {
            return true;
        }
    }
    return text == plain_name || text == mirror_name;
}

Result<PanelMap> named_map(std::string_view name, Size canvas) {
    const auto [kind, number] = split(name);
    if (name == plain_name || name == mirror_name) {
        return whole(canvas, Rotation::none, name == mirror_name);
    }
    if (kind == "rotate" && number > 0 && number < 360 && number % 90 == 0) {
        return whole(canvas, static_cast<Rotation>(number / 90), false);
    }
    if (kind == "folded" && number > 0) {
        return stacked(canvas, number, Rotation::none);
    }
    if (kind == "serpentine" && number > 0) {
        return stacked(canvas, number, Rotation::half);
    }
    return fail(ErrorCode::malformed,
                "a map is plain, mirror, rotate:90, rotate:180, rotate:270, folded:ROWS, "
                "serpentine:ROWS or a file",
                std::string(name));
}

} // namespace marquee::player
