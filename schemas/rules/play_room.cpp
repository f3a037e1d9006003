#include "schemas/rules/play_room.hpp"

#include <algorithm>
#include <numeric>

namespace marquee::rules {

namespace {

struct Stretch {
    Microseconds from{0};
    Microseconds to{0};
    std::size_t room = 0;
};

std::vector<Stretch> stretches_of(const std::vector<PlayRoom>& rooms,
                                  const std::vector<std::int64_t>& owed) {
    std::vector<Stretch> all;
    for (std::size_t i = 0; i < rooms.size(); ++i) {
        for (const Starts& starts : rooms[i].starts) {
            if (owed[i] > 0) {
                all.push_back({starts.first, starts.last + rooms[i].play, i});
            }
        }
    }
    std::sort(all.begin(), all.end(), [](const Stretch& one, const Stretch& other) {
        return one.from != other.from ? one.from < other.from : one.room < other.room;
    });
    return all;
}

} // namespace

std::optional<Microseconds> earliest_start(const PlayRoom& room, Microseconds from) {
    const auto found =
        std::partition_point(room.starts.begin(), room.starts.end(),
                             [&](const Starts& starts) { return starts.last < from; });
    if (found == room.starts.end()) {
        return std::nullopt;
    }
    return std::max(found->first, from);
}

std::optional<Microseconds> latest_start(const PlayRoom& room, Microseconds until) {
    const auto found =
        std::partition_point(room.starts.begin(), room.starts.end(),
                             [&](const Starts& starts) { return starts.first <= until; });
    if (found == room.starts.begin()) {
        return std::nullopt;
    }
    return std::min(std::prev(found)->last, until);
}

Microseconds nearest_start(const PlayRoom& room, Microseconds wish, Microseconds from,
                           Microseconds until) {
    Microseconds best = until;
    Microseconds distance = Microseconds::max();
    for (const Starts& starts : room.starts) {
        const Microseconds first = std::max(starts.first, from);
        const Microseconds last = std::min(starts.last, until);
        if (first > last) {
            continue;
        }
        const Microseconds start = std::clamp(wish, first, last);
        if (std::chrono::abs(start - wish) < distance) {
            distance = std::chrono::abs(start - wish);
            best = start;
        }
    }
    return best;
}

std::vector<std::vector<std::size_t>> groups_of(const std::vector<PlayRoom>& rooms,
                                                const std::vector<std::int64_t>& owed) {
    std::vector<std::size_t> leader(rooms.size());
    std::iota(leader.begin(), leader.end(), std::size_t{0});
    const auto leader_of = [&](std::size_t room) {
        while (leader[room] != room) {
            leader[room] = leader[leader[room]];
            room = leader[room];
        }
        return room;
    };
    Microseconds reach = Microseconds::min(); // the end of all so far
    std::size_t before = 0;                   // one that overlaps what begins before it
    for (const Stretch& stretch : stretches_of(rooms, owed)) {
        if (stretch.from < reach) {
            const auto [first, second] = std::minmax({leader_of(before), leader_of(stretch.room)});
            leader[second] = first;
        }
        reach = std::max(reach, stretch.to);
        before = stretch.room;
    }
    std::vector<std::vector<std::size_t>> groups;
    std::vector<std::size_t> group_of(rooms.size());
    for (std::size_t i = 0; i < rooms.size(); ++i) {
        if (owed[i] <= 0) {
            continue;
        }
        if (leader_of(i) == i) { // those it leads come later
            group_of[i] = groups.size();
            groups.emplace_back();
        }
        groups[group_of[leader_of(i)]].push_back(i);
    }
    return groups;
}

} // namespace marquee::rules
