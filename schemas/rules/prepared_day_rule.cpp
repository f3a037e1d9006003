#include "schemas/rules/prepared_day_rule.hpp"

#include "schemas/rules/calendar_days.hpp"

namespace marquee::rules {

PreparedDayRule::PreparedDayRule(const DayRule& rule,
                                 std::shared_ptr<const HolidayTable> holidays) {
    struct Preparing {
        std::shared_ptr<const HolidayTable> holidays;

        Ready operator()(const DateRange& range) { return range; }
        Ready operator()(const DayKinds& kinds) { return Kinds{kinds, std::move(holidays)}; }
        Ready operator()(const Recurrence& recurrence) {
            auto days = PreparedRecurrence::prepare_any(recurrence);
            return days ? Ready{std::make_shared<const PreparedRecurrence>(std::move(*days))}
                        : Ready{};
        }
        Ready operator()(const LunarRange& days) {
            return validate(days).empty() ? Ready{days} : Ready{};
        }
        Ready operator()(const DaysAround& days) {
            return validate(days).empty() ? Ready{days} : Ready{};
        }
        Ready operator()(const LunarMarket& days) {
            return validate(days).empty() ? Ready{days} : Ready{};
        }
        Ready operator()(const MarketCycle& days) {
            return validate(days).empty() ? Ready{days} : Ready{};
        }
    };
    rule_ = std::visit(Preparing{std::move(holidays)}, rule);
}

DayAnswer PreparedDayRule::answer(const Kinds& kinds, LocalDate day) {
    const auto kind = kinds.holidays ? kind_of(*kinds.holidays, day) : std::nullopt;
    if (!kind) {
        return DayAnswer::unknown;
    }
    return kinds.kinds.contains(*kind) ? DayAnswer::yes : DayAnswer::no;
}

DayAnswer PreparedDayRule::ask(LocalDate day) const {
    struct Asking {
        LocalDate day;

        DayAnswer operator()(const NoDay&) const { return DayAnswer::no; }
        DayAnswer operator()(const DateRange& range) const {
            return said((!range.first || *range.first <= day)
                        && (!range.last || day <= *range.last));
        }
        DayAnswer operator()(const std::shared_ptr<const PreparedRecurrence>& days) const {
            return said(days->contains(day));
        }
        DayAnswer operator()(const LunarRange& days) const {
            return said(rules::contains(days, day));
        }
        DayAnswer operator()(const DaysAround& days) const {
            return said(rules::contains(days, day));
        }
        DayAnswer operator()(const LunarMarket& days) const {
            return said(rules::contains(days, day));
        }
        DayAnswer operator()(const MarketCycle& days) const {
            return said(rules::contains(days, day));
        }
        DayAnswer operator()(const Kinds& kinds) const { return answer(kinds, day); }

        static DayAnswer said(bool is_one) { return is_one ? DayAnswer::yes : DayAnswer::no; }
    };
    return std::visit(Asking{day}, rule_);
}

PreparedDays::PreparedDays(const std::vector<DayRule>& rules,
                           const std::shared_ptr<const HolidayTable>& holidays) {
    rules_.reserve(rules.size());
    for (const DayRule& rule : rules) {
        rules_.emplace_back(rule, holidays);
    }
}

DayAnswer PreparedDays::ask(LocalDate day) const {
    DayAnswer answer = DayAnswer::no;
    for (const PreparedDayRule& rule : rules_) {
        const DayAnswer said = rule.ask(day);
        if (said == DayAnswer::yes) {
            return said;
        }
        answer = said == DayAnswer::unknown ? said : answer;
    }
    return answer;
}

} // namespace marquee::rules
