#include "player/sources/told_time.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace marquee::player {
namespace {

constexpr Microseconds look_again = Milliseconds{5}; // for words that are still being drawn

// Takes the digits out of the words that count, all arrangements saying the same.
std::string take_digits(std::vector<std::vector<rules::TimeLine>>& arrangements) {
    std::string digits;
    for (auto& lines : arrangements) {
        digits.clear();
        for (rules::TimeLine& line : lines) {
            for (rules::TimeWord& word : line) {
                for (char& character : word.text) {
                    if (word.counts && character >= '0' && character <= '9') {
                        digits += std::exchange(character, '0');
                    }
                }
            }
        }
    }
    return digits;
}

} // namespace

ToldTimeSource::ToldTimeSource(const FontCatalog& fonts, TaskRunner& tasks,
                               const SourceRequest& request)
    : fonts_(fonts),
      tasks_(tasks),
      shown_(request.shown),
      zone_(request.zone),
      starts_(request.starts) {
    const auto wall = request.wall ? request.wall : std::make_shared<const ZoneRules>();
    if (const auto* face = std::get_if<ClockFace>(&request.item.content)) {
        say_ = [face = *face, wall](Instant now) { return rules::tell(face, *wall, now); };
        language_ = face->language;
        style_ = face->style;
    } else {
        const auto& countdown = std::get<Countdown>(request.item.content);
        say_ = [countdown, wall](Instant now) { return rules::tell(countdown, *wall, now); };
        language_ = countdown.language;
        style_ = countdown.style;
    }
    attend(tell(starts_ + request.position));
}

ToldTimeSource::Told ToldTimeSource::tell(Instant instant) const {
    rules::ToldTime said = say_(instant);
    std::string digits = take_digits(said.arrangements);
    return {std::move(said.arrangements), std::move(digits), instant, said.until, said.words_until};
}

ToldTimeSource::Board ToldTimeSource::draw(Words words) const {
    Board board{std::move(words), std::make_shared<Pending<TextBoard>>()};
    tasks_.post([&fonts = fonts_, drawn = board.drawn,
                 request = BoardRequest{board.words, language_, style_, zone_}] {
        drawn->put(draw_board(fonts, request));
    });
    return board;
}

// Has the words drawn that are asked for, and then those that follow.
void ToldTimeSource::attend(const Told& told) {
    told_ = told;
    if (!present_.drawn || present_.words != told.words) {
        const bool foreseen = coming_ && coming_->words == told.words;
        present_ = foreseen ? *coming_ : draw(told.words);
        coming_.reset(); // what was foreseen beside it never comes: the clock was set
    }
    const bool drawn = present_.drawn->look() != nullptr;
    if (drawn && !coming_ && told.words_until < Instant::max()) {
        coming_ = draw(tell(told.words_until).words);
    }
}

// Null while the words are not drawn.
const TextBoard* ToldTimeSource::board_for(const Words& words) const {
    for (const Board* board : {&present_, coming_ ? &*coming_ : nullptr}) {
        if (board != nullptr && board->words == words) {
            const auto* drawn = board->drawn->look();
            return drawn != nullptr && *drawn ? &drawn->value() : nullptr;
        }
    }
    return nullptr;
}

SourceState ToldTimeSource::poll() {
    attend(told_);
    const auto* drawn = present_.drawn->look();
    if (drawn == nullptr) {
        return frame_ ? SourceState::ready : SourceState::preparing;
    }
    if (!*drawn) {
        failure_ = drawn->error();
        return SourceState::failed;
    }
    return SourceState::ready;
}

// The last frame is the one for this instant.
bool ToldTimeSource::holds(Instant now) const {
    return frame_ && now >= frame_from_ && now < frame_until_;
}

Frame ToldTimeSource::frame_at(Microseconds position) {
    const Instant now = starts_ + position;
    if (holds(now)) {
        return *frame_;
    }
    const Told told = tell(now);
    attend(told);
    const TextBoard* board = board_for(told.words);
    if (board == nullptr) {
        return frame_.value_or(Frame{shown_, style_.background, {}, 0});
    }
    frame_ = Frame{shown_, style_.background, pieces_of(*board, told.digits), ++frames_};
    frame_from_ = now;
    frame_until_ = told.until;
    return *frame_;
}

std::optional<Microseconds> ToldTimeSource::next_change(Microseconds position) const {
    const Instant now = starts_ + position;
    Instant until = frame_until_;
    if (!holds(now)) {
        const Told told = tell(now);
        if (board_for(told.words) == nullptr) {
            return position + look_again;
        }
        until = told.until;
    }
    return until == Instant::max() ? std::nullopt : std::optional(until - starts_);
}

bool ToldTimeSource::settled(Microseconds position) const {
    return holds(starts_ + position);
}

} // namespace marquee::player
