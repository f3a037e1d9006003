#include "manager/publishing/planning/schedule_check.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

#include "manager/publishing/planning/check_class.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/rules/showable.hpp"

namespace marquee::manager {

namespace {

using Rows = std::vector<std::uint32_t>;

// Adds up what the classes say.
class Check {
public:
    explicit Check(const CheckQuestion& question) : question_(question) {}

    void add(const PlanClass& plan) {
        const auto [fitting, misshapen] = by_shape(plan.displays);
        add(CheckReason::shape, {}, misshapen);
        if (!fitting.empty()) {
            judge(plan, fitting);
        }
    }

    ScheduleCheck take() {
        if (question_.outlook.displays.empty()) {
            reasons_[{CheckReason::no_displays, {}}] = {CheckReason::no_displays, {}, 0, {}};
        }
        for (auto& [key, reason] : reasons_) {
            all_.reasons.push_back(std::move(reason));
        }
        for (const auto& [key, displays] : covered_) {
            const auto& [from, to, by] = key;
            if (all_.covered.size() == limits::schedule_check_reasons_max) {
                all_.covered_cut = true;
                break;
            }
            all_.covered.push_back({{from, to}, by, displays});
        }
        return std::move(all_);
    }

private:
    std::pair<Rows, Rows> by_shape(const Rows& displays) const {
        std::pair<Rows, Rows> parts;
        for (const std::uint32_t row : displays) {
            const DisplaySite& display = question_.outlook.displays[row];
            const bool fits =
                !question_.program
                || rules::shows_anything(*question_.program, display.kind, display.size);
            (fits ? parts.first : parts.second).push_back(row);
        }
        return parts;
    }

    void judge(const PlanClass& plan, const Rows& displays) {
        if (question_.draft == nullptr) {
            add(CheckReason::not_in_dates, {}, displays);
            return;
        }
        const auto& schedules = plan.manifest.schedules;
        const bool reached =
            std::any_of(schedules.begin(), schedules.end(), [&](const Schedule& schedule) {
                return schedule.id == question_.draft->id;
            });
        if (!reached) {
            refuse(displays);
            return;
        }
        const ClassCheck told =
            check_class(plan.manifest, *question_.draft, question_.first, question_.days);
        if (told.airtime.shown > Microseconds{0}) {
            const auto times = static_cast<std::int64_t>(displays.size());
            all_.playing += displays.size();
            all_.airtime.shown += told.airtime.shown * times;
            all_.airtime.plays += told.airtime.plays * times;
        } else {
            add(told.reason, told.by, displays);
        }
        for (const CoveredPart& part : told.covered) {
            covered_[{part.time.from, part.time.to, part.by}] += displays.size();
        }
        while (covered_.size() > limits::timeline_shares_max) { // the latest, which nobody reads
            covered_.erase(std::prev(covered_.end()));
            all_.covered_cut = true;
        }
    }

    // The plan of these displays leaves the draft out.
    void refuse(const Rows& displays) {
        Rows unapproved;
        Rows old;
        for (const std::uint32_t row : displays) {
            const DisplayId& id = question_.outlook.displays[row].id;
            const bool allowed = question_.program
                                 && (question_.program->displays_allowed.empty()
                                     || std::find(question_.program->displays_allowed.begin(),
                                                  question_.program->displays_allowed.end(), id)
                                            != question_.program->displays_allowed.end());
            (allowed ? old : unapproved).push_back(row);
        }
        add(CheckReason::approval, {}, unapproved);
        add(CheckReason::player_too_old, {}, old);
    }

    void add(CheckReason reason, const ScheduleId& by, const Rows& displays) {
        if (displays.empty()) {
            return;
        }
        CheckedReason& sum = reasons_[{reason, by}];
        sum.reason = reason;
        sum.by = by;
        sum.displays += displays.size();
        for (const std::uint32_t row : displays) {
            if (sum.examples.size() < limits::schedule_check_examples_max) {
                sum.examples.push_back(row);
            }
        }
    }

    const CheckQuestion& question_;
    ScheduleCheck all_;
    std::map<std::pair<CheckReason, ScheduleId>, CheckedReason> reasons_;
    std::map<std::tuple<Instant, Instant, ScheduleId>, std::size_t> covered_;
};

} // namespace

std::string_view to_slug(CheckReason reason) {
    constexpr std::array<std::string_view, 9> slugs{
        "outranked",    "off",       "shape",    "player_too_old",
        "not_in_dates", "other_day", "approval", "holiday_year_missing",
        "no_displays"};
    return slugs.at(static_cast<std::size_t>(reason));
}

ScheduleCheck check_schedule(const CheckQuestion& question) {
    Check check(question);
    for (const PlanClass& plan : question.outlook.classes) {
        check.add(plan);
    }
    return check.take();
}

} // namespace marquee::manager
