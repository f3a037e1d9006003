// How any thread reaches the session of one open channel.
#pragma once

#include <atomic>

#include "manager/front/session_line.hpp"
#include "schemas/model/hint.hpp"

namespace marquee::manager {

// Any thread unless said otherwise.
class ChannelLine : public SessionLine {
public:
    using SessionLine::SessionLine;

    void add(HintReason reason);
    void add(const Hint& hint);
    // A newer channel of the same player has been opened.
    void replace();

    // Shard thread.
    Hint take_hint(); // what came since the last call
    bool replaced() const { return replaced_; }

private:
    std::atomic<unsigned> reasons_ = 0;
    std::atomic<bool> replaced_ = false;
};

} // namespace marquee::manager
