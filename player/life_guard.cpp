#include "player/life_guard.hpp"

#include <algorithm>
#include <utility>

#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

constexpr Microseconds look_interval = Milliseconds{200};
constexpr Microseconds vouch_interval = Milliseconds{500};

// Sanitizers make every turn ten times as long, and some a hundred times.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int slowness = 20;
#else
constexpr int slowness = 1;
#endif
constexpr Microseconds patience = slowness * Milliseconds{limits::render_stuck_ms_max};
constexpr Microseconds patience_with_output = std::max<Microseconds>(patience, Seconds{4});
constexpr Microseconds patience_before_a_picture = Seconds{30};

} // namespace

Microseconds patience_after(const RenderLoop::Sign& sign, bool has_presented) {
    if (!has_presented) {
        return patience_before_a_picture;
    }
    return sign.in_output ? patience_with_output : patience;
}

Microseconds SilenceWatch::look(const std::optional<RenderLoop::Sign>& sign, Microseconds now) {
    const auto at = sign ? std::optional(sign->at) : std::nullopt;
    const bool silent = at && at == seen_;
    silent_ = silent ? silent_ + std::min(now - looked_, 2 * look_interval_) : Microseconds{0};
    seen_ = at;
    looked_ = now;
    return silent_;
}

LifeGuard::LifeGuard(Parts parts)
    : parts_(std::move(parts)), thread_([this](const std::stop_token& stop) { watch(stop); }) {}

LifeGuard::~LifeGuard() {
    thread_.request_stop();
    sleeper_.wake();
}

void LifeGuard::watch(const std::stop_token& stop) {
    SilenceWatch silence(look_interval);
    std::optional<Microseconds> vouched;
    while (!stop.stop_requested()) {
        const Microseconds now = parts_.clock.monotonic();
        const auto sign = parts_.loop.last_sign();
        const Microseconds silent = silence.look(sign, now);
        const bool hangs = sign && silent > patience_after(*sign, parts_.loop.has_presented());
        if (sign && !hangs && (!vouched || now - *vouched >= vouch_interval)) {
            if (!vouched) {
                parts_.notice.ready();
            }
            parts_.notice.alive();
            vouched = now;
        }
        if (hangs) {
            parts_.give_up({silent, sign->in_output});
        }
        sleeper_.wait_until(now + look_interval);
    }
}

} // namespace marquee::player
