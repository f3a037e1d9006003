// A live channel that is open when the test says so, and remembers what it was told.
#pragma once

#include <vector>

#include "player/ports/manager_channel.hpp"

namespace marquee::player {

class FakeManagerChannel final : public ManagerChannel {
public:
    void use(const LinkIdentity& identity, const PlayerId& as) override {
        identities.push_back(identity);
        player = as;
    }
    bool is_open() const override { return open; }
    void tell(const Heartbeat& heartbeat) override { told.push_back(heartbeat); }

    bool open = false;
    PlayerId player;
    std::vector<LinkIdentity> identities;
    std::vector<Heartbeat> told;
};

} // namespace marquee::player
