// A QR code on the screen, with a line of words below it.
#pragma once

#include <memory>

#include "player/ports/source_factory.hpp"
#include "player/ports/task_runner.hpp"
#include "player/sources/pending.hpp"
#include "player/text/font_catalog.hpp"

namespace marquee::player {

// Drawn once by a task; it never changes. Fails with out_of_range where the zone has no pixel for
// each module (rules/qr_place.hpp), with too_large where the caption is too long for it.
class QrSource final : public FrameSource {
public:
    // `fonts` must outlive the task as well as the source. The item of `request` holds a Qr.
    QrSource(const FontCatalog& fonts, TaskRunner& tasks, const SourceRequest& request);

    SourceState poll() override;
    const Error& failure() const override;
    Frame frame_at(Microseconds position) override;
    std::optional<Microseconds> next_change(Microseconds) const override { return std::nullopt; }

private:
    const ShownItem shown_;
    const Colour light_;
    std::shared_ptr<Pending<std::vector<Piece>>> drawn_; // shared with the task
};

} // namespace marquee::player
