#include "player/playout/render_loop.hpp"

#include <algorithm>

#include "player/playout/pacer.hpp"

namespace marquee::player {
namespace {

constexpr Microseconds serve_interval = Milliseconds{100};
constexpr Microseconds sink_retry = Seconds{1};

} // namespace

void RenderLoop::add(Engine& engine, FrameSink& sink, PlayoutObserver& observer) {
    screens_.push_back({&engine, &sink, &observer, std::nullopt, std::nullopt});
}

void RenderLoop::stop() {
    stopping_ = true;
    sleeper_.wake();
}

void RenderLoop::run(std::optional<Microseconds> deadline) {
    while (!stopping_ && (!deadline || clock_.monotonic() < *deadline)) {
        Microseconds next = time_.monotonic_at(turn());
        next = deadline ? std::min(next, *deadline) : next;
        if (!stopping_ && next > clock_.monotonic()) {
            sleeper_.wait_until(next);
        }
    }
    const Instant now = time_.update(clock_.monotonic(), judged_.read().utc);
    for (Screen& screen : screens_) {
        screen.engine->close(now);
    }
}

Instant RenderLoop::turn() {
    const PlayerClock judged = judged_.read();
    const Instant now = time_.update(clock_.monotonic(), judged.utc);
    trust_ = judged.trusted ? rules::ClockTrust::trusted : rules::ClockTrust::untrusted;
    serve_windows(now);
    Instant next = now + serve_interval;
    for (Screen& screen : screens_) {
        next = std::min(next, tend(screen, now));
    }
    return next;
}

void RenderLoop::serve_windows(Instant now) {
    const bool due = !served_ || now - *served_ >= serve_interval || now < *served_;
    if (!due) {
        return;
    }
    served_ = now;
    for (const Screen& screen : screens_) {
        if (screen.sink->attend() == SinkEvent::closed) {
            stopping_ = true;
        }
    }
}

Instant RenderLoop::tend(Screen& screen, Instant now) {
    if (screen.retry && now < *screen.retry) {
        return *screen.retry;
    }
    screen.retry.reset();
    // A wall clock set back by hours must not leave a frame waiting for them.
    const bool stranded = screen.drawn && screen.drawn->at > now + serve_interval;
    if (screen.drawn && !stranded && screen.drawn->at > now) {
        return screen.drawn->at;
    }
    if (screen.drawn) {
        present(screen);
    }
    const Pace step = pace(screen.engine->attend(now, trust_), now);
    if (!step.draw_for) {
        return step.rest_until;
    }
    draw(screen, *step.draw_for, *step.due);
    return screen.drawn ? screen.drawn->at : now;
}

void RenderLoop::draw(Screen& screen, Instant at, Instant due) {
    const Scene& scene = screen.engine->compose(at);
    if (!screen.engine->changed()) {
        screen.engine->presented(at, Microseconds{0});
        return;
    }
    if (const Status composed = screen.sink->compose(scene); !composed) {
        failed(screen, composed.error(), at);
        return;
    }
    screen.drawn = Drawn{at, due};
}

void RenderLoop::present(Screen& screen) {
    const Drawn drawn = *screen.drawn;
    screen.drawn.reset();
    if (const Status shown = screen.sink->present(drawn.at); !shown) {
        failed(screen, shown.error(), drawn.at);
        return;
    }
    const Instant now = time_.at(clock_.monotonic());
    screen.engine->presented(drawn.at, std::max(now - drawn.due, Microseconds{0}));
}

void RenderLoop::failed(Screen& screen, const Error& error, Instant now) const {
    screen.retry = now + sink_retry;
    screen.observer->sink_failed(screen.engine->display(), error);
    screen.engine->repaint();
}

} // namespace marquee::player
