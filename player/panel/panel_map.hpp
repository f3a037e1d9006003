// How the pixels of a canvas lie on an output: panels that are folded, turned, or cabled in
// serpentines.
//
// A map is a list of parts, each a rectangle of the canvas that goes to a place of the output,
// turned or mirrored. It neither scales nor mixes: every pixel of the canvas goes to one pixel of
// the output, and to one only. Pure values; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/model/error.hpp"
#include "schemas/model/geometry.hpp"

namespace marquee::player {

// Clockwise.
enum class Rotation { none, quarter, half, three_quarters };

// A rectangle of the canvas and where its corner lies on the output. It is mirrored first, left for
// right, and turned then; (to_x, to_y) is the top left corner of what comes out.
struct MapPart {
    Rect from;
    std::int32_t to_x = 0;
    std::int32_t to_y = 0;
    Rotation turn = Rotation::none;
    bool mirrored = false;

    friend bool operator==(const MapPart&, const MapPart&) = default;
};

// The place of the part on the output.
Rect target_of(const MapPart& part);

// Where a rectangle of the canvas that lies within part.from comes to lie on the output.
Rect mapped(const MapPart& part, Rect within);

inline constexpr std::size_t panel_map_parts_max = 256;

struct PanelMap {
    Size canvas;
    Size output; // pixels of it that belong to the canvas; those no part reaches stay black
    std::vector<MapPart> parts;

    friend bool operator==(const PanelMap&, const PanelMap&) = default;
};

// The canvas as it is.
PanelMap plain_map(Size canvas);

// Nothing is moved, turned or left out.
bool is_plain(const PanelMap& map);

// out_of_range: a part without pixels, or outside of canvas or output. already_exists: two parts
// that take the same pixels of the canvas, or go to the same of the output. missing_member: pixels
// of the canvas that no part takes. too_large: more parts than panel_map_parts_max. The
// message names the parts by their numbers, from 1 on, and the pixels.
Status check(const PanelMap& map);

// The named maps. out_of_range when the canvas cannot be cut that way; malformed for another text.
//
//   plain            as it is
//   rotate:90        the whole turned clockwise by 90, 180 or 270 degrees
//   mirror           left for right
//   folded:4         a long strip cut into 4 equal parts, put one below the other
//   serpentine:4     the same, the 2nd, 4th, … of them turned by 180 degrees, as a cable that runs
//                    back and forth enters them
Result<PanelMap> named_map(std::string_view name, Size canvas);

// True when the text is the name of such a map rather than a file's.
bool names_map(std::string_view text);

} // namespace marquee::player
