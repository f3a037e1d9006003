#include "player/playout/quarantine.hpp"

#include <algorithm>
#include <set>

namespace marquee::player {
namespace {

constexpr Microseconds world_retry = std::chrono::minutes{5};

// Failures that say nothing about the bytes: the same item may work later.
bool of_the_world(ErrorCode code) {
    switch (code) {
    case ErrorCode::not_found:
    case ErrorCode::timed_out:
    case ErrorCode::unreachable:
    case ErrorCode::disk_full:
    case ErrorCode::io_failed:
    case ErrorCode::busy:
    case ErrorCode::internal:
        return true;
    default:
        return false;
    }
}

} // namespace

std::optional<Quarantined> Quarantine::put(const ShownItem& item, const std::string& name,
                                           const Error& error, Instant now) {
    if (holds(item)) {
        return std::nullopt;
    }
    const auto until = of_the_world(error.code) ? std::optional(now + world_retry) : std::nullopt;
    entries_.push_back({item, name, until});
    return Quarantined{name, std::string(error_slug(error.code)), error.what, now};
}

bool Quarantine::holds(const ShownItem& item) const {
    return std::any_of(entries_.begin(), entries_.end(),
                       [&](const Entry& entry) { return entry.item == item; });
}

std::vector<std::string> Quarantine::release(Instant now) {
    return let_go([&](const Entry& entry) {
        return entry.until && (*entry.until <= now || *entry.until > now + world_retry);
    });
}

std::vector<std::string> Quarantine::keep(const std::function<bool(const ShownItem&)>& is_wanted) {
    return let_go([&](const Entry& entry) { return !is_wanted(entry.item); });
}

std::vector<std::string> Quarantine::let_go(const std::function<bool(const Entry&)>& is_free) {
    std::set<std::string> names;
    std::erase_if(entries_, [&](const Entry& entry) {
        const bool free = is_free(entry);
        if (free) {
            names.insert(entry.name);
        }
        return free;
    });
    for (const Entry& entry : entries_) {
        names.erase(entry.name);
    }
    return {names.begin(), names.end()};
}

} // namespace marquee::player
