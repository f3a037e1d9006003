// The streams of events that are open, and the way to each.
//
// Outlives the front, so that whoever changes something may tell while the front opens and closes.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <set>

#include "manager/ports/staff_events.hpp"

namespace marquee::manager {

class EventLine;

// Any thread.
class EventRoster final : public StaffEvents {
public:
    EventRoster();
    ~EventRoster() override;

    void tell(Subject subject) override;

    std::size_t open() const; // streams now

    // For sessions.
    void enter(std::shared_ptr<EventLine> line);
    void leave(const std::shared_ptr<EventLine>& line);

private:
    mutable std::mutex mutex_;
    std::set<std::shared_ptr<EventLine>> lines_; // mutex_
};

} // namespace marquee::manager
