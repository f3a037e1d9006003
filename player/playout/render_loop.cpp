#include "player/playout/render_loop.hpp"

#include <algorithm>
#include <cstdlib>

#include "player/playout/pacer.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

constexpr Microseconds serve_interval = Milliseconds{200};
constexpr Microseconds sink_retry = Milliseconds{limits::output_retry_ms};

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
    sign_ = 0;
}

std::optional<RenderLoop::Sign> RenderLoop::last_sign() const {
    const std::int64_t last = sign_;
    return last == 0 ? std::nullopt : std::optional(Sign{Microseconds{std::abs(last)}, last < 0});
}

void RenderLoop::sign(Sign what) {
    sign_ = what.in_output ? -what.at.count() : what.at.count();
}

// A call that may hang with the desktop it talks to.
template<typename Call>
auto RenderLoop::in_output(Call call) {
    sign({clock_.monotonic(), true});
    auto outcome = call();
    sign({clock_.monotonic(), false});
    return outcome;
}

Instant RenderLoop::turn() {
    const PlayerClock judged = judged_.read();
    const Instant now = time_.update(clock_.monotonic(), judged.utc);
    trust_ = judged.trusted ? rules::ClockTrust::trusted : rules::ClockTrust::untrusted;
    sign({clock_.monotonic(), false});
    Instant next = now + serve_interval;
    for (Screen& screen : screens_) {
        next = std::min(next, tend(screen, now));
        if (screen.loss) {
            next = std::min(next, screen.loss->retry);
        }
    }
    serve_windows(now);
    return next;
}

void RenderLoop::serve_windows(Instant now) {
    const bool due = !served_ || now - *served_ >= serve_interval || now < *served_;
    if (!due) {
        return;
    }
    served_ = now;
    for (Screen& screen : screens_) {
        const SinkEvent event = in_output([&] { return screen.sink->attend(); });
        if (event == SinkEvent::closed) {
            stopping_ = true;
        } else if (event == SinkEvent::lost) {
            failed(screen, {ErrorCode::unreachable, "the output is gone", {}, {}}, now);
        }
    }
}

Instant RenderLoop::tend(Screen& screen, Instant now) {
    if (screen.loss) {
        tell_loss(screen, now);
    }
    // A wall clock set back by hours must not leave a frame waiting for them.
    const bool stranded = screen.drawn && screen.drawn->at > now + serve_interval;
    if (screen.drawn && !stranded && screen.drawn->at > now) {
        return screen.drawn->at;
    }
    if (screen.drawn) {
        present(screen);
    }
    screen.engine->tell_monotonic(clock_.monotonic());
    const Pace step = pace(screen.engine->attend(now, trust_), now);
    if (!step.draw_for) {
        return step.rest_until;
    }
    draw(screen, *step.draw_for, *step.due);
    return screen.drawn ? screen.drawn->at : now;
}

// A loss is told once, and again when the display gets its name; what is seen of it comes back with
// a whole picture.
void RenderLoop::tell_loss(Screen& screen, Instant now) {
    Loss& loss = *screen.loss;
    if (loss.told != screen.engine->display()) {
        loss.told = screen.engine->display();
        screen.observer->sink_failed(loss.told, loss.why, now);
    }
    if (now >= loss.retry || now + sink_retry < loss.retry) {
        loss.retry = now + sink_retry;
        screen.engine->repaint();
    }
}

void RenderLoop::draw(Screen& screen, Instant at, Instant due) {
    const Scene& scene = screen.engine->compose(at);
    screen.engine->keep_in_step(at, time_.monotonic_at(at));
    if (!screen.engine->changed()) {
        if (!screen.loss) {
            screen.engine->presented(at, Microseconds{0});
        }
        return;
    }
    const Status composed = in_output([&] { return screen.sink->compose(scene); });
    if (!composed) {
        failed(screen, composed.error(), at);
        return;
    }
    screen.drawn = Drawn{at, due};
}

void RenderLoop::present(Screen& screen) {
    const Drawn drawn = *screen.drawn;
    screen.drawn.reset();
    const Status shown = in_output([&] { return screen.sink->present(drawn.at); });
    if (!shown) {
        failed(screen, shown.error(), drawn.at);
        return;
    }
    screen.loss.reset();
    presented_ = true;
    const Instant now = time_.at(clock_.monotonic());
    screen.engine->presented(drawn.at, std::max(now - drawn.due, Microseconds{0}));
}

void RenderLoop::failed(Screen& screen, const Error& error, Instant now) {
    screen.drawn.reset();
    if (screen.loss) {
        screen.loss->why = error;
        return;
    }
    screen.loss = Loss{error, now + sink_retry, screen.engine->display()};
    screen.observer->sink_failed(screen.engine->display(), error, now);
    screen.engine->close(now);
}

} // namespace marquee::player
