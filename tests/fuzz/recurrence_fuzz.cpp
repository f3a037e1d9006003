// Any text as a rule and as the lines of a recurrence: refused with a reason, or read, written and
// read again as the same, with days that ascend, lie in the calendar and are found from either
// side.
#include <cstdlib>
#include <string_view>

#include "schemas/model/limits.hpp"
#include "schemas/rules/recurrence.hpp"
#include "schemas/rules/recurrence_text.hpp"
#include "tests/fuzz/entry.hpp"

namespace {

using namespace marquee;
using namespace marquee::rules;

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

LocalDate day_after(LocalDate day) {
    return LocalDate{std::chrono::local_days{day} + std::chrono::days{1}};
}

void check_days(const PreparedRecurrence& recurrence, LocalDate from) {
    auto day = recurrence.next_on_or_after(from);
    for (int i = 0; i < 20 && day; ++i) {
        require(*day >= from && static_cast<int>(day->year()) <= limits::recurrence_year_max);
        require(recurrence.contains(*day));
        require(recurrence.previous_on_or_before(*day) == day);
        from = day_after(*day);
        day = recurrence.next_on_or_after(from);
    }
}

void check(const Recurrence& recurrence) {
    const auto again = recurrence_from_text(to_text(recurrence));
    require(again && *again == recurrence);
    const auto prepared = PreparedRecurrence::prepare(recurrence);
    require(prepared.has_value());
    check_days(*prepared, recurrence.start);
    using namespace std::chrono;
    check_days(*prepared, LocalDate{year{2099}, January, day{1}});
    const auto fixed = resolved(recurrence);
    require(fixed && (!fixed->rule || !fixed->rule->count));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const StartClock clock{TimeOfDay{9 * 3'600}, ZoneRules{}};
    for (const StartClock* each : {static_cast<const StartClock*>(nullptr), &clock}) {
        if (const auto rule = rule_from_text(text, each)) {
            const auto again = rule_from_text(to_text(*rule));
            require(again && *again == *rule);
        } else {
            require(!rule.error().what.empty() && !rule.error().where.empty());
        }
    }
    if (const auto recurrence = recurrence_from_text(text)) {
        check(*recurrence);
    } else {
        require(!recurrence.error().what.empty());
    }
    return 0;
}
