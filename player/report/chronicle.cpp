#include "player/report/chronicle.hpp"

#include <algorithm>
#include <utility>

#include "common/durable_file.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

constexpr std::string_view room = "report";
constexpr Seconds flush_interval{60}; // what a power cut may cost

} // namespace

Result<std::unique_ptr<Chronicle>> Chronicle::open(Parts parts) {
    if (Status made = make_directory(parts.directory); !made) {
        return tl::unexpected(made.error());
    }
    return LifeMarkFile::open(parts.directory / "alive").map([&](LifeMarkFile mark) {
        return std::make_unique<Chronicle>(std::move(parts), std::move(mark));
    });
}

Chronicle::Chronicle(Parts parts, LifeMarkFile mark)
    : parts_(std::move(parts)), mark_(std::move(mark)), start_(now()) {
    const std::lock_guard lock(journals_);
    finish_earlier_life();
    mark_alive(LifeMarkFile::Strength::flushed);
}

Chronicle::~Chronicle() {
    const std::lock_guard lock(journals_);
    take_in();
    const Moment end = now();
    for (auto& [id, display] : displays_) {
        append(display, display.keeper.close(end));
    }
    mark_alive(LifeMarkFile::Strength::flushed);
}

// What was open when the process before this one was last known to live ends there.
void Chronicle::finish_earlier_life() {
    const std::optional<LifeMark> last = mark_.last();
    if (!last) {
        return;
    }
    for (const auto& [id, open] : last->displays) {
        Display& display = display_of(id);
        append(display, UptimeKeeper(last->life, open).close(last->alive));
        display.gap = Gap{last->life, last->alive, start_};
    }
}

Moment Chronicle::moment_at(Microseconds monotonic) const {
    const bool proven = parts_.judged.proven();
    const PlayerClock read = parts_.judged.read();
    const Microseconds since = parts_.clock.monotonic() - monotonic;
    return {monotonic, read.utc - since, read.trusted, proven};
}

Chronicle::Display& Chronicle::display_of(const DisplayId& id) {
    const auto known = displays_.find(id);
    if (known != displays_.end()) {
        return known->second;
    }
    Display display{.plays = {}, .uptime = {}, .keeper = {parts_.life, start_}};
    const std::filesystem::path folder = parts_.directory / id.value;
    if (auto plays = PlayJournal::open(folder / "plays", id)) {
        display.plays.emplace(*std::move(plays));
    } else {
        complain("plays_not_kept", plays.error());
    }
    if (auto uptime = UptimeJournal::open(folder / "uptime", id)) {
        display.uptime.emplace(*std::move(uptime));
    } else {
        complain("uptime_not_kept", uptime.error());
    }
    return displays_.emplace(id, std::move(display)).first->second;
}

void Chronicle::beat() {
    const std::lock_guard lock(journals_);
    take_in();
    const bool flush = parts_.clock.monotonic() - flushed_ >= flush_interval;
    mark_alive(flush ? LifeMarkFile::Strength::flushed : LifeMarkFile::Strength::kept);
}

void Chronicle::take_in() {
    std::deque<Event> events;
    std::uint64_t dropped = 0;
    {
        const std::lock_guard lock(queue_mutex_);
        events.swap(queue_);
        dropped = std::exchange(dropped_, 0);
    }
    if (dropped > 0) {
        parts_.log.error(room, "events_lost", {{"count", dropped}});
    }
    for (const Event& event : events) {
        std::visit([this](const auto& each) { take(each); }, event);
    }
    for (auto& [id, display] : displays_) {
        count_given_up(id, display);
    }
}

void Chronicle::take(const Change& change) {
    Display& display = display_of(change.display);
    const auto ended = display.keeper.present(change.presented, moment_at(change.monotonic));
    append(display, ended);
    if (!ended.empty()) {
        mark_alive(LifeMarkFile::Strength::kept);
    }
}

void Chronicle::take(const PlayedSpan& span) {
    Display& display = display_of(span.display);
    if (!display.plays) {
        return;
    }
    PlayRecord record;
    record.from = span.interval.from;
    record.duration = std::chrono::round<Milliseconds>(span.interval.to - span.interval.from);
    record.trusted = span.trusted;
    if (Status kept = display.plays->append(span.item, record); !kept) {
        complain("play_lost", kept.error());
    }
}

void Chronicle::append(Display& display, const std::vector<UptimeEntry>& ended) {
    if (!display.uptime) {
        return;
    }
    if (Status kept = display.uptime->append(ended); !kept) {
        complain("uptime_lost", kept.error());
    }
}

void Chronicle::mark_alive(LifeMarkFile::Strength strength) {
    LifeMark mark{parts_.life, now(), {}};
    for (const auto& [id, display] : displays_) {
        if (!display.disowned) {
            mark.displays[id] = display.keeper.open();
        }
    }
    if (Status written = mark_.write(mark, strength); !written) {
        complain("life_not_marked", written.error());
        return;
    }
    complained_ = false;
    if (strength == LifeMarkFile::Strength::flushed) {
        flushed_ = mark.alive.monotonic;
    }
}

void Chronicle::complain(std::string_view event, const Error& error) {
    if (!std::exchange(complained_, true)) {
        parts_.log.failure(LogLevel::error, room, event, error);
    }
}

void Chronicle::count_given_up(const DisplayId& id, Display& display) {
    const std::uint64_t given_up = (display.plays ? display.plays->files().given_up() : 0)
                                   + (display.uptime ? display.uptime->files().given_up() : 0);
    if (given_up != display.given_up) {
        parts_.log.warning(room, "oldest_records_given_up",
                           {{"display", id}, {"count", given_up - display.given_up}});
        display.given_up = given_up;
    }
}

void Chronicle::queue(Event event) {
    const std::lock_guard lock(queue_mutex_);
    if (queue_.size() >= limits::journal_events_waiting_max) {
        ++dropped_;
        return;
    }
    queue_.push_back(std::move(event));
}

void Chronicle::change(const DisplayId& display, Presented presented) {
    if (!display.empty()) { // before enrolment there is nobody to report to
        queue(Change{display, presented, parts_.clock.monotonic()});
    }
}

void Chronicle::frame_presented(const PresentedFrame& frame) {
    Seen& seen = seen_[frame.display];
    const bool is_back = std::exchange(seen.failed, false);
    const bool covered = frame.card.has_value();
    if (std::exchange(seen.covered, covered) != covered || is_back) {
        change(frame.display, seen.now());
    }
}

void Chronicle::rung_changed(const DisplayId& display, Rung rung, Instant) {
    Seen& seen = seen_[display];
    seen.presented = presented_on(rung);
    if (!seen.failed) {
        change(display, seen.now());
    }
}

void Chronicle::sink_failed(const DisplayId& display, const Error&, Instant) {
    if (!std::exchange(seen_[display].failed, true)) {
        change(display, Presented::nothing);
    }
}

void Chronicle::item_ended(const PlayedSpan& span) {
    if (!span.display.empty()) {
        queue(span);
    }
}

ChronicleThread::ChronicleThread(Chronicle& chronicle, const Clock& clock,
                                 marquee::Sleeper& sleeper)
    : sleeper_(sleeper), thread_([&chronicle, &clock, &sleeper](const std::stop_token& stop) {
          while (!stop.stop_requested()) {
              chronicle.beat();
              sleeper.wait_until(clock.monotonic() + Seconds{limits::journal_beat_seconds_max});
          }
      }) {}

ChronicleThread::~ChronicleThread() {
    thread_.request_stop();
    sleeper_.wake();
}

} // namespace marquee::player
