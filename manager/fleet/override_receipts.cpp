#include "manager/fleet/override_receipts.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "schemas/model/override.hpp"

namespace marquee::manager {

namespace {

bool shows(const OverrideRecord& row, const DisplayHeartbeat& display) {
    if (!row.notice) {
        return display.rung == Rung::black;
    }
    return display.rung == Rung::notice
           && std::any_of(display.zones.begin(), display.zones.end(), [&](const ZoneShowing& zone) {
                  return zone.program.value == row.id.value;
              });
}

const DisplayHeartbeat* part_of(const Heartbeat& heartbeat, const DisplayId& display) {
    const auto found =
        std::find_if(heartbeat.displays.begin(), heartbeat.displays.end(),
                     [&](const DisplayHeartbeat& part) { return part.display == display; });
    return found == heartbeat.displays.end() ? nullptr : &*found;
}

} // namespace

std::string_view to_slug(WaitingCause cause) {
    static constexpr std::array<std::string_view, 5> slugs{"offline", "never_heard", "not_yet",
                                                           "covered", "refused"};
    return slugs.at(static_cast<std::size_t>(cause));
}

Receipt receipt_of(const OverrideRecord& row, const DisplayId& display,
                   const std::optional<LastWord>& word, bool reachable) {
    if (!word) {
        return {.cause = WaitingCause::never_heard};
    }
    const DisplayHeartbeat* said =
        word->at < row.issued_at ? nullptr : part_of(word->heartbeat, display);
    if (said != nullptr && shows(row, *said)) {
        return {.shown = true};
    }
    if (!reachable) {
        return {.cause = WaitingCause::offline, .since = word->at};
    }
    if (said != nullptr) {
        const std::string name = refused_override_name(row.id);
        for (const Quarantined& entry : said->quarantine) {
            if (entry.what == name) {
                return {.cause = WaitingCause::refused, .code = entry.code};
            }
        }
        if (row.notice && said->rung == Rung::black) {
            return {.cause = WaitingCause::covered};
        }
    }
    return {.cause = WaitingCause::not_yet};
}

OverrideCount OverrideReceipts::count(const OverrideRecord& row,
                                      const std::vector<Display>& displays,
                                      Microseconds monotonic) {
    OverrideCount count{.targets = displays.size()};
    for (const Display& display : displays) {
        Receipt receipt = receipt_of(row, display.id, presence_.last_word(display.player),
                                     presence_.reachable(display.player, monotonic));
        if (receipt.shown) {
            ++count.shown;
        } else if (count.waiting.size() < limits::page_rows_max) {
            const std::string& title = display.title.empty() ? display.name : display.title;
            count.waiting.push_back({display.id, title, std::move(receipt)});
        }
    }
    const std::lock_guard lock(mutex_);
    if (counted_.size() >= limits::overrides_counted_max && !counted_.contains(row.id)) {
        counted_.erase(counted_.begin()); // ids are in the order of creation
    }
    counted_[row.id] = {.targets = count.targets, .shown = count.shown};
    return count;
}

std::optional<OverrideCount> OverrideReceipts::last_count(const OverrideId& id) const {
    const std::lock_guard lock(mutex_);
    const auto found = counted_.find(id);
    return found == counted_.end() ? std::nullopt : std::optional(found->second);
}

} // namespace marquee::manager
