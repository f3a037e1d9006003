#include "manager/fleet/outages.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_set>

namespace marquee::manager {

std::vector<std::vector<Silence>> outages_among(std::vector<Silence> silences) {
    std::sort(silences.begin(), silences.end(), [](const Silence& a, const Silence& b) {
        return std::tie(a.since, a.display) < std::tie(b.since, b.display);
    });
    std::vector<std::vector<Silence>> outages;
    for (auto first = silences.begin(); first != silences.end();) {
        std::unordered_set<PlayerId> players;
        auto past = first;
        for (; past != silences.end() && past->since - first->since <= outage_window; ++past) {
            players.insert(past->player);
        }
        if (players.size() < outage_players_min) {
            ++first;
            continue;
        }
        outages.emplace_back(first, past);
        first = past;
    }
    return outages;
}

} // namespace marquee::manager
