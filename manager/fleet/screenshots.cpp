#include "manager/fleet/screenshots.hpp"

#include <algorithm>

#include "common/uuid.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

constexpr std::string_view png_signature{"\x89PNG\r\n\x1a\n", 8}; // ISO/IEC 15948, 5.2

} // namespace

void Screenshots::forget_old(Microseconds now) {
    std::erase_if(open_, [now](const auto& entry) { return entry.second.until <= now; });
}

Result<ScreenshotOrder> Screenshots::order(const Display& display, const Player& player) {
    const std::optional<LastWord> word = presence_.last_word(player.id);
    const std::vector<std::string> able =
        word ? word->heartbeat.software.capabilities : player.software.capabilities;
    if (std::find(able.begin(), able.end(), screenshot_capability) == able.end()) {
        return fail(ErrorCode::unsupported, "the player's software takes no screenshots",
                    player.software.version);
    }
    const Microseconds now = clock_.monotonic();
    ScreenshotOrder order{.id = {}, .display = display.id};
    {
        const std::lock_guard lock(mutex_);
        forget_old(now);
        const auto [entry, is_new] = open_.try_emplace(display.id);
        if (is_new) {
            entry->second.id = make_id<ScreenshotId>(clock_.wall(), randomness_);
        }
        entry->second.until = now + Seconds{limits::screenshot_seconds_max};
        order.id = entry->second.id;
    }
    hints_.hint(player.id, HintReason::screenshot);
    return order;
}

std::vector<ScreenshotOrder> Screenshots::open_orders(const std::vector<DisplayId>& displays) {
    const std::lock_guard lock(mutex_);
    forget_old(clock_.monotonic());
    std::vector<ScreenshotOrder> orders;
    for (const DisplayId& display : displays) {
        if (const auto found = open_.find(display); found != open_.end()) {
            orders.push_back({.id = found->second.id, .display = display});
        }
    }
    return orders;
}

Status Screenshots::accept(const ScreenshotOrder& order, std::string_view png) {
    if (!png.starts_with(png_signature)) {
        return fail(ErrorCode::malformed, "the screenshot is not a PNG");
    }
    const auto is_open = [&] { // mutex_ is held
        const auto found = open_.find(order.display);
        return found != open_.end() && found->second.id == order.id;
    };
    {
        const std::lock_guard lock(mutex_);
        forget_old(clock_.monotonic());
        if (!is_open()) {
            return fail(ErrorCode::not_found, "nobody waits for this screenshot any more");
        }
    }
    return store_.put(order.display, png, clock_.wall()).map([&] {
        const std::lock_guard lock(mutex_);
        if (is_open()) {
            open_.erase(order.display);
        }
    });
}

} // namespace marquee::manager
