#include "player/sinks/reopening_sink.hpp"

#include <utility>

#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

constexpr int failures_max = 2; // a window that changes its size fails once
constexpr Milliseconds retry_interval{limits::output_retry_ms};

} // namespace

ReopeningSink::ReopeningSink(Size size, Opener open, const Clock& clock)
    : size_(size), open_(std::move(open)), clock_(clock) {}

ReopeningSink::ReopeningSink(std::unique_ptr<FrameSink> sink, Opener open, const Clock& clock)
    : size_(sink->size()), open_(std::move(open)), clock_(clock), sink_(std::move(sink)) {}

void ReopeningSink::open_when_due() {
    const Microseconds now = clock_.monotonic();
    if (sink_ || (retry_ && now < *retry_)) {
        return;
    }
    auto opened = open_();
    if (opened) {
        sink_ = *std::move(opened);
        failures_ = 0;
        retry_.reset();
    } else {
        why_ = std::move(opened.error());
        retry_ = clock_.monotonic() + retry_interval;
    }
}

Status ReopeningSink::judged(Status done) {
    if (done) {
        failures_ = 0;
        return done;
    }
    if (done.error().code == ErrorCode::unreachable || ++failures_ >= failures_max) {
        why_ = done.error();
        sink_.reset();
    }
    return done;
}

Status ReopeningSink::compose(const Scene& scene) {
    open_when_due();
    if (!sink_) {
        return away();
    }
    Status composed = sink_->compose(scene);
    // Only what is presented ends a row of failures.
    return composed ? composed : judged(std::move(composed));
}

Status ReopeningSink::present(Instant at) {
    return sink_ ? judged(sink_->present(at)) : Status(away());
}

SinkEvent ReopeningSink::attend() {
    if (!sink_) {
        open_when_due();
        return SinkEvent::none;
    }
    const SinkEvent event = sink_->attend();
    if (event == SinkEvent::lost) {
        why_ = {ErrorCode::unreachable, "the output is gone", {}, {}};
        sink_.reset();
    }
    return event;
}

std::optional<Picture> ReopeningSink::shown() const {
    return sink_ ? sink_->shown() : std::nullopt;
}

} // namespace marquee::player
