#include "manager/edge/channel.hpp"

#include "manager/edge/player_identity.hpp"
#include "schemas/wire/contact.hpp"
#include "schemas/wire/hint.hpp"

namespace marquee::manager {

tl::expected<PlayerId, Response> Channel::admit(const RequestHead& head) {
    const Result<Player> player = identify_player(certificates_, head.peer);
    if (!player) {
        log_.failure(LogLevel::warning, "edge", "channel_refused", player.error(),
                     {{"peer", head.peer.address}});
        return tl::unexpected(player_problem(player.error()));
    }
    return player->id;
}

Result<Hint> Channel::message(const Peer& peer, const std::string& text) {
    Result<Hint> news = identify_player(certificates_, peer).and_then([&](const Player& player) {
        return wire::read_heartbeat(text).and_then(
            [&](Heartbeat heartbeat) { return contact_.hear(std::move(heartbeat), player); });
    });
    if (!news && news.error().code == ErrorCode::unknown_format) {
        return Hint{};
    }
    if (!news) {
        log_.failure(LogLevel::warning, "edge", "channel_message_refused", news.error(),
                     {{"peer", peer.address}});
    }
    return news;
}

std::string Channel::hint_text(const Hint& hint) const {
    return wire::write_hint(hint);
}

} // namespace marquee::manager
