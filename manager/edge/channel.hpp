// What players say on their live channel, and what they are hinted back.
//
// A heartbeat that comes this way is believed as one that is posted; its only answer is a hint when
// the player does not know yet what the manager wants, so a hint that was lost is made up for by
// the next heartbeat. docs/protocol.md, "The live channel".
#pragma once

#include <string_view>

#include "common/log.hpp"
#include "manager/edge/contact.hpp"
#include "manager/fleet/device_certificates.hpp"
#include "manager/ports/player_channel.hpp"

namespace marquee::manager {

inline constexpr std::string_view channel_path = "/player/v1/channel";
inline constexpr std::string_view channel_protocol = "marquee.player.v1";

// Any thread; reads the database.
class Channel final : public ChannelService {
public:
    Channel(DeviceCertificates& certificates, Contact& contact, const Log& log)
        : certificates_(certificates), contact_(contact), log_(log) {}

    // The player behind the client certificate, judged as for every other verb.
    tl::expected<PlayerId, Response> admit(const RequestHead& head) override;

    // A heartbeat/1.x; a message of another format is newer than this software and passed over. The
    // certificate is judged again, so a player that was retired meanwhile is refused.
    Result<Hint> message(const Peer& peer, const std::string& text) override;

    std::string hint_text(const Hint& hint) const override;

private:
    DeviceCertificates& certificates_;
    Contact& contact_;
    const Log& log_;
};

} // namespace marquee::manager
