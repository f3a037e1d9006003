#include "schemas/rules/play_table.hpp"

#include <algorithm>

namespace marquee::rules {

namespace {

constexpr Microseconds nowhere = Microseconds::min();

} // namespace

std::optional<PlayTable> PlayTable::of(const std::vector<PlayRoom>& rooms,
                                       const std::vector<std::size_t>& group,
                                       const std::vector<std::int64_t>& owed) {
    std::vector<Kind> kinds;
    std::vector<std::size_t> kind_of(rooms.size());
    for (const std::size_t room : group) {
        const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                       [&](const Kind& each) { return *each.room == rooms[room]; });
        kind_of[room] = static_cast<std::size_t>(kind - kinds.begin());
        if (kind == kinds.end()) {
            kinds.push_back({.room = &rooms[room]});
        }
        kinds[kind_of[room]].owed += owed[room];
    }
    std::int64_t numbers = 1;
    for (Kind& kind : kinds) {
        kind.step = static_cast<std::size_t>(numbers);
        numbers *= kind.owed + 1;
        if (numbers > play_table_max) {
            return std::nullopt;
        }
    }
    return PlayTable(std::move(kinds), std::move(kind_of), static_cast<std::size_t>(numbers));
}

PlayTable::PlayTable(std::vector<Kind> kinds, std::vector<std::size_t> kind_of, std::size_t numbers)
    : kinds_(std::move(kinds)), kind_of_(std::move(kind_of)), latest_(numbers, nowhere) {
    latest_[0] = Microseconds::max();
    for (std::size_t number = 1; number < numbers; ++number) {
        for (const Kind& kind : kinds_) {
            const bool has_one = number / kind.step % (static_cast<std::size_t>(kind.owed) + 1) > 0;
            const Microseconds behind = has_one ? latest_[number - kind.step] : nowhere;
            if (behind == nowhere) {
                continue;
            }
            const auto start = latest_start(*kind.room, behind - kind.room->play);
            latest_[number] = std::max(latest_[number], start.value_or(nowhere));
        }
    }
}

bool PlayTable::take(std::size_t room) {
    const std::size_t number = taken_ + kinds_[kind_of_[room]].step;
    if (latest_[number] == nowhere) {
        return false;
    }
    taken_ = number;
    return true;
}

std::vector<DuePlay> PlayTable::ordered(std::vector<DuePlay> taken) const {
    std::sort(taken.begin(), taken.end(), comes_before);
    std::size_t left = taken_;
    Microseconds free{0};
    for (auto place = taken.begin(); place != taken.end(); ++place) {
        const auto begins = [&](const DuePlay& play) {
            return earliest_start(*kinds_[kind_of_[play.room]].room, free);
        };
        const auto next = std::find_if(place, taken.end(), [&](const DuePlay& play) {
            const Kind& kind = kinds_[kind_of_[play.room]];
            const auto start = begins(play);
            return start && *start <= latest_[left - kind.step] - kind.room->play;
        });
        const Kind& kind = kinds_[kind_of_[next->room]];
        free = *begins(*next) + kind.room->play;
        left -= kind.step;
        std::rotate(place, next, std::next(next));
    }
    return taken;
}

} // namespace marquee::rules
