// "Which one is it?": the display says its own name, as large as it can.
#pragma once

#include <memory>

#include "player/ports/source_factory.hpp"
#include "player/ports/task_runner.hpp"
#include "player/sources/pending.hpp"
#include "player/text/font_catalog.hpp"

namespace marquee::player {

// A white line along the outermost pixels, the name in the middle, and below it, where there is
// room, the unit and the size in pixels. Larger displays have their corners numbered from 1,
// clockwise from the top left: a panel that hangs turned or mirrored is seen at once. A name too
// long for the display loses its middle, for what tells displays apart is at the ends. What cannot
// be written at all is left out; a display without a name says its size. Any thread; milliseconds.
Frame identify_card(const FontCatalog& fonts, const CardOrder& order, Size zone);

// Never fails.
class IdentifySource final : public FrameSource {
public:
    // `fonts` must outlive the task as well as the source.
    IdentifySource(const FontCatalog& fonts, TaskRunner& tasks, const CardRequest& request);

    SourceState poll() override;
    const Error& failure() const override { return failure_; }
    Frame frame_at(Microseconds position) override;
    std::optional<Microseconds> next_change(Microseconds) const override { return std::nullopt; }

private:
    const ShownItem shown_;
    std::shared_ptr<Pending<Frame>> drawn_; // shared with the task
    Error failure_;                         // never used
};

} // namespace marquee::player
