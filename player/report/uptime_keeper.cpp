#include "player/report/uptime_keeper.hpp"

namespace marquee::player {

Presented presented_on(Rung rung) {
    switch (rung) {
    case Rung::scheduled:
    case Rung::filler:
    case Rung::notice:
        return Presented::showing;
    case Rung::off:
    case Rung::black:
        return Presented::off;
    case Rung::last_good:
    case Rung::slate:
        break;
    }
    return Presented::nothing;
}

std::vector<UptimeEntry> UptimeKeeper::present(Presented what, const Moment& at) {
    if (what == open_.presented) {
        return {};
    }
    std::vector<UptimeEntry> ended = close(at);
    open_.presented = what;
    return ended;
}

std::vector<UptimeEntry> UptimeKeeper::close(const Moment& at) {
    std::vector<UptimeEntry> ended;
    if (at.monotonic <= open_.running_since.monotonic) {
        return ended;
    }
    if (open_.presented != Presented::nothing && at.monotonic > open_.presented_since.monotonic) {
        const UptimeMeasure measure =
            open_.presented == Presented::showing ? UptimeMeasure::showing : UptimeMeasure::off;
        ended.push_back({measure, life_, open_.presented_since, at});
    }
    ended.push_back({UptimeMeasure::running, life_, open_.running_since, at});
    open_.running_since = at;
    open_.presented_since = at;
    return ended;
}

} // namespace marquee::player
