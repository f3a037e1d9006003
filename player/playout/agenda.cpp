#include "player/playout/agenda.hpp"

#include "player/playout/notice_program.hpp"
#include "schemas/rules/showable.hpp"

namespace marquee::player {
namespace {

bool same_program(const std::shared_ptr<const Program>& a,
                  const std::shared_ptr<const Program>& b) {
    if (!a || !b) {
        return !a && !b;
    }
    return a == b || (a->id == b->id && a->revision == b->revision && a->layout == b->layout);
}

template<typename T>
bool same(const std::shared_ptr<const T>& a, const std::shared_ptr<const T>& b) {
    return a == b || (a && b && *a == *b);
}

} // namespace

bool Assignment::same_show(const Assignment& other) const {
    const bool lasting = rung == Rung::last_good || other.rung == Rung::last_good;
    if (!program || lasting) {
        return rung == other.rung;
    }
    return from == other.from && window == other.window && same_program(program, other.program)
           && same(wall, other.wall) && same(names, other.names);
}

Agenda::Agenda(PresentationPtr presentation) : presentation_(std::move(presentation)) {
    if (presentation_->manifest) {
        manifest_.emplace(*presentation_->manifest);
    }
}

const rules::LevelsAt& Agenda::levels_at(Instant instant, rules::ClockTrust trust) {
    const bool known = levels_ && levels_->trust == trust && levels_->asked <= instant
                       && instant < levels_->told.until;
    if (!known) {
        levels_ = Levels{instant, trust, rules::levels_at(situation(trust), instant)};
    }
    return levels_->told;
}

DisplayBrightness Agenda::brightness_at(Instant instant, rules::ClockTrust trust) {
    const rules::LevelsAt& told = levels_at(instant, trust);
    return {told.brightness_curve_percent, told.brightness_cap_percent};
}

DisplayVolume Agenda::volume_at(Instant instant, rules::ClockTrust trust) {
    return {levels_at(instant, trust).levels.volume_percent,
            presentation_->manifest ? presentation_->manifest->volume_percent : 100};
}

rules::Situation Agenda::situation(rules::ClockTrust trust) const {
    return {manifest_ ? &*manifest_ : nullptr, presentation_->overrides, presentation_->display,
            presentation_->unit_path, trust};
}

const Assignment& Agenda::at(Instant instant, rules::ClockTrust trust) {
    for (const auto& answer : answers_) {
        if (answer && answer->trust == trust && answer->asked <= instant
            && instant < answer->assignment.until) {
            return answer->assignment;
        }
    }
    auto& answer = answers_[oldest_];
    oldest_ = 1 - oldest_;
    answer = Answer{instant, trust, evaluate(instant, trust)};
    return answer->assignment;
}

Assignment Agenda::evaluate(Instant instant, rules::ClockTrust trust) {
    const rules::Timeline timeline = rules::evaluate(situation(trust), instant);
    Assignment assignment{timeline.rung, nullptr, instant, timeline.unchanged_until};
    if (timeline.rung == Rung::notice && timeline.in_force) {
        assignment.program = notice(*timeline.in_force);
        assignment.from = timeline.in_force->issued_at;
    } else if (!timeline.slots.empty()) {
        const rules::Slot& slot = timeline.slots.front();
        const auto known = presentation_->programs.find(slot.program);
        if (known == presentation_->programs.end() || !known->second) {
            assignment.rung = Rung::last_good;
            return assignment;
        }
        assignment.program = known->second;
        assignment.from = slot.from;
        if (presentation_->manifest && !presentation_->size.empty()) {
            assignment.window = presentation_->manifest->wall;
        }
        if (presentation_->manifest && rules::tells_time(known->second->layout)) {
            assignment.wall = {presentation_, &presentation_->manifest->zone};
        }
        if (presentation_->manifest && rules::says_names(known->second->layout)) {
            const Manifest& manifest = *presentation_->manifest;
            assignment.names = std::make_shared<const DisplayNames>(
                DisplayNames{manifest.display_name, manifest.unit_name});
        }
    }
    return assignment;
}

std::shared_ptr<const Program> Agenda::notice(const Override& order) {
    if (!notice_ || notice_->id.value != order.id.value || notice_->revision != order.serial) {
        notice_ = std::make_shared<const Program>(notice_program(order, presentation_->size));
    }
    return notice_;
}

} // namespace marquee::player
