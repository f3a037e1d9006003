#include "schemas/wire/plan.hpp"

#include "schemas/wire/words.hpp"

namespace marquee::wire {

namespace {

template<typename Id>
void write_named(ObjectWriter& out, std::string_view what, const Id& id,
                 const std::map<Id, std::string>& names) {
    if (id.empty()) {
        return;
    }
    out.member(std::string(what) + "_id", id);
    if (const auto found = names.find(id); found != names.end()) {
        out.member(what, found->second);
    }
}

void write_interval(ObjectWriter& out, const std::optional<Interval>& run) {
    if (!run) {
        return;
    }
    if (run->from > Instant{}) { // otherwise it has no beginning
        out.member("from", run->from);
    }
    if (run->to < rules::never) {
        out.member("until", run->to);
    }
}

double seconds(Microseconds time) {
    return static_cast<double>(time.count()) / 1e6;
}

void write_candidate(ObjectWriter& out, const rules::Candidate& each, const PlanNames& names) {
    if (!each.screen_override.empty()) {
        out.member("override_id", each.screen_override);
    }
    write_named(out, "schedule", each.schedule, names.schedules);
    write_named(out, "program", each.program, names.programs);
    out.member("standing", rules::to_slug(each.standing));
    write_interval(out, each.run);
}

void write_airtime(ObjectWriter& out, const rules::Airtime& airtime) {
    out.member("shown_s", seconds(airtime.shown));
    out.member("plays", airtime.plays);
}

} // namespace

void write_timeline(ObjectWriter& out, const rules::Timeline& timeline, const PlanNames& names) {
    out.member("rung", timeline.rung);
    if (timeline.in_force) {
        out.member("override_id", timeline.in_force->id);
    }
    if (timeline.unchanged_until < rules::never) {
        out.member("unchanged_until", timeline.unchanged_until);
    }
    out.member("brightness_percent", timeline.levels.brightness_percent);
    out.member("volume_percent", timeline.levels.volume_percent);
    out.list("slots", timeline.slots, [&](ObjectWriter& in, const rules::Slot& slot) {
        write_named(in, "schedule", slot.schedule, names.schedules);
        write_named(in, "program", slot.program, names.programs);
        if (slot.interrupt) {
            in.member("interrupt", true);
        }
        write_interval(in, Interval{slot.from, slot.until});
    });
}

void write_explanation(ObjectWriter& out, const rules::Explanation& told, const PlanNames& names,
                       const StandingWords& words) {
    write_timeline(out, told.timeline, names);
    out.list("rungs", told.rungs, [&](ObjectWriter& in, const rules::RungTried& rung) {
        in.member("rung", rung.rung);
        in.member("priority", rung.priority);
        in.member("taken", rung.taken);
        in.list("candidates", rung.candidates,
                [&](ObjectWriter& inner, const rules::Candidate& each) {
                    write_candidate(inner, each, names);
                    if (words) {
                        inner.member("sentence", words(rung, each));
                    }
                });
    });
}

void write_spans(ObjectWriter& out, const std::vector<rules::Span>& spans, const PlanNames& names) {
    std::map<ProgramId, rules::Airtime> sums;
    out.list("spans", spans, [&](ObjectWriter& in, const rules::Span& span) {
        in.member("from", span.time.from);
        in.member("until", span.time.to);
        in.member("rung", span.rung);
        if (!span.in_force.empty()) {
            in.member("override_id", span.in_force);
        }
        in.list("shares", span.shares, [&](ObjectWriter& inner, const rules::Share& share) {
            write_named(inner, "schedule", share.schedule, names.schedules);
            write_named(inner, "program", share.program, names.programs);
            if (share.interrupt) {
                inner.member("interrupt", true);
            }
            write_airtime(inner, share.airtime);
            sums[share.program].shown += share.airtime.shown;
            sums[share.program].plays += share.airtime.plays;
        });
    });
    out.list("programs", sums, [&](ObjectWriter& in, const auto& sum) {
        write_named(in, "program", sum.first, names.programs);
        write_airtime(in, sum.second);
    });
}

} // namespace marquee::wire
