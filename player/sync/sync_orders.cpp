// The part of a turn that obeys what people order at once: overrides, cards, screenshots.
#include <algorithm>
#include <utility>

#include "player/sync/sync_session.hpp"
#include "schemas/wire/override.hpp"

namespace marquee::player {
namespace {

constexpr std::string_view room = "sync";
constexpr Milliseconds screenshot_patience{2'000};

} // namespace

void SyncSession::take_overrides(const std::vector<Envelope>& overrides) {
    bool fresh = false;
    std::vector<Quarantined> refusals;
    for (const Envelope& envelope : overrides) {
        const Result<rules::OverrideNews> news = overrides_->take(envelope, *trust_.document());
        const bool unsaved = !news
                             && (news.error().code == ErrorCode::disk_full
                                 || news.error().code == ErrorCode::io_failed);
        if (!news && !unsaved) {
            refusals.push_back(refused(envelope, news.error()));
        }
        fresh = fresh || unsaved || news == rules::OverrideNews::fresh;
    }
    report_soon_ = report_soon_ || fresh || refusals != refused_overrides_;
    refused_overrides_ = std::move(refusals);
    if (fresh) {
        publish_all();
    }
}

// What the manager is told about an override that is not obeyed; logged once.
Quarantined SyncSession::refused(const Envelope& envelope, const Error& error) const {
    const Result<Override> content = wire::read_override(envelope.payload);
    Quarantined entry{.what = refused_override_name(content ? content->id : OverrideId{}),
                      .code = std::string(error_slug(error.code)),
                      .detail = error.what,
                      .since = parts_.trusted_clock.read().utc};
    for (const Quarantined& known : refused_overrides_) {
        if (known.what == entry.what && known.code == entry.code) {
            return known;
        }
    }
    parts_.log.failure(LogLevel::warning, room, "override_refused", error);
    return entry;
}

// What the answer does not name is over. A card ends when its first answer said, even if a later
// one is heard of late, and without any other answer.
void SyncSession::put_up_cards(const std::vector<CardOrder>& orders, Microseconds arrived) {
    if (parts_.cards == nullptr) {
        return;
    }
    for (Display& display : displays_) {
        const auto order = std::find_if(orders.begin(), orders.end(), [&](const CardOrder& one) {
            return one.display == display.enrolled.id;
        });
        const auto wanted = order == orders.end() ? std::optional<CardId>() : order->id;
        if (std::exchange(display.card, wanted) == wanted) {
            continue;
        }
        parts_.cards->stand(display.enrolled.name,
                            wanted ? std::make_shared<const StandingCard>(
                                StandingCard{*order, arrived + order->remaining})
                                   : nullptr);
        report_soon_ = true;
    }
}

// An order is told until it is answered or runs out, so one that failed comes again by itself, and
// so does one that is left for something more urgent.
void SyncSession::send_screenshots(const std::vector<ScreenshotOrder>& orders) {
    for (const ScreenshotOrder& order : orders) {
        if (woken_) {
            return;
        }
        const auto display =
            std::find_if(displays_.begin(), displays_.end(),
                         [&](const Display& one) { return one.enrolled.id == order.display; });
        if (parts_.screenshots == nullptr || display == displays_.end()) {
            continue;
        }
        const Status sent =
            parts_.screenshots->screenshot(display->enrolled.name, screenshot_patience)
                .and_then(
                    [&](const std::string& png) { return parts_.link.screenshot(order, png); });
        if (!sent) {
            parts_.log.failure(LogLevel::warning, room, "screenshot_not_sent", sent.error());
        }
    }
}

} // namespace marquee::player
