// The manager's tap on a player's shoulder: "contact me now".
//
// A hint carries no state. It may be lost, doubled or late; what the player shall do it learns from
// the contact that follows, and from every other contact.
#pragma once

#include <set>

namespace marquee {

// What there may be news of. Told for logs and figures; the player does the same for each.
enum class HintReason { manifest, screen_override, trust, screenshot, card, restart };

struct Hint {
    std::set<HintReason> reasons; // none that this software knows: newer software had its own

    friend bool operator==(const Hint&, const Hint&) = default;
};

} // namespace marquee
