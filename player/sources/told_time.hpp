// Clocks and countdowns: what the display's wall clock says, as words.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "player/ports/source_factory.hpp"
#include "player/ports/task_runner.hpp"
#include "player/sources/pending.hpp"
#include "player/sources/text_board.hpp"
#include "schemas/rules/time_words.hpp"

namespace marquee::player {

// Frames are a function of the instant that a position stands for. The words of a day are drawn by
// a task, those of the next day ahead of it; from second to second digits change their places and
// nothing is drawn. Words that come unforeseen, because the clock was set, are waited for with the
// last frame.
class ToldTimeSource final : public FrameSource {
public:
    // `fonts` must outlive the tasks as well as the source. The item of `request` holds a ClockFace
    // or a Countdown.
    ToldTimeSource(const FontCatalog& fonts, TaskRunner& tasks, const SourceRequest& request);

    SourceState poll() override;
    const Error& failure() const override { return *failure_; }
    Frame frame_at(Microseconds position) override;
    std::optional<Microseconds> next_change(Microseconds position) const override;
    bool settled(Microseconds position) const override;

private:
    using Words = std::vector<std::vector<rules::TimeLine>>;

    // Words without their counting digits, and the board they are drawn on.
    struct Board {
        Words words;
        std::shared_ptr<Pending<TextBoard>> drawn; // shared with the task
    };

    // What is said at an instant.
    struct Told {
        Words words;        // digits that count taken out
        std::string digits; // in order
        Instant from;
        Instant until;
        Instant words_until;
    };

    Told tell(Instant instant) const;
    Board draw(Words words) const;
    void attend(const Told& told);
    const TextBoard* board_for(const Words& words) const;
    bool holds(Instant now) const;

    const FontCatalog& fonts_;
    TaskRunner& tasks_;
    const ShownItem shown_;
    const Size zone_;
    const Instant starts_;
    std::function<rules::ToldTime(Instant)> say_;
    std::string language_;
    TextStyle style_;

    Told told_;                   // last asked for
    Board present_;               // for what was asked last, or about to be
    std::optional<Board> coming_; // for the words after those
    std::optional<Frame> frame_;  // last made
    Instant frame_from_{};        // it holds for [from, until)
    Instant frame_until_{};
    std::optional<Error> failure_;
    std::uint64_t frames_ = 0;
};

} // namespace marquee::player
