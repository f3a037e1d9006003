#include "manager/front/channel_line.hpp"

#include <array>

namespace marquee::manager {

namespace {

constexpr std::array reasons{HintReason::manifest, HintReason::screen_override,
                             HintReason::trust,    HintReason::screenshot,
                             HintReason::card,     HintReason::restart};

unsigned bit(HintReason reason) {
    return 1U << static_cast<unsigned>(reason);
}

} // namespace

void ChannelLine::add(HintReason reason) {
    if (reasons_.fetch_or(bit(reason)) == 0) {
        wake();
    }
}

void ChannelLine::add(const Hint& hint) {
    for (const HintReason reason : hint.reasons) {
        add(reason);
    }
}

void ChannelLine::replace() {
    if (!replaced_.exchange(true)) {
        wake();
    }
}

Hint ChannelLine::take_hint() {
    const unsigned taken = reasons_.exchange(0);
    Hint hint;
    for (const HintReason reason : reasons) {
        if ((taken & bit(reason)) != 0) {
            hint.reasons.insert(reason);
        }
    }
    return hint;
}

} // namespace marquee::manager
