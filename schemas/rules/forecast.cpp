#include "schemas/rules/forecast.hpp"

#include <map>
#include <utility>

#include "schemas/rules/zone_time.hpp"

namespace marquee::rules {

namespace {

ForecastDay day_of(const PreparedManifest& manifest, LocalDate date) {
    const DisplayId nobody;
    const Situation situation{
        .manifest = &manifest, .overrides = {}, .display = nobody, .unit_path = {}};
    const Interval day = day_interval(manifest.zone(), date);
    const std::vector<Span> spans = spans_in(situation, day);
    ForecastDay told{.date = date};
    std::map<std::pair<ProgramId, ScheduleId>, Share> sums;
    for (const Span& span : spans) {
        for (const Share& share : span.shares) {
            const Share none{share.program, share.schedule, share.interrupt, {}};
            Share& sum = sums.try_emplace({share.program, share.schedule}, none).first->second;
            sum.airtime.shown += share.airtime.shown;
            sum.airtime.plays += share.airtime.plays;
            told.scheduled += share.schedule.empty() ? Microseconds{0} : share.airtime.shown;
        }
    }
    for (auto& [key, sum] : sums) {
        told.shares.push_back(std::move(sum));
    }
    told.whole = !spans.empty() && spans.back().time.to >= std::min(day.to, never);
    return told;
}

} // namespace

Interval day_interval(const ZoneRules& zone, LocalDate date) {
    const std::chrono::local_days midnight{date};
    return {to_instant(zone, LocalTime{midnight}),
            to_instant(zone, LocalTime{midnight + std::chrono::days{1}})};
}

std::vector<ForecastDay> forecast(const PreparedManifest& manifest, LocalDate first, int days) {
    std::vector<ForecastDay> all;
    for (int day = 0; day < days; ++day) {
        const std::chrono::local_days date =
            std::chrono::local_days{first} + std::chrono::days{day};
        all.push_back(day_of(manifest, LocalDate{date}));
    }
    return all;
}

} // namespace marquee::rules
