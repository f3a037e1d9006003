#include "manager/reporting/journal_owner.hpp"

#include <algorithm>

namespace marquee::manager {

Status check_owner(const View& view, const DisplayId& display, const Player& device) {
    const Result<Player> present = view.fleet.player(device.id);
    if (!present && present.error().code != ErrorCode::not_found) {
        return tl::unexpected<Error>(present.error());
    }
    // A device that renews its certificate has a new key too, told beforehand.
    if (present && present->key_sha256 != device.key_sha256
        && !(device.next && present->key_sha256 == device.next->key_sha256)) {
        return fail(ErrorCode::not_signed_in, "another device is this player by now");
    }
    const Result<Display> row = view.fleet.display(display);
    if (!row && row.error().code != ErrorCode::not_found) {
        return tl::unexpected<Error>(row.error());
    }
    if (!row || row->player != device.id) {
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
