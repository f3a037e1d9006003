#include "schemas/rules/round.hpp"

#include <algorithm>

namespace marquee::rules {

namespace {

std::int32_t passes_of(const std::vector<Turn>& turns) {
    std::int32_t passes = 1;
    for (const Turn& turn : turns) {
        passes = std::max(passes, weight_of(turn));
    }
    return passes;
}

bool takes_part_in(std::int32_t weight, std::int32_t pass, std::int32_t passes) {
    return weight == passes || (pass + 1) * weight / passes > pass * weight / passes;
}

} // namespace

std::int32_t weight_of(const Turn& turn) {
    return turn.schedule != nullptr ? turn.schedule->weight : 1;
}

std::vector<std::uint32_t> order_of_round(const std::vector<Turn>& turns) {
    const std::int32_t passes = passes_of(turns);
    std::vector<std::uint32_t> order;
    for (std::int32_t pass = 0; pass < passes; ++pass) {
        for (std::size_t i = 0; i < turns.size(); ++i) {
            if (takes_part_in(weight_of(turns[i]), pass, passes)) {
                order.push_back(static_cast<std::uint32_t>(i));
            }
        }
    }
    return order;
}

Round::Round(std::vector<Turn> turns)
    : turns_(std::move(turns)), anchor_(Instant::min()), passes_(passes_of(turns_)) {
    for (const Turn& turn : turns_) {
        anchor_ = std::max(anchor_, turn.run.from);
        length_ += turn.program->turn * weight_of(turn);
    }
}

bool Round::takes_part(std::size_t turn, std::int32_t pass) const {
    return takes_part_in(weight_of(turns_[turn]), pass, passes_);
}

Round::Place Round::at(Instant instant) const {
    if (turns_.size() == 1) {
        return {turns_.data(), turns_.front().run};
    }
    const Microseconds elapsed = instant - anchor_;
    Microseconds position = (elapsed % length_ + length_) % length_;
    for (std::int32_t pass = 0;; ++pass) {
        for (std::size_t i = 0; i < turns_.size(); ++i) {
            if (!takes_part(i, pass)) {
                continue;
            }
            const Microseconds length = turns_[i].program->turn;
            if (position < length) {
                return {&turns_[i], {instant - position, instant - position + length}};
            }
            position -= length;
        }
    }
}

std::vector<Airtime> Round::airtime(Interval part) const {
    std::vector<Airtime> each(turns_.size());
    // Of a turn that begins `before` into every round: what it had from the anchor to `instant`.
    const auto had = [&](Microseconds turn, Microseconds before, Instant instant) {
        const Microseconds elapsed = instant - anchor_;
        const std::int64_t rounds =
            elapsed / length_ - (elapsed % length_ < Microseconds{0} ? 1 : 0);
        const Microseconds position = elapsed - rounds * length_ - before;
        return Airtime{rounds * turn + std::clamp(position, Microseconds{0}, turn),
                       rounds + (position > Microseconds{0} ? 1 : 0)};
    };
    Microseconds before{0};
    for (std::int32_t pass = 0; pass < passes_; ++pass) {
        for (std::size_t i = 0; i < turns_.size(); ++i) {
            if (!takes_part(i, pass)) {
                continue;
            }
            const Microseconds turn = turns_[i].program->turn;
            const Airtime from = had(turn, before, part.from);
            const Airtime to = had(turn, before, part.to);
            each[i].shown += to.shown - from.shown;
            each[i].plays += to.plays - from.plays;
            before += turn;
        }
    }
    return each;
}

} // namespace marquee::rules
