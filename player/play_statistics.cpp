#include "player/play_statistics.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace marquee::player {
namespace {

constexpr std::size_t samples_max = 250'000;

std::int64_t percentile(std::vector<std::int64_t> samples, std::size_t percent) {
    if (samples.empty()) {
        return 0;
    }
    std::sort(samples.begin(), samples.end());
    return samples[std::min(samples.size() - 1, samples.size() * percent / 100)];
}

bool names_its_items(const PresentedFrame& frame) {
    return !frame.zones.empty()
           && std::none_of(frame.zones.begin(), frame.zones.end(),
                           [](const ZoneShowing& zone) { return zone.content == Sha256{}; });
}

bool has_none_on_purpose(const PresentedFrame& frame) {
    return frame.card || frame.rung == Rung::black || frame.rung == Rung::off;
}

} // namespace

void PlayStatistics::frame_presented(const PresentedFrame& frame) {
    ++frames_;
    if (lost_.erase(frame.display) > 0) {
        log_.info("playout", "output_back", {{"display", frame.display}});
    }
    if (names_its_items(frame)) {
        shown_.insert(frame.display);
    } else if (shown_.contains(frame.display) && !has_none_on_purpose(frame)) {
        ++without_item_;
    }
    missed_ += frame.missed ? 1 : 0;
    const Instant on_screen = frame.at + frame.late;
    if (late_us_.size() < samples_max) {
        late_us_.push_back(frame.late.count());
        if (last_) {
            intervals_us_.push_back((on_screen - *last_).count());
        }
    }
    last_ = on_screen;
}

void PlayStatistics::item_started(const PlayedSpan&) {
    ++items_started_;
}

void PlayStatistics::quarantined(const DisplayId& display, const Quarantined& item) {
    ++quarantined_;
    log_.warning(
        "playout", "quarantined",
        {{"display", display}, {"item", item.what}, {"code", item.code}, {"what", item.detail}});
}

void PlayStatistics::sink_failed(const DisplayId& display, const Error& error, Instant) {
    lost_.insert(display);
    log_.failure(LogLevel::error, "playout", "sink_failed", error, {{"display", display}});
}

std::string PlayStatistics::to_json() const {
    return fmt::format(
        "{{\"frames\": {}, \"missed\": {}, \"late_us_p50\": {}, \"late_us_p99\": {}, "
        "\"late_us_max\": {}, \"interval_us_p50\": {}, \"interval_us_p99\": {}, "
        "\"items_started\": {}, \"quarantined\": {}, \"frames_without_item\": {}}}\n",
        frames_, missed_, percentile(late_us_, 50), percentile(late_us_, 99),
        percentile(late_us_, 100), percentile(intervals_us_, 50), percentile(intervals_us_, 99),
        items_started_, quarantined_, without_item_);
}

} // namespace marquee::player
