// A test card: pictures by which installers judge a panel (schemas/model/program.hpp).
#pragma once

#include <memory>

#include "player/ports/source_factory.hpp"
#include "player/ports/task_runner.hpp"
#include "player/sources/pending.hpp"

namespace marquee::player {

// Every pixel of grid, gradients and modules as a function of the zone alone. Grid: white along the
// edge; within it four rows and columns in which every second pixel is white; lines every 16 and 64
// pixels, both diagonals, a circle, and the size in pixels where there is room. Gradients: four
// bands, along the longer side of the zone. Modules: numbers from 1, row by row; those that the
// zone cuts are dark.
Picture test_card_picture(const TestCard& card, Size zone);

// The sweep's fields and lines are a function of the position alone: a column after the other, from
// left to right, each for sweep_step; then the rows, from top to bottom; then white, red, green,
// blue and black for sweep_field each; and again.
class TestCardSource final : public FrameSource {
public:
    static constexpr Microseconds sweep_step = Milliseconds{20};
    static constexpr Microseconds sweep_field = Seconds{3};

    // The item of `request` holds a TestCard.
    TestCardSource(TaskRunner& tasks, const SourceRequest& request);

    SourceState poll() override;
    const Error& failure() const override { return failure_; }
    Frame frame_at(Microseconds position) override;
    std::optional<Microseconds> next_change(Microseconds position) const override;

private:
    bool sweeps() const { return card_.card == TestCardKind::sweep; }
    Microseconds lines_time() const { return (zone_.width + zone_.height) * sweep_step; }
    Frame sweep_at(Microseconds in_round) const;
    Microseconds round_time() const;

    const ShownItem shown_;
    const TestCard card_;
    const Size zone_;
    std::shared_ptr<Pending<Picture>> drawn_; // shared with the task; of a sweep its white
    Error failure_;
};

} // namespace marquee::player
