#include "manager/fleet/health_count.hpp"

namespace marquee::manager {

void HealthCount::add(const Judgement& judged, Instant now) {
    ++displays;
    reachable += judged.reachable ? 1 : 0;
    ++words.at(static_cast<std::size_t>(judged.health.word));
    if (!judged.word) {
        return;
    }
    ++heard;
    const double age = std::chrono::duration<double>(now - judged.word->at).count();
    contact_age_sum += age;
    for (std::size_t i = 0; i < contact_ages.size(); ++i) {
        contact_ages.at(i) += age <= contact_age_bounds.at(i) ? 1 : 0;
    }
}

void HealthCount::add(const HealthCount& other) {
    displays += other.displays;
    reachable += other.reachable;
    for (std::size_t i = 0; i < words.size(); ++i) {
        words.at(i) += other.words.at(i);
    }
    for (std::size_t i = 0; i < contact_ages.size(); ++i) {
        contact_ages.at(i) += other.contact_ages.at(i);
    }
    contact_age_sum += other.contact_age_sum;
    heard += other.heard;
}

Result<HealthCount> count_health(const View& view, const HealthJudge& judge, const Scope& scope,
                                 const AskedAt& asked) {
    return view.fleet.display_sites(scope.units, {}).map([&](std::vector<DisplaySite> sites) {
        HealthCount count;
        for (const SiteState& state : judge.judge(view, std::move(sites), asked)) {
            count.add(state, asked.wall);
        }
        return count;
    });
}

} // namespace marquee::manager
