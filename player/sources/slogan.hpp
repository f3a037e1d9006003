// Words on the screen: standing, coming and going, page by page, or passing through.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "player/ports/source_factory.hpp"
#include "player/ports/task_runner.hpp"
#include "player/sources/slogan_sheets.hpp"
#include "player/sources/slogan_speech.hpp"

namespace marquee::player {

// Tasks draw; frames are only parts of their pictures, and a function of the position alone. Where
// variables are said anew, the words that follow are drawn ahead and take over at their instant:
// of words that stand, when a value changes; of words that pass through, when the item's turn
// begins again, at every multiple of its duration. What is late is waited for with the last frame.
class SloganSource final : public FrameSource {
public:
    // The item of `request` holds a Slogan.
    SloganSource(std::shared_ptr<FontShelf> fonts, TaskRunner& tasks, const SourceRequest& request);

    SourceState poll() override;
    const Error& failure() const override { return *failure_; }
    Frame frame_at(Microseconds position) override;
    std::optional<Microseconds> next_change(Microseconds position) const override;
    bool settled(Microseconds position) const override;

private:
    // What is said in positions [from, until), and its pictures.
    struct Saying {
        std::vector<SpokenText> texts;
        Microseconds from{0};
        Microseconds until{0};
        std::shared_ptr<SloganSheets> sheets;
    };

    Saying say(Microseconds position);
    std::shared_ptr<SloganSheets> sheets_for(const std::vector<SpokenText>& texts,
                                             Microseconds local);
    // The position that the course of a saying counts by.
    Microseconds local(const Saying& saying, Microseconds position) const;
    void attend(Microseconds position);
    // The frame at a position of the present saying; nothing while a picture is missing.
    std::optional<Frame> drawn_at(Microseconds position) const;

    const std::shared_ptr<FontShelf> fonts_; // shared with the tasks
    TaskRunner& tasks_;
    const Slogan slogan_;
    const ShownItem shown_;
    const Size zone_;
    const Instant starts_;
    const Microseconds duration_;
    bool laps_ = false; // the words pass through and are said anew with every turn
    std::optional<SloganSpeech> speech_;
    std::optional<Error> failure_;
    Microseconds asked_;            // last
    std::optional<Saying> present_; // none only without speech
    std::optional<Saying> coming_;  // after it
    std::optional<Frame> frame_;    // last made
    Microseconds frame_at_{0};
};

} // namespace marquee::player
