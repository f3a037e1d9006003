// The built-in picture of a display that has nothing to show: the last line before dark.
#pragma once

#include <memory>
#include <vector>

#include "player/ports/source_factory.hpp"
#include "player/ports/task_runner.hpp"
#include "player/sources/pending.hpp"
#include "player/text/font_catalog.hpp"

namespace marquee::player {

// The product's word and, larger, the enrolment code or else the display's name, on a calm dark
// ground. It moves and counts nothing. Never fails: what cannot be written is left out.
class SlateSource final : public FrameSource {
public:
    // `fonts` must outlive the task as well as the source.
    SlateSource(const FontCatalog& fonts, TaskRunner& tasks, const SlateRequest& request);

    SourceState poll() override;
    const Error& failure() const override;
    Frame frame_at(Microseconds position) override;
    std::optional<Microseconds> next_change(Microseconds position) const override;

private:
    std::shared_ptr<Pending<std::vector<Piece>>> drawn_; // shared with the task
    Error failure_;                                      // never used: a slate does not fail
};

} // namespace marquee::player
