#include "player/render/plan_judgement.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "player/render/legibility.hpp"
#include "player/text/ink_reach.hpp"

namespace marquee::player {
namespace {

std::string tenths(double seconds) {
    return fmt::format("{:.1f}", seconds);
}

SloganFinding finding_of(SloganFault fault, ErrorParams params) {
    return {.fault = fault, .params = std::move(params)};
}

SloganFinding in_shape(SloganFault fault, Size shape, ErrorParams params) {
    params.emplace_back("width", std::to_string(shape.width));
    params.emplace_back("height", std::to_string(shape.height));
    return finding_of(fault, std::move(params));
}

std::int32_t smallest_em(const SloganPlan& plan) {
    return std::min_element(plan.blocks.begin(), plan.blocks.end(),
                            [](const SloganBlock& one, const SloganBlock& other) {
                                return one.em_pixels < other.em_pixels;
                            })
        ->em_pixels;
}

// Rows of ink above and below the zone, of lines of horizontal writing that stand or pass along.
std::int32_t rows_outside(const SloganPlan& plan) {
    const bool columns = plan.style.letters.writing == WritingMode::vertical;
    if (columns || (plan.scrolls() && !strip_is_level(plan.style))) {
        return 0;
    }
    const InkReach reach = ink_reach(plan.style.letters);
    std::int32_t rows = 0;
    for (const SloganBlock& block : plan.blocks) {
        if (block.lines.empty()) {
            continue;
        }
        const double above = block.extent.ascent * block.em_pixels + reach.top;
        const double below = block.extent.descent * block.em_pixels + reach.bottom;
        const double top = block.at.y + block.lines.front().baseline - above;
        const double bottom = block.at.y + block.lines.back().baseline + below;
        const double outside = std::max(0.0, -top) + std::max(0.0, bottom - plan.zone.height);
        rows = std::max(rows, static_cast<std::int32_t>(std::floor(outside)));
    }
    return rows;
}

class Judge {
public:
    Judge(const SloganPlan& plan, const PlanQuestion& question)
        : plan_(plan),
          question_(question),
          seconds_(static_cast<double>(question.duration.count()) / 1'000) {
        for (const SaidText& text : question.texts) {
            matters_.push_back(reading_matter(text.longest.text));
        }
    }

    void look_at_size() {
        const std::int32_t em = smallest_em(plan_);
        const std::int32_t asked = plan_.style.text_height_pixels;
        const Size size = question_.shape.size;
        if (asked > em) {
            add(in_shape(SloganFault::smaller_than_asked, size,
                         {{"asked", std::to_string(asked)}, {"drawn", std::to_string(em)}}),
                TextPart::text);
        }
        if (const std::int32_t rows = rows_outside(plan_); rows > 0) {
            add(in_shape(SloganFault::rows_cut, size, {{"rows", std::to_string(rows)}}),
                TextPart::text);
        }
        for (std::size_t part = 0; part < matters_.size(); ++part) {
            add_if(judge_height(matters_[part], question_.shape, em), part_of(part));
        }
    }

    void look_at_pass(const ScrollDescription& scroll) {
        const double pass = seconds_of_pass(scroll);
        ReadingMatter all;
        for (const ReadingMatter& matter : matters_) {
            all.ideographs += matter.ideographs;
            all.letters += matter.letters;
        }
        if (seconds_ > 0 && seconds_ < pass) {
            add(cut_short(pass), TextPart::text);
        } else {
            add_if(judge_time(all, pass), TextPart::text);
        }
    }

    void look_at_round(const PagesDescription& pages) {
        const double round =
            std::chrono::duration<double>(std::chrono::microseconds(pages.round())).count();
        if (seconds_ > 0 && seconds_ + 0.05 < round) {
            add(cut_short(round), TextPart::text);
            return;
        }
        const bool is_shared =
            plan_.style.motion == Motion::still || plan_.style.movement.hold == Milliseconds{0};
        if (is_shared && seconds_ == 0) {
            return; // nobody said how long
        }
        const double seen = is_shared ? seconds_ : round;
        for (std::size_t part = 0; part < matters_.size(); ++part) {
            add_if(judge_time(matters_[part], seen / static_cast<double>(matters_.size())),
                   part_of(part));
        }
    }

    std::vector<SloganFinding> take() { return std::move(findings_); }

private:
    static TextPart part_of(std::size_t index) {
        return index == 0 ? TextPart::text : TextPart::translation;
    }

    SloganFinding cut_short(double needed) const {
        return finding_of(SloganFault::cut_short,
                          {{"needed_s", tenths(needed)}, {"available_s", tenths(seconds_)}});
    }

    void add(SloganFinding finding, TextPart part) {
        finding.part = part;
        finding.until = question_.texts[part == TextPart::text ? 0 : 1].points;
        findings_.push_back(std::move(finding));
    }

    void add_if(std::optional<SloganFinding> finding, TextPart part) {
        if (finding) {
            add(*std::move(finding), part);
        }
    }

    const SloganPlan& plan_;
    const PlanQuestion& question_;
    double seconds_;
    std::vector<ReadingMatter> matters_;
    std::vector<SloganFinding> findings_;
};

} // namespace

std::vector<SloganFinding> judge_plan(const SloganPlan& plan, const PlanQuestion& question) {
    if (plan.blocks.empty()) {
        return {};
    }
    Judge judge(plan, question);
    judge.look_at_size();
    if (const auto* scroll = std::get_if<ScrollDescription>(&plan.motion)) {
        judge.look_at_pass(*scroll);
    } else {
        judge.look_at_round(std::get<PagesDescription>(plan.motion));
    }
    return judge.take();
}

SloganFinding does_not_fit(std::int32_t points, Size shape) {
    SloganFinding finding = in_shape(SloganFault::does_not_fit, shape, {});
    finding.severity = FindingSeverity::error;
    finding.until = points;
    return finding;
}

double seconds_of_pass(const ScrollDescription& scroll) {
    const std::int64_t way = std::int64_t{scroll.zone_pixels} + scroll.strip_pixels;
    return static_cast<double>(way * scroll.phases) / std::max(scroll.steps_per_second, 1);
}

} // namespace marquee::player
