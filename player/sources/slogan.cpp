#include "player/sources/slogan.hpp"

#include <algorithm>
#include <utility>

namespace marquee::player {
namespace {

constexpr Microseconds look_again = Milliseconds{5}; // for pictures that are still being drawn

} // namespace

SloganSource::SloganSource(std::shared_ptr<FontShelf> fonts, TaskRunner& tasks,
                           const SourceRequest& request)
    : fonts_(std::move(fonts)),
      tasks_(tasks),
      slogan_(std::get<Slogan>(request.item.content)),
      shown_(request.shown),
      zone_(request.zone),
      starts_(request.starts),
      duration_(std::max<Microseconds>(request.item.duration, Microseconds{1})),
      asked_(request.position) {
    auto speech =
        SloganSpeech::make(slogan_, request.wall, request.names ? *request.names : DisplayNames{});
    if (!speech) {
        failure_ = speech.error();
        return;
    }
    laps_ = speech->changes() && scrolls(slogan_.style);
    speech_ = *std::move(speech);
    present_ = say(asked_);
}

std::shared_ptr<SloganSheets> SloganSource::sheets_for(const std::vector<SpokenText>& texts,
                                                       Microseconds local) {
    for (const auto* known : {&present_, &coming_}) {
        if (*known && (*known)->texts == texts) {
            return (*known)->sheets;
        }
    }
    const SloganOrder order{slogan_.style, texts, zone_, duration_,
                            laps_ ? duration_ : Microseconds{0}};
    return std::make_shared<SloganSheets>(fonts_, tasks_, order, local);
}

SloganSource::Saying SloganSource::say(Microseconds position) {
    Saying saying;
    Microseconds told = position;
    if (laps_) {
        told = position / duration_ * duration_;
        saying.from = told;
    }
    SpokenSlogan spoken = speech_->at(starts_ + told);
    if (laps_) {
        saying.until = told + duration_;
    } else {
        saying.from = position;
        const bool lasts = spoken.until == Instant::max();
        saying.until = lasts ? Microseconds::max() : Microseconds{spoken.until - starts_};
    }
    saying.sheets = sheets_for(spoken.texts, local(saying, position));
    saying.texts = std::move(spoken.texts);
    return saying;
}

Microseconds SloganSource::local(const Saying& saying, Microseconds position) const {
    return laps_ ? position - saying.from : position;
}

// Has the words drawn that are said at `position`, and then those that follow.
void SloganSource::attend(Microseconds position) {
    asked_ = position;
    const auto holds = [&](const std::optional<Saying>& saying) {
        return saying && position >= saying->from && position < saying->until;
    };
    if (!holds(present_)) {
        present_ = holds(coming_) ? *std::exchange(coming_, std::nullopt) : say(position);
        coming_.reset();
    }
    present_->sheets->attend(local(*present_, position));
    const bool drawn = present_->sheets->course() != nullptr;
    if (drawn && !coming_ && present_->until < Microseconds::max()) {
        coming_ = say(present_->until);
    }
    if (coming_ && coming_->sheets != present_->sheets) {
        coming_->sheets->attend(local(*coming_, coming_->from));
    }
}

std::optional<Frame> SloganSource::drawn_at(Microseconds position) const {
    const SloganSheets& sheets = *present_->sheets;
    if (sheets.course() == nullptr) {
        return std::nullopt;
    }
    Frame frame{shown_, slogan_.style.background, {}, frame_ ? frame_->serial : 0};
    for (const SheetPart& part : sheets.course()->parts(local(*present_, position))) {
        const Picture* picture = sheets.sheet(part.sheet);
        if (picture == nullptr) {
            return std::nullopt;
        }
        frame.pieces.push_back({*picture, part.source, part.target, {}, part.opacity});
    }
    if (frame_ && !same_picture(*frame_, frame)) {
        ++frame.serial;
    }
    return frame;
}

SourceState SloganSource::poll() {
    if (failure_) {
        return SourceState::failed;
    }
    attend(asked_);
    if (present_->sheets->failure()) {
        failure_ = present_->sheets->failure();
        return SourceState::failed;
    }
    return frame_ || drawn_at(asked_) ? SourceState::ready : SourceState::preparing;
}

Frame SloganSource::frame_at(Microseconds position) {
    attend(position);
    if (auto drawn = drawn_at(position)) {
        frame_ = *std::move(drawn);
        frame_at_ = position;
    }
    return frame_.value_or(Frame{shown_, slogan_.style.background, {}, 0});
}

bool SloganSource::settled(Microseconds position) const {
    return frame_ && frame_at_ == position;
}

std::optional<Microseconds> SloganSource::next_change(Microseconds position) const {
    const bool holds = present_ && position >= present_->from && position < present_->until;
    if (!holds || !drawn_at(position)) {
        return position + look_again;
    }
    const Microseconds start = position - local(*present_, position);
    std::optional<Microseconds> next = present_->sheets->course()->next_change(position - start);
    if (next) {
        *next += start;
    }
    if (present_->until < Microseconds::max()) {
        next = std::min(next.value_or(present_->until), present_->until);
    }
    return next;
}

} // namespace marquee::player
