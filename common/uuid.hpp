// New identifiers: UUIDv7 (RFC 9562, section 5.7), so that rows sort by the time they were made.
#pragma once

#include <string>

#include "common/random.hpp"
#include "schemas/model/ids.hpp"
#include "schemas/model/time.hpp"

namespace marquee {

// 48 bits of milliseconds, 12 bits of the millisecond's fraction (method 3 of section 6.2, from the
// microseconds of `now`), 62 random bits. Instants before 1970 count as 1970.
std::string uuid_v7(Instant now, Randomness& randomness);

// make_id<DisplayId>(clock.wall(), randomness)
template<typename AnyId>
AnyId make_id(Instant now, Randomness& randomness) {
    return AnyId{uuid_v7(now, randomness)};
}

} // namespace marquee
