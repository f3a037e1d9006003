#include "common/size_text.hpp"

#include <charconv>

#include "schemas/model/limits.hpp"

namespace marquee {

Result<Size> size_from_text(std::string_view text) {
    Size size;
    const char* end = text.data() + text.size();
    const auto width = std::from_chars(text.data(), end, size.width);
    if (width.ec == std::errc{} && width.ptr != end && *width.ptr == 'x') {
        const auto height = std::from_chars(width.ptr + 1, end, size.height);
        const bool whole = height.ec == std::errc{} && height.ptr == end;
        if (whole && !size.empty() && size.width <= limits::canvas_pixels_max
            && size.height <= limits::canvas_pixels_max) {
            return size;
        }
    }
    return fail(ErrorCode::malformed, "a size is written like 1920x1080");
}

} // namespace marquee
