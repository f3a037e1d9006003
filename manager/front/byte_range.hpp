// Which part of a file a Range header asks for (RFC 9110 section 14).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "manager/ports/exchange.hpp"

namespace marquee::manager {

// `size` bytes from `first` on.
struct ByteRange {
    std::uint64_t first = 0;
    std::uint64_t size = 0;

    friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

enum class RangeVerdict {
    whole,         // no range, or one that may be ignored: several ranges, another unit, a
                   // method other than GET, an If-Range that does not match
    part,          // 206
    unsatisfiable, // 416
};

struct RangeChoice {
    RangeVerdict verdict = RangeVerdict::whole;
    ByteRange range; // what to send; for unsatisfiable, nothing
};

// `etag`: of the representation, when it has one; If-Range needs a strong match.
RangeChoice choose_range(const RequestHead& head, std::optional<std::string_view> etag,
                         std::uint64_t size);

} // namespace marquee::manager
