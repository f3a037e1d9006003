#include "manager/publishing/overrides.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "common/uuid.hpp"
#include "manager/access/audit.hpp"
#include "schemas/model/override.hpp"
#include "schemas/rules/validate.hpp"
#include "schemas/wire/envelope.hpp"

namespace marquee::manager {

namespace {

Action action_to_show(const OverrideRecord& row) {
    return row.notice ? Action::send_notice : Action::black_out;
}

Action action_to_lift(const OverrideRecord& row) {
    return row.notice ? Action::send_notice : Action::lift_black;
}

// Whether `who` may do it everywhere the override reaches.
Status authorise_everywhere(const View& view, const Principal& who, Action action,
                            const OverrideTargets& targets) {
    const auto ask = [&](const UnitId& unit, const char* member) -> Status {
        const auto path = view.fleet.unit_path(unit);
        if (!path && path.error().code == ErrorCode::not_found) {
            return fail(ErrorCode::invalid_reference, "there is no such unit", member);
        }
        return path ? authorise_in(who, action, *path)
                    : Status(tl::unexpected<Error>(path.error()));
    };
    Status allowed;
    for (const UnitId& unit : targets.units) {
        allowed = allowed ? ask(unit, "/unit_ids") : allowed;
    }
    for (const DisplayId& id : targets.displays) {
        if (!allowed) {
            break;
        }
        const Result<Display> display = view.fleet.display(id);
        if (!display && display.error().code == ErrorCode::not_found) {
            return fail(ErrorCode::invalid_reference, "there is no such display", "/display_ids");
        }
        allowed = display ? ask(display->head.unit, "/display_ids")
                          : Status(tl::unexpected<Error>(display.error()));
    }
    return allowed;
}

void make_unique(std::vector<DisplayId>& displays) {
    std::sort(displays.begin(), displays.end());
    displays.erase(std::unique(displays.begin(), displays.end()), displays.end());
}

Status check_duration(const OverrideRecord& row, Instant now) {
    const Seconds longest{row.notice ? limits::notice_seconds_max : limits::black_seconds_max};
    if (row.not_after - now > longest) {
        return fail(ErrorCode::out_of_range, "the override would hold too long", "/minutes",
                    {{"least", "1"}, {"greatest", std::to_string(longest.count() / 60)}});
    }
    return {};
}

OverrideAction action_of(const OverrideRecord& row) {
    return row.notice ? OverrideAction(Notice{.text = *row.notice}) : OverrideAction(Black{});
}

AuditEntry entry(const OverrideRecord& row, std::string action, const Principal& who, Instant now) {
    return {.at = now,
            .unit = row.head.unit,
            .actor = who.account,
            .action = std::move(action),
            .subject = row.id.value,
            .detail = row.notice.value_or("black")};
}

} // namespace

std::string_view to_slug(OverrideState state) {
    static constexpr std::array<std::string_view, 3> slugs{"active", "ended", "lifted"};
    return slugs.at(static_cast<std::size_t>(state));
}

OverrideState state_of(const OverrideRecord& row, Instant now) {
    if (row.lifted_at) {
        return OverrideState::lifted;
    }
    return row.not_after <= now ? OverrideState::ended : OverrideState::active;
}

Result<OverrideTargets> targets_of(const View& view, const OverrideOrder& order) {
    OverrideTargets targets = order.targets;
    for (const GroupId& id : order.groups) {
        const Result<DisplayGroup> group = view.groups.group(id);
        if (!group && group.error().code == ErrorCode::not_found) {
            return fail(ErrorCode::invalid_reference, "there is no such group", "/group_ids");
        }
        if (!group) {
            return tl::unexpected<Error>(group.error());
        }
        targets.displays.insert(targets.displays.end(), group->displays.begin(),
                                group->displays.end());
        make_unique(targets.displays);
        if (targets.displays.size() > limits::displays_addressed_max) {
            break;
        }
    }
    make_unique(targets.displays);
    if (targets.units.empty() && targets.displays.empty()) {
        return fail(ErrorCode::missing_member, "the override addresses nobody", "/unit_ids",
                    {{"member", "unit_ids"}});
    }
    if (targets.displays.size() > limits::displays_addressed_max) {
        return fail(ErrorCode::too_large, "the override addresses too many displays one by one",
                    "/display_ids", {{"limit", std::to_string(limits::displays_addressed_max)}});
    }
    return targets;
}

Result<UnitId> first_unit(const View& view, const OverrideTargets& targets) {
    if (!targets.units.empty()) {
        return targets.units.front();
    }
    if (targets.displays.empty()) {
        return fail(ErrorCode::missing_member, "the override addresses nobody", "/unit_ids");
    }
    return view.fleet.display(targets.displays.front()).map([](const Display& display) {
        return display.head.unit;
    });
}

Result<std::vector<Display>> displays_addressed(const View& view, const OverrideTargets& targets) {
    std::map<DisplayId, Display> found;
    for (std::size_t first = 0; first < targets.units.size(); first += limits::scope_units_max) {
        const std::size_t count = std::min(limits::scope_units_max, targets.units.size() - first);
        const auto begin = targets.units.begin() + static_cast<std::ptrdiff_t>(first);
        const Scope scope{{begin, begin + static_cast<std::ptrdiff_t>(count)}};
        Page page{.after = {}, .limit = limits::page_rows_max};
        do {
            const Result<PageOf<Display>> rows = view.fleet.displays(scope, page);
            if (!rows) {
                return tl::unexpected<Error>(rows.error());
            }
            for (const Display& row : rows->rows) {
                found.emplace(row.id, row);
            }
            page.after = rows->next;
        } while (!page.after.empty());
    }
    for (const DisplayId& id : targets.displays) {
        if (Result<Display> row = view.fleet.display(id)) {
            found.emplace(id, *std::move(row));
        }
    }
    std::vector<Display> displays;
    displays.reserve(found.size());
    for (auto& [id, display] : found) {
        displays.push_back(std::move(display));
    }
    return displays;
}

Status Overrides::sign(const View& view, OverrideRecord& row, OverrideAction action) {
    const Result<std::int64_t> last = view.overrides.last_serial();
    if (!last) {
        return tl::unexpected<Error>(last.error());
    }
    row.serial = *last + 1;
    const Override document{.organisation = trust_.organisation(),
                            .id = row.id,
                            .serial = row.serial,
                            .issued_at = row.head.changed_at,
                            .not_after = row.not_after,
                            .units = row.targets.units,
                            .displays = row.targets.displays,
                            .action = std::move(action)};
    return rules::as_status(rules::validate(document))
        .and_then([&] { return trust_.seal(document); })
        .map([&](const Envelope& envelope) { row.envelope = wire::write_envelope(envelope); });
}

Result<OverrideRecord> Overrides::issue(const OverrideOrder& order, const Principal& who) {
    const Instant now = clock_.wall();
    OverrideRecord row{.id = make_id<OverrideId>(now, randomness_),
                       .head = {.created_at = now, .changed_at = now},
                       .notice = order.notice,
                       .issued_at = now,
                       .not_after = now + order.duration};
    if (Status sound = check_duration(row, now); !sound) {
        return tl::unexpected<Error>(sound.error());
    }
    const Status issued = database_.write([&](Change& change) -> Status {
        return targets_of(change.view(), order)
            .and_then([&](OverrideTargets targets) {
                row.targets = std::move(targets);
                return authorise_everywhere(change.view(), who, action_to_show(row), row.targets);
            })
            .and_then([&] { return first_unit(change.view(), row.targets); })
            .and_then([&](const UnitId& unit) {
                row.head.unit = unit;
                return sign(change.view(), row, action_of(row));
            })
            .and_then([&] { return change.overrides.add_override(row); })
            .and_then([&] {
                const char* verb = row.notice ? "override.notice" : "override.black";
                return record(change, entry(row, verb, who, now));
            });
    });
    if (!issued) {
        return tl::unexpected<Error>(issued.error());
    }
    tell(row);
    return row;
}

Result<OverrideRecord> Overrides::change(const OverrideId& id, Verb verb, const Principal& who,
                                         const std::function<Status(OverrideRecord&)>& edit) {
    const Instant now = clock_.wall();
    const bool lifts = verb == Verb::lift;
    Result<OverrideRecord> changed = database_.write([&](Change& change) -> Result<OverrideRecord> {
        Result<OverrideRecord> row = change.overrides.screen_override(id);
        if (!row) {
            return row;
        }
        const Action action = lifts ? action_to_lift(*row) : action_to_show(*row);
        Status done = authorise_everywhere(change.view(), who, action, row->targets);
        if (done && state_of(*row, now) != OverrideState::active) {
            done = fail(ErrorCode::wrong_state, "the override is over");
        }
        row->head.changed_at = now;
        return done.and_then([&] { return edit(*row); })
            .and_then([&] { return sign(change.view(), *row, lifts ? Lift{} : action_of(*row)); })
            .and_then([&] { return change.overrides.change_override(*row); })
            .and_then([&](std::int64_t version) {
                row->head.version = version;
                return record(change,
                              entry(*row, lifts ? "override.lift" : "override.extend", who, now));
            })
            .map([&] { return *row; });
    });
    if (changed) {
        tell(*changed);
    }
    return changed;
}

Result<OverrideRecord> Overrides::extend(const OverrideId& id, Seconds by, const Principal& who) {
    return change(id, Verb::show, who, [&](OverrideRecord& row) {
        row.not_after += by;
        return check_duration(row, row.head.changed_at);
    });
}

Result<OverrideRecord> Overrides::lift(const OverrideId& id, const Principal& who) {
    return change(id, Verb::lift, who, [&](OverrideRecord& row) -> Status {
        if (!row.notice && trust_.document().thresholds.approve > 0) {
            return fail(ErrorCode::wrong_state,
                        "the end of black needs the signatures of approvers");
        }
        row.lifted_at = row.head.changed_at;
        return {};
    });
}

void Overrides::tell(const OverrideRecord& row) {
    const auto displays =
        database_.read([&](const View& view) { return displays_addressed(view, row.targets); });
    std::set<PlayerId> players;
    for (const Display& display : displays.value_or(std::vector<Display>{})) {
        players.insert(display.player);
    }
    for (const PlayerId& player : players) {
        hints_.hint(player, HintReason::screen_override);
    }
}

} // namespace marquee::manager
