#include "schemas/rules/zone_time.hpp"

#include <algorithm>

namespace marquee::rules {

namespace {

// As if the wall clock had always been `offset` ahead of UTC.
Instant at_offset(LocalTime local, Seconds offset) {
    return Instant{local.time_since_epoch() - offset};
}

Seconds offset_of(const ZoneTransition& transition) {
    return Seconds{transition.offset_seconds};
}

} // namespace

ZoneSegment segment_at(const ZoneRules& zone, Instant instant) {
    const auto& all = zone.transitions;
    const auto next =
        std::upper_bound(all.begin(), all.end(), instant,
                         [](Instant t, const ZoneTransition& each) { return t < each.at; });
    const Seconds before{zone.offset_seconds_before};
    ZoneSegment segment{Instant::min(), Instant::max(), before, before};
    if (next != all.end()) {
        segment.until = next->at;
    }
    if (next != all.begin()) {
        const auto current = std::prev(next);
        segment.from = current->at;
        segment.offset = offset_of(*current);
        segment.offset_before = current == all.begin() ? before : offset_of(*std::prev(current));
    }
    return segment;
}

LocalMoment to_local(const ZoneRules& zone, Instant instant) {
    const Seconds offset = segment_at(zone, instant).offset;
    return {LocalTime{instant.time_since_epoch() + offset},
            static_cast<std::int32_t>(offset.count())};
}

LocalInstants to_instants(const ZoneRules& zone, LocalTime local) {
    const auto& all = zone.transitions;
    // The first transition that lies after `local` as told by the offset before it: the wall clock
    // reaches `local` before that change, unless an earlier change jumped over it.
    Seconds offset{zone.offset_seconds_before};
    const auto past = std::partition_point(all.begin(), all.end(), [&](const auto& each) {
        const auto index = &each - all.data();
        const Seconds before = index == 0 ? Seconds{zone.offset_seconds_before}
                                          : offset_of(all[static_cast<std::size_t>(index) - 1]);
        return each.at <= at_offset(local, before);
    });
    LocalInstants result;
    if (past != all.begin()) {
        const auto change = std::prev(past);
        offset = offset_of(*change);
        const Seconds before =
            change == all.begin() ? Seconds{zone.offset_seconds_before} : offset_of(*(change - 1));
        if (at_offset(local, offset) < change->at) { // jumped over
            result.kind = LocalKind::gap;
            result.first = result.second = at_offset(local, before);
            return result;
        }
    }
    result.first = result.second = at_offset(local, offset);
    if (past != all.end() && at_offset(local, offset_of(*past)) >= past->at) { // comes again
        result.kind = LocalKind::fold;
        result.second = at_offset(local, offset_of(*past));
    }
    return result;
}

Instant to_instant(const ZoneRules& zone, LocalTime local) {
    return to_instants(zone, local).first;
}

Instant to_instant(const ZoneRules& zone, LocalDate date, TimeOfDay time) {
    return to_instant(zone, LocalTime{std::chrono::local_days{date}} + Seconds{time.seconds});
}

LocalDate local_date(const ZoneRules& zone, Instant instant) {
    return LocalDate{std::chrono::floor<std::chrono::days>(to_local(zone, instant).local)};
}

} // namespace marquee::rules
