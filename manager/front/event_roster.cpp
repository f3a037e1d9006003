#include "manager/front/event_roster.hpp"

#include <utility>

#include "manager/front/event_line.hpp"

namespace marquee::manager {

EventRoster::EventRoster() = default;
EventRoster::~EventRoster() = default;

// The mutex is held while a line is used: a line on the roster has a shard that lives.
void EventRoster::tell(Subject subject) {
    const std::lock_guard lock(mutex_);
    for (const auto& line : lines_) {
        line->add(subject);
    }
}

std::size_t EventRoster::open() const {
    const std::lock_guard lock(mutex_);
    return lines_.size();
}

void EventRoster::enter(std::shared_ptr<EventLine> line) {
    const std::lock_guard lock(mutex_);
    lines_.insert(std::move(line));
}

void EventRoster::leave(const std::shared_ptr<EventLine>& line) {
    const std::lock_guard lock(mutex_);
    lines_.erase(line);
}

} // namespace marquee::manager
