// Brings the journals to the manager, after a contact that worked.
#pragma once

#include <optional>

#include "common/log.hpp"
#include "player/ports/journal_outbox.hpp"
#include "player/ports/manager_link.hpp"

namespace marquee::player {

// Owned by the sync thread; everything outlives it.
class JournalDelivery {
public:
    // `outbox`: null when nothing is written down.
    JournalDelivery(ManagerLink& link, JournalOutbox* outbox, const Log& log)
        : link_(link), outbox_(outbox), log_(log) {}

    // Delivers what is due, at most limits::journal_segments_per_turn_max of each kind, and stops
    // at the first that fails: it waits for the next time. Blocks on the network.
    void deliver();

private:
    template<typename Due, typename Send, typename Held>
    void deliver_each(const Due& due, const Send& send, const Held& held);
    void refused(const Error& error);

    ManagerLink& link_;
    JournalOutbox* outbox_;
    const Log& log_;
    std::optional<ErrorCode> complaint_; // the last one logged; once, not at every try
};

} // namespace marquee::player
