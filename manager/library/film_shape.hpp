// Size and rate of a film's rendition. Pure.
#pragma once

#include "manager/library/media_facts.hpp"

namespace marquee::manager {

// The sizes people mean: square pixels, then turned.
Size upright_size(const VideoFacts& video);

// The largest size of this shape inside `most` (exchanged when the shape is portrait), with both
// sides even; never larger than `size`.
Size fitted_even(Size size, Size most);

// A constant rate for the film, at most 60.
Ratio steady_rate(const VideoFacts& video);

} // namespace marquee::manager
