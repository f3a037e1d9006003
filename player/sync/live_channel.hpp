// Keeps a WebSocket to the manager open and says when the manager has news.
//
//   GET /player/v1/channel   subprotocol marquee.player.v1; heartbeat/1.0 up, hint/1.0 down
//
// It connects, speaks, and after a failure connects again, later after every further one, spread by
// the player's id so that a city does not come back in one second. docs/protocol.md.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

#include "common/log.hpp"
#include "common/random.hpp"
#include "player/ports/manager_channel.hpp"
#include "player/sync/https_client.hpp"
#include "player/sync/wake_event.hpp"

namespace marquee::player {

// What the channel's thread reports; neither may block.
struct ChannelNews {
    std::function<void()> hinted;  // the manager says: contact me now
    std::function<void()> changed; // it is open now, or no longer
};

class LiveChannel final : public ManagerChannel {
public:
    LiveChannel(HttpsAddress address, const Clock& clock, Randomness& randomness, const Log& log,
                const LinkPatience& patience = {});

    void use(const LinkIdentity& identity, const PlayerId& player) override;
    bool is_open() const override { return open_; }
    void tell(const Heartbeat& heartbeat) override;

    // The channel's thread, from its start until it is asked to stop. A manager that does not
    // answer can hold it for as long as LinkPatience::connect.
    void run(const std::stop_token& stop, const ChannelNews& news);

private:
    struct Caller {
        LinkIdentity identity;
        PlayerId player;
        std::uint64_t version = 0; // counts callers
    };

    std::optional<Caller> caller() const;
    bool is_current(const Caller& caller) const;
    std::optional<std::string> take_told();
    Status talk(const Caller& caller, const std::stop_token& stop, const ChannelNews& news);
    void pause(Microseconds until, const Caller& caller, const std::stop_token& stop);

    const HttpsAddress address_;
    const Clock& clock_;
    Randomness& randomness_; // the channel's thread
    const Log& log_;
    const LinkPatience patience_;
    WakeEvent event_;
    std::atomic<bool> open_ = false;
    mutable std::mutex mutex_;
    std::optional<Caller> caller_;    // mutex_
    std::optional<std::string> told_; // mutex_; a heartbeat that waits
};

} // namespace marquee::player
