#include "player/playout/quarantine.hpp"

#include <algorithm>

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
    std::vector<std::string> names;
    std::erase_if(entries_, [&](const Entry& entry) {
        const bool free = entry.until && *entry.until <= now;
        if (free) {
            names.push_back(entry.name);
        }
        return free;
    });
    return names;
}

} // namespace marquee::player
