#include "player/sources/page_motion.hpp"

#include <algorithm>
#include <utility>

namespace marquee::player {
namespace {

constexpr std::int64_t second = 1'000'000; // microseconds
constexpr std::int64_t frames_of_an_effect_max = 2'000;

Microseconds duration_of(const Effect& effect) {
    return effect.kind == EffectKind::cut ? Microseconds{0} : Microseconds{effect.duration};
}

// The start of the frame that is seen at `position`, and of the one after it.
Microseconds frame_start(Microseconds position) {
    const std::int64_t frame = position.count() * frames_per_second / second;
    return Microseconds{(frame * second + frames_per_second - 1) / frames_per_second};
}

Microseconds next_frame(Microseconds position) {
    const std::int64_t frame = position.count() * frames_per_second / second + 1;
    return Microseconds{(frame * second + frames_per_second - 1) / frames_per_second};
}

// 3p² - 2p³
std::int64_t eased(std::int64_t p) {
    constexpr std::int64_t whole = effect_whole;
    return p * p / whole * (3 * whole - 2 * p) / whole;
}

std::int32_t share(std::int64_t length, std::int64_t progress) {
    return static_cast<std::int32_t>(length * progress / effect_whole);
}

// Of the zone: its first `way` pixels from the side that `direction` leaves, or all but those.
Rect uncovered(Size zone, Direction direction, std::int32_t progress, bool leaving) {
    const std::int32_t across = share(zone.width, progress);
    const std::int32_t down = share(zone.height, progress);
    switch (direction) {
    case Direction::left:
        return leaving ? Rect{0, 0, zone.width - across, zone.height}
                       : Rect{zone.width - across, 0, across, zone.height};
    case Direction::right:
        return leaving ? Rect{across, 0, zone.width - across, zone.height}
                       : Rect{0, 0, across, zone.height};
    case Direction::up:
        return leaving ? Rect{0, 0, zone.width, zone.height - down}
                       : Rect{0, zone.height - down, zone.width, down};
    case Direction::down:
        return leaving ? Rect{0, down, zone.width, zone.height - down}
                       : Rect{0, 0, zone.width, down};
    }
    return {0, 0, zone.width, zone.height};
}

void slide(PageLook& look, const PageMoment& moment, Size zone) {
    const std::int64_t gone = eased(moment.progress);
    const std::int64_t away = moment.leaving ? gone : gone - effect_whole;
    switch (moment.direction) {
    case Direction::left:
        look.x = -share(zone.width, away);
        break;
    case Direction::right:
        look.x = share(zone.width, away);
        break;
    case Direction::up:
        look.y = -share(zone.height, away);
        break;
    case Direction::down:
        look.y = share(zone.height, away);
        break;
    }
}

// Dark and lit by turns: the words come to stay, or go for good.
bool is_lit(const PageMoment& moment) {
    const std::int64_t flashes = moment.duration / flash_time;
    const std::int64_t half = moment.progress * flashes * 2 / effect_whole;
    return flashes == 0 || (half % 2 == 1) != moment.leaving;
}

} // namespace

PagesDescription describe_pages(const PageOrder& order) {
    const Microseconds enter = duration_of(order.enter);
    const Microseconds exit = duration_of(order.exit);
    const auto texts = static_cast<std::int64_t>(order.pages.size());
    Microseconds round = order.duration / std::max(order.rounds, 1);
    if (order.hold > Milliseconds{0}) {
        const std::int32_t most = *std::max_element(order.pages.begin(), order.pages.end());
        round = (enter + order.hold + exit) * most * texts;
    }
    round = std::max(round, Microseconds{1});
    PagesDescription description{{}, order.rounds, order.enter, order.exit};
    for (std::int64_t text = 0; text < texts; ++text) {
        const std::int64_t pages = order.pages[static_cast<std::size_t>(text)];
        const auto begin = [&](std::int64_t page) {
            return round * (text * pages + page) / (texts * pages);
        };
        for (std::int64_t page = 0; page < pages; ++page) {
            PageTimes times{begin(page), enter, exit, begin(page + 1)};
            const Microseconds length = times.until - times.from;
            if (enter + exit > length) {
                times.enter = length * enter.count() / (enter + exit).count();
                times.exit = exit > Microseconds{0} ? length - times.enter : exit;
            }
            description.pages.push_back(times);
        }
    }
    return description;
}

PageLook look_at(const PageMoment& moment, Size zone, std::int32_t graphemes) {
    PageLook look;
    look.page = moment.page;
    look.seen = {0, 0, zone.width, zone.height};
    const std::int32_t there = moment.leaving ? effect_whole - moment.progress : moment.progress;
    switch (moment.effect) {
    case EffectKind::cut:
        break;
    case EffectKind::slide:
        slide(look, moment, zone);
        break;
    case EffectKind::wipe:
        look.seen = uncovered(zone, moment.direction, moment.progress, moment.leaving);
        break;
    case EffectKind::fade:
        look.opacity = share(256, there);
        break;
    case EffectKind::typewriter:
        look.graphemes = there >= effect_whole ? PageLook::all : share(graphemes, there);
        break;
    case EffectKind::blink:
        look.opacity = is_lit(moment) ? 256 : 0;
        break;
    }
    return look;
}

PageMotion::PageMotion(PagesDescription description, Size zone, std::vector<std::int32_t> graphemes)
    : pages_(std::move(description)), zone_(zone), graphemes_(std::move(graphemes)) {}

PageMotion::Place PageMotion::place_at(Microseconds position) const {
    const Microseconds round = pages_.round();
    const std::int64_t passed = position / round;
    if (pages_.rounds > 0 && passed >= pages_.rounds) {
        return {pages_.pages.size() - 1, round * (pages_.rounds - 1), true};
    }
    const Microseconds within = position % round;
    const auto page =
        std::upper_bound(pages_.pages.begin(), pages_.pages.end(), within,
                         [](Microseconds at, const PageTimes& times) { return at < times.until; });
    const auto index = static_cast<std::size_t>(page - pages_.pages.begin());
    const bool last = index + 1 == pages_.pages.size() && passed + 1 == pages_.rounds;
    return {index, position - within, last};
}

PageMoment PageMotion::moment(Microseconds position) const {
    const Place place = place_at(position);
    const PageTimes& times = pages_.pages[place.page];
    const Microseconds seen = frame_start(position) - place.round_from;
    const Microseconds within = position - place.round_from;
    PageMoment moment;
    moment.page = place.page;
    Microseconds since{0};
    if (within < times.from + times.enter) {
        moment.effect = pages_.enter.kind;
        moment.direction = pages_.enter.direction;
        moment.duration = times.enter;
        since = seen - times.from;
    } else if (!place.stays && within >= times.until - times.exit) {
        moment.effect = pages_.exit.kind;
        moment.direction = pages_.exit.direction;
        moment.duration = times.exit;
        moment.leaving = true;
        since = seen - (times.until - times.exit);
    } else {
        return moment;
    }
    // Since a frame that began before the effect did, nothing of it is through.
    moment.progress = static_cast<std::int32_t>(std::max<std::int64_t>(since.count(), 0)
                                                * effect_whole / moment.duration.count());
    return moment;
}

PageLook PageMotion::look(Microseconds position) const {
    const PageMoment now = moment(position);
    return look_at(now, zone_, graphemes_[now.page]);
}

bool PageMotion::never_changes() const {
    const PageTimes& only = pages_.pages.front();
    return pages_.pages.size() == 1 && only.enter + only.exit == Microseconds{0};
}

Microseconds PageMotion::next_boundary(Microseconds position) const {
    const Place place = place_at(position);
    const PageTimes& times = pages_.pages[place.page];
    const Microseconds within = position - place.round_from;
    const Microseconds entered = times.from + times.enter;
    const Microseconds leaves = times.until - times.exit;
    const Microseconds next = within < entered ? entered : within < leaves ? leaves : times.until;
    return place.round_from + next;
}

std::optional<Microseconds> PageMotion::next_change(Microseconds position) const {
    const auto settled = [&](Microseconds at) {
        const Place place = place_at(at);
        const PageTimes& times = pages_.pages[place.page];
        return place.stays && at - place.round_from >= times.from + times.enter;
    };
    if (never_changes()) {
        return std::nullopt;
    }
    const PageLook now = look(position);
    Microseconds at = position;
    for (std::int64_t frame = 0; frame < frames_of_an_effect_max; ++frame) {
        if (settled(at)) {
            return std::nullopt;
        }
        const bool in_effect = moment(at).effect != EffectKind::cut;
        at = in_effect ? std::min(next_frame(at), next_boundary(at)) : next_boundary(at);
        if (look(at) != now) {
            return at;
        }
    }
    return at;
}

} // namespace marquee::player
