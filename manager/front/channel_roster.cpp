#include "manager/front/channel_roster.hpp"

#include <utility>

#include "manager/front/channel_line.hpp"

namespace marquee::manager {

ChannelRoster::ChannelRoster() = default;
ChannelRoster::~ChannelRoster() = default;

// The mutex is held while a line is used: a line on the roster has a shard that lives.
void ChannelRoster::hint(const PlayerId& player, HintReason reason) {
    const std::lock_guard lock(mutex_);
    if (const auto found = lines_.find(player); found != lines_.end()) {
        found->second->add(reason);
    }
}

std::size_t ChannelRoster::open() const {
    const std::lock_guard lock(mutex_);
    return lines_.size();
}

void ChannelRoster::enter(const PlayerId& player, std::shared_ptr<ChannelLine> line) {
    const std::lock_guard lock(mutex_);
    std::shared_ptr<ChannelLine>& held = lines_[player];
    if (held) {
        held->replace();
    }
    held = std::move(line);
}

void ChannelRoster::leave(const PlayerId& player, const ChannelLine& line) {
    const std::lock_guard lock(mutex_);
    const auto found = lines_.find(player);
    if (found != lines_.end() && found->second.get() == &line) {
        lines_.erase(found);
    }
}

} // namespace marquee::manager
