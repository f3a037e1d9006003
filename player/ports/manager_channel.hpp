// The live channel to the manager, as the sync thread sees it: a place to leave a heartbeat.
//
// It makes things fast and decides nothing. What is left here may be lost, and a hint that never
// comes costs the time to the next contact; see player/ports/manager_link.hpp for the way that
// counts.
#pragma once

#include "player/ports/manager_link.hpp"
#include "schemas/model/contact.hpp"
#include "schemas/model/ids.hpp"

namespace marquee::player {

// Sync thread; no call blocks or fails.
class ManagerChannel {
public:
    virtual ~ManagerChannel() = default;

    // As whom it speaks and whom it believes. The first call begins to connect; one with another
    // certificate or other authorities connects anew. The time is taken up with the next
    // connection.
    virtual void use(const LinkIdentity& identity, const PlayerId& player) = 0;

    virtual bool is_open() const = 0;

    // Instead of the one that has not been sent yet. Lost unless the channel is open.
    virtual void tell(const Heartbeat& heartbeat) = 0;
};

} // namespace marquee::player
