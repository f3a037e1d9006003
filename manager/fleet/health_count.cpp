#include "manager/fleet/health_count.hpp"

#include "schemas/model/limits.hpp"

namespace marquee::manager {

void HealthCount::add(const DisplayState& state, Instant now) {
    ++displays;
    reachable += state.reachable ? 1 : 0;
    ++words.at(static_cast<std::size_t>(state.health.word));
    if (!state.word) {
        return;
    }
    ++heard;
    const double age = std::chrono::duration<double>(now - state.word->at).count();
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
    HealthCount count;
    Page page{.after = {}, .limit = limits::page_rows_max};
    do {
        const auto rows = view.fleet.displays(scope, page);
        if (!rows) {
            return tl::unexpected<Error>(rows.error());
        }
        for (const DisplayState& state : judge.judge(view, rows->rows, asked)) {
            count.add(state, asked.wall);
        }
        page.after = rows->next;
    } while (!page.after.empty());
    return count;
}

} // namespace marquee::manager
