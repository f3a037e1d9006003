#include "schemas/wire/zone_rules.hpp"

namespace marquee::wire {

namespace {

std::int32_t read_offset(const Value& value) {
    return value.integer<std::int32_t>(-limits::zone_offset_seconds_max,
                                       limits::zone_offset_seconds_max);
}

} // namespace

void write_zone_rules(ObjectWriter& out, const ZoneRules& zone) {
    out.member("name", zone.name);
    out.member("tzdata_version", zone.tzdata_version);
    out.member("offset_seconds_before", zone.offset_seconds_before);
    out.list("transitions", zone.transitions,
             [](ObjectWriter& row, const ZoneTransition& transition) {
                 row.member("at", transition.at);
                 row.member("offset_seconds", transition.offset_seconds);
                 row.member("abbreviation", transition.abbreviation);
             });
}

ZoneRules read_zone_rules(const Object& in) {
    ZoneRules zone;
    zone.name = in.required("name").line(limits::word_bytes_max, 1);
    zone.tzdata_version = in.required("tzdata_version").line(limits::word_bytes_max);
    zone.offset_seconds_before = read_offset(in.required("offset_seconds_before"));
    const Value transitions = in.required("transitions");
    zone.transitions = transitions.list(limits::zone_transitions_max, [](const Value& value) {
        const Object row = value.object();
        ZoneTransition transition;
        transition.at = row.required("at").instant();
        transition.offset_seconds = read_offset(row.required("offset_seconds"));
        transition.abbreviation = row.required("abbreviation").line(limits::word_bytes_max);
        return transition;
    });
    for (std::size_t i = 1; i < zone.transitions.size(); ++i) {
        if (zone.transitions[i].at <= zone.transitions[i - 1].at) {
            transitions.refuse(ErrorCode::out_of_range, "the transitions do not ascend");
        }
    }
    return zone;
}

} // namespace marquee::wire
