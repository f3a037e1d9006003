#include "manager/reporting/play_report.hpp"

#include <algorithm>
#include <map>

#include "manager/reporting/play_packing.hpp"

namespace marquee::manager {

namespace {

using Sums = std::map<ItemKey, ItemPlays>;

void add(Sums& sums, const ItemPlays& more) {
    ItemPlays& sum = sums[more.item];
    sum = {more.item, sum.plays + more.plays, sum.shown + more.shown};
}

Status add_packed(const View& view, const Scope& scope, const Interval& within, Sums& sums) {
    const auto segments = view.plays.packed(scope, within);
    if (!segments) {
        return tl::unexpected<Error>(segments.error());
    }
    for (const PackedPlays& segment : *segments) {
        const auto plays = unpack_plays(segment.packed);
        if (!plays) {
            return tl::unexpected<Error>(plays.error());
        }
        for (const KeyedPlay& play : *plays) {
            if (play.record.from >= within.from && play.record.from < within.to) {
                add(sums, {play.item, 1, play.record.duration});
            }
        }
    }
    return {};
}

} // namespace

Result<std::vector<PlayLine>> play_report(const View& view, const Scope& scope,
                                          const Interval& within) {
    const auto whole = view.plays.day_sums(scope, within);
    const auto cut = view.plays.cut_days(scope, within);
    if (!whole || !cut) {
        return tl::unexpected<Error>(whole ? cut.error() : whole.error());
    }
    Sums sums;
    for (const ItemPlays& sum : *whole) {
        add(sums, sum);
    }
    for (const Interval& day : *cut) {
        const Interval part{std::max(day.from, within.from), std::min(day.to, within.to)};
        if (Status added = add_packed(view, scope, part, sums); !added) {
            return tl::unexpected<Error>(added.error());
        }
    }
    std::vector<PlayLine> lines;
    for (const auto& [key, sum] : sums) {
        const Result<PlayedItem> item = view.plays.item(key);
        if (!item) {
            return tl::unexpected<Error>(item.error());
        }
        lines.push_back({*item, sum.plays, sum.shown});
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const PlayLine& a, const PlayLine& b) { return a.shown > b.shown; });
    return lines;
}

} // namespace marquee::manager
