// Any bytes as somebody's calendar: refused with a reason, or read as days that our own engine
// takes; whatever its texts say, a feed of them is one calendar again.
#include <cstdlib>
#include <string_view>

#include "manager/reporting/calendar/calendar_feed.hpp"
#include "manager/reporting/calendar/calendar_import.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/rules/recurrence.hpp"
#include "tests/fuzz/entry.hpp"

namespace {

using namespace marquee;
using namespace marquee::manager;

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void check(const CalendarImport& read, const EventZones& zones) {
    CalendarFeed feed{.name = "fuzz"};
    for (const ImportedDays& event : read.events) {
        if (const auto* recurrence = std::get_if<Recurrence>(&event.days)) {
            require(rules::validate(*recurrence).empty());
        } else {
            const auto& range = std::get<DateRange>(event.days);
            require(range.first && range.last && *range.first <= *range.last);
        }
        const Instant day{std::chrono::days{20'000}};
        feed.events.push_back({.uid = "u", .time = {day, day}, .summary = event.summary});
    }
    for (const RefusedEvent& event : read.refused) {
        require(!event.error.where.empty() && !event.error.what.empty());
    }
    const std::string text = write_feed(feed);
    if (text.size() <= limits::calendar_import_bytes_max) {
        const auto again = import_calendar(text, zones);
        require(again && again->refused.empty() && again->events.size() == read.events.size());
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const ZoneRules home{.offset_seconds_before = 8 * 3'600};
    const EventZones zones{home, [](const std::string&) { return std::optional<ZoneRules>{}; }};
    if (const auto read = import_calendar(text, zones)) {
        check(*read, zones);
    } else {
        require(!read.error().what.empty());
    }
    return 0;
}
