// Filmstrips: what a program or a playlist shows, item by item, in one picture.
#pragma once

#include <cstddef>
#include <vector>

#include "manager/ports/exchange.hpp"
#include "schemas/model/preview.hpp"

namespace marquee::manager {

// The middle of each item of the zone that plays the most of them (of several, the largest), in
// milliseconds of its loop; evenly chosen ones where there are more than `frames_max`, at least 1.
std::vector<Milliseconds> item_middles(const Layout& layout, std::size_t frames_max);

// `count` (8 when absent) and `width` (of one frame, 160 when absent; its height follows from the
// canvas). out_of_range with the name of the parameter, too_large when the whole would have more
// pixels than limits::filmstrip_pixels_max.
Result<FilmstripOrder> filmstrip_order(const RequestHead& request, const Layout& layout);

} // namespace marquee::manager
