#include "manager/reporting/journal_owner.hpp"

#include <algorithm>

namespace marquee::manager {

Status check_owner(const View& view, const DisplayId& display, const PlayerId& player) {
    const Result<Display> row = view.fleet.display(display);
    if (!row && row.error().code != ErrorCode::not_found) {
        return tl::unexpected<Error>(row.error());
    }
    if (!row || row->player != player) {
        return fail(ErrorCode::foreign_display, "the display is not this player's", "/display");
    }
    return {};
}

FreshRecords fresh_records(const JournalMark& held, std::uint64_t first, std::size_t count) {
    FreshRecords fresh{.mark = held};
    if (count == 0 || first + count - 1 <= held.number) {
        return fresh;
    }
    fresh.any = true;
    fresh.lost = first > held.number + 1;
    fresh.skip = fresh.lost ? 0 : static_cast<std::size_t>(held.number + 1 - first);
    fresh.mark.lost += fresh.lost ? first - held.number - 1 : 0;
    fresh.mark.number = first + count - 1;
    return fresh;
}

const UnitId& unit_of(const std::vector<DisplayPlace>& places, Instant at) {
    const auto next = std::find_if(places.begin(), places.end(), [&](const DisplayPlace& place) {
        return at < place.interval.from;
    });
    return next == places.begin() ? next->unit : std::prev(next)->unit;
}

} // namespace marquee::manager
