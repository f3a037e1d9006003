#include "player/sync/live_channel.hpp"

#include <utility>

#include "player/sync/broken_pipe.hpp"
#include "player/sync/channel_talk.hpp"
#include "player/sync/tls_line.hpp"
#include "schemas/rules/poll.hpp"
#include "schemas/wire/contact.hpp"

namespace marquee::player {

namespace {

constexpr std::string_view room = "channel";
constexpr Seconds settled_after{60}; // an end after that is the first failure, not a further one

// Whether a connection made as `one` would do for `other`.
bool same_peer(const LinkIdentity& one, const LinkIdentity& other) {
    return one.authorities == other.authorities && one.certificate_pem == other.certificate_pem
           && one.private_key_pem == other.private_key_pem;
}

} // namespace

LiveChannel::LiveChannel(HttpsAddress address, const Clock& clock, Randomness& randomness,
                         const Log& log, const LinkPatience& patience)
    : address_(std::move(address)),
      clock_(clock),
      randomness_(randomness),
      log_(log),
      patience_(patience) {}

void LiveChannel::use(const LinkIdentity& identity, const PlayerId& player) {
    const std::lock_guard lock(mutex_);
    const bool same =
        caller_ && caller_->player == player && same_peer(caller_->identity, identity);
    const std::uint64_t version = caller_ ? caller_->version : 0;
    caller_ = {identity, player, same ? version : version + 1};
    if (!same) {
        event_.wake();
    }
}

void LiveChannel::tell(const Heartbeat& heartbeat) {
    if (!open_) {
        return;
    }
    std::string text = wire::write_heartbeat(heartbeat);
    const std::lock_guard lock(mutex_);
    told_ = std::move(text);
    event_.wake();
}

std::optional<LiveChannel::Caller> LiveChannel::caller() const {
    const std::lock_guard lock(mutex_);
    return caller_;
}

bool LiveChannel::is_current(const Caller& caller) const {
    const std::lock_guard lock(mutex_);
    return caller_ && caller_->version == caller.version;
}

std::optional<std::string> LiveChannel::take_told() {
    const std::lock_guard lock(mutex_);
    return std::exchange(told_, std::nullopt);
}

void LiveChannel::run(const std::stop_token& stop, const ChannelNews& news) {
    block_broken_pipe();
    const std::stop_callback wake(stop, [this] { event_.wake(); });
    rules::PollSituation retry;
    while (!stop.stop_requested()) {
        const std::optional<Caller> as = caller();
        if (!as) {
            pause(Microseconds::max(), {}, stop);
            continue;
        }
        const Microseconds began = clock_.monotonic();
        const Status ended = talk(*as, stop, news);
        if (open_.exchange(false)) {
            news.changed();
            retry.failures = clock_.monotonic() - began >= settled_after ? 0 : retry.failures;
        }
        if (!ended && retry.failures++ == 0) { // once, not at every try of a long outage
            log_.failure(LogLevel::info, room, "channel_closed", ended.error());
        }
        if (!ended) {
            ++retry.turn;
            pause(clock_.monotonic() + rules::time_to_next_contact(as->player, retry), *as, stop);
        }
    }
}

// Ok when there is no reason to wait before the next try.
Status LiveChannel::talk(const Caller& as, const std::stop_token& stop, const ChannelNews& news) {
    auto line = TlsLine::open(address_, as.identity, patience_, clock_);
    if (!line) {
        return tl::unexpected(line.error());
    }
    ChannelTalk talk(**line, address_, clock_, randomness_, event_);
    const auto wanted = [&] { return !stop.stop_requested() && is_current(as); };
    if (Status opened = talk.open(patience_.silence, wanted); !opened) {
        return opened;
    }
    take_told(); // what was left for an earlier one is old
    open_ = true;
    log_.info(room, "channel_open");
    news.changed();
    while (wanted()) {
        if (const std::optional<std::string> text = take_told()) {
            if (Status sent = talk.say(*text); !sent) {
                return sent;
            }
        }
        const Result<TalkNews> heard = talk.listen();
        if (!heard) {
            return tl::unexpected(heard.error());
        }
        if (*heard == TalkNews::hint) {
            news.hinted();
        }
    }
    talk.leave();
    return {};
}

void LiveChannel::pause(Microseconds until, const Caller& as, const std::stop_token& stop) {
    while (!stop.stop_requested() && clock_.monotonic() < until
           && (as.version == 0 ? !caller() : is_current(as))) {
        event_.wait_until(until, clock_.monotonic());
    }
}

} // namespace marquee::player
