// Any bytes as a time zone: an error, or rules whose transitions ascend inside the span and whose
// offsets are ones that a clock can have.
#include <cstdlib>
#include <string_view>

#include "common/posix_tz.hpp"
#include "common/tzif.hpp"
#include "schemas/model/limits.hpp"
#include "tests/fuzz/entry.hpp"

namespace {

using namespace marquee;

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void check_zone(const TzifZone& zone) {
    const Instant from{Seconds{1'700'000'000}};
    const Interval span{from, from + Seconds{40LL * 366 * 86'400}};
    const Result<ZoneRules> rules = zone_rules(zone, span);
    if (!rules) {
        return;
    }
    Instant last = span.from;
    for (const ZoneTransition& transition : rules->transitions) {
        require(transition.at >= last && transition.at <= span.to);
        require(std::abs(transition.offset_seconds) <= limits::zone_offset_seconds_max);
        last = transition.at;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    if (const Result<TzifZone> zone = tzif_from_bytes(text)) {
        check_zone(*zone);
    }
    if (const Result<PosixTz> rule = posix_tz_from_text(text)) {
        Instant last = Instant::min();
        for (const ZoneTransition& change : expand(*rule, 2020, 2060)) {
            require(change.at >= last);
            last = change.at;
        }
    }
    return 0;
}
