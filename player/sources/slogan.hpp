// Words on the screen: still, or scrolling to the left.
#pragma once

#include <memory>
#include <optional>

#include "player/ports/source_factory.hpp"
#include "player/ports/task_runner.hpp"
#include "player/sources/pending.hpp"
#include "player/sources/scroll_motion.hpp"
#include "player/sources/slogan_picture.hpp"

namespace marquee::player {

// Drawn once by a task, from then on frames are only pieces of that picture. The scroll is a
// function of the position alone.
class SloganSource final : public FrameSource {
public:
    // `fonts` must outlive the task as well as the source. The item of `request` holds a Slogan.
    SloganSource(const FontCatalog& fonts, TaskRunner& tasks, const SourceRequest& request);

    SourceState poll() override;
    const Error& failure() const override;
    Frame frame_at(Microseconds position) override;
    std::optional<Microseconds> next_change(Microseconds position) const override;

private:
    const Slogan slogan_;
    const ShownItem shown_;
    const Size zone_;
    std::shared_ptr<Pending<SloganPicture>> drawn_; // shared with the task
    std::optional<ScrollMotion> motion_;            // once drawn, if it moves
};

} // namespace marquee::player
