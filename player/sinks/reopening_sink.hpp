// An output that may come late, go, and come back.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "common/clock.hpp"
#include "player/ports/frame_sink.hpp"

namespace marquee::player {

// Puts a new sink in the place of one that is gone, at most every limits::output_retry_ms, and says
// of every frame between that it was not seen. A sink that fails twice in a row counts as gone.
class ReopeningSink final : public FrameSink {
public:
    using Opener = std::function<Result<std::unique_ptr<FrameSink>>()>;

    // Opens nothing yet: the first call of another method does. `clock` outlives the sink.
    ReopeningSink(Size size, Opener open, const Clock& clock);

    // Opened already.
    ReopeningSink(std::unique_ptr<FrameSink> sink, Opener open, const Clock& clock);

    Size size() const override { return size_; }
    Status compose(const Scene& scene) override;
    Status present(Instant at) override;
    SinkEvent attend() override;
    std::optional<Picture> shown() const override;

private:
    void open_when_due();
    Status judged(Status done);
    tl::unexpected<Error> away() const { return tl::unexpected<Error>(why_); }

    const Size size_;
    const Opener open_;
    const Clock& clock_;
    std::unique_ptr<FrameSink> sink_; // null: gone
    Error why_;                       // it is gone
    std::optional<Microseconds> retry_;
    int failures_ = 0; // in a row
};

} // namespace marquee::player
