#include "manager/http/overrides.hpp"

#include <tuple>

#include "manager/http/resource.hpp"
#include "schemas/wire/reader.hpp"

namespace marquee::manager {

namespace {

constexpr std::int64_t minutes_max = limits::black_seconds_max / 60;

// An override with whom it addresses and how far it has come.
struct OverrideView {
    OverrideRecord row;
    OverrideState state = OverrideState::active;
    std::optional<OverrideCount> count;
};

void write_waiting(wire::ObjectWriter& out, const WaitingDisplay& waiting) {
    out.member("display_id", waiting.display);
    out.member("title", waiting.title);
    out.member("cause", to_slug(waiting.receipt.cause));
    out.member("since", waiting.receipt.since);
    if (!waiting.receipt.code.empty()) {
        out.member("code", waiting.receipt.code);
    }
}

void write_row(wire::ObjectWriter& out, const OverrideView& view) {
    const OverrideRecord& row = view.row;
    out.member("id", row.id);
    write_head(out, row.head);
    out.member("kind", row.notice ? "notice" : "black");
    out.member("text", row.notice);
    out.ids("unit_ids", row.targets.units);
    out.ids("display_ids", row.targets.displays);
    out.member("issued_at", row.issued_at);
    out.member("not_after", row.not_after);
    out.member("lifted_at", row.lifted_at);
    out.member("state", to_slug(view.state));
    if (view.count) {
        out.member("targets", view.count->targets);
        out.member("shown", view.count->shown);
        out.list("waiting", view.count->waiting, write_waiting);
    }
}

Result<OverrideRecord> find(const View& view, const std::string& id) {
    return view.overrides.screen_override(OverrideId{id});
}

Result<OverrideView> view_of(const View& view, OverrideReceipts& receipts, OverrideRecord row,
                             Instant now, Microseconds monotonic) {
    OverrideView seen{.row = std::move(row)};
    seen.state = state_of(seen.row, now);
    if (seen.state != OverrideState::active) {
        seen.count = receipts.last_count(seen.row.id);
        return seen;
    }
    return displays_addressed(view, seen.row.targets)
        .map([&](const std::vector<Display>& displays) {
            seen.count = receipts.count(seen.row, displays, monotonic);
            return std::move(seen);
        });
}

Seconds read_minutes(const wire::Object& in) {
    return Seconds{60 * in.required("minutes").integer<std::int64_t>(1, minutes_max)};
}

OverrideOrder read_order(const wire::Object& in) {
    OverrideOrder order;
    const wire::Value kind = in.required("kind");
    const std::string word = kind.line(limits::word_bytes_max);
    if (word == "notice") {
        order.notice = in.required("text").text(limits::notice_bytes_max, 1);
    } else if (word != "black" && !kind.failed()) {
        kind.refuse(ErrorCode::out_of_range, "an override is black or a notice",
                    {{"allowed", "black, notice"}});
    }
    if (const wire::Value units = in.optional("unit_ids")) {
        order.targets.units = units.list(limits::units_addressed_max,
                                         [](const wire::Value& id) { return id.id<UnitId>(); });
    }
    if (const wire::Value displays = in.optional("display_ids")) {
        order.targets.displays =
            displays.list(limits::displays_addressed_max,
                          [](const wire::Value& id) { return id.id<DisplayId>(); });
    }
    if (const wire::Value groups = in.optional("group_ids")) {
        order.groups = groups.list(limits::groups_addressed_max,
                                   [](const wire::Value& id) { return id.id<GroupId>(); });
    }
    order.duration = read_minutes(in);
    return order;
}

// Where the authorizer is asked first; the use case asks again for every target.
UnitOf first_target(Database& database) {
    return [&database](const Request& request, const std::vector<std::string>&) -> Result<UnitId> {
        const wire::ReadRules rules{limits::staff_body_bytes_max, wire::UnknownMembers::ignored};
        const auto order = wire::read_object(request.text(), rules, read_order);
        if (!order) {
            return tl::unexpected<Error>(order.error());
        }
        return database.read([&](const View& view) {
            return targets_of(view, *order).and_then([&](const OverrideTargets& targets) {
                return first_unit(view, targets);
            });
        });
    };
}

} // namespace

StaffRoutes OverrideResource::routes() {
    const std::string_view one = "/api/v1/overrides/{id}";
    const UnitOf owner = unit_of_row(database_, find);
    StaffRoutes routes{
        {Method::get,
         overrides_path,
         Action::read_fleet,
         {},
         [this](const auto& call) { return list(call); }},
        {Method::post, overrides_path, Action::black_out, first_target(database_),
         [this](const auto& call) { return create(call); }},
        {Method::get, one, Action::read_fleet, owner,
         [this](const auto& call) { return show(call); }},
        {Method::post, "/api/v1/overrides/{id}/extend", Action::black_out, owner,
         [this](const auto& call) { return extend(call); }},
        // Who may lift depends on the kind, which only the use case knows.
        {Method::post, "/api/v1/overrides/{id}/lift", Action::read_fleet, owner,
         [this](const auto& call) { return lift(call); }},
    };
    for (StaffRoute& route : routes) {
        route.lane = Lane::reserved;
    }
    return routes;
}

Result<Response> OverrideResource::list(const StaffCall& call) {
    return answer_list(
        database_, call,
        [&](const View& view, const Scope& scope,
            const Page& page) -> Result<PageOf<OverrideView>> {
            const auto rows = view.overrides.overrides(scope, page);
            if (!rows) {
                return tl::unexpected<Error>(rows.error());
            }
            PageOf<OverrideView> views{.rows = {}, .next = rows->next};
            for (const OverrideRecord& row : rows->rows) {
                auto seen = view_of(view, receipts_, row, call.now, clock_.monotonic());
                if (!seen) {
                    return tl::unexpected<Error>(seen.error());
                }
                views.rows.push_back(*std::move(seen));
            }
            return views;
        },
        write_row);
}

Result<Response> OverrideResource::create(const StaffCall& call) {
    return wire::read_object(call.request.text(), wire::staff_body, read_order)
        .and_then([&](const OverrideOrder& order) { return overrides_.issue(order, call.who); })
        .and_then([&](const OverrideRecord& row) {
            return answer_with(row, call.now).map([&](Response response) {
                response.status = 201;
                response.headers.set("Location", std::string(overrides_path) + "/" + row.id.value);
                return response;
            });
        });
}

Result<Response> OverrideResource::answer_with(const OverrideRecord& row, Instant now) {
    return database_
        .read([&](const View& view) {
            return view_of(view, receipts_, row, now, clock_.monotonic());
        })
        .map([](const OverrideView& view) {
            return json_of(
                wire::write_object([&](wire::ObjectWriter& out) { write_row(out, view); }),
                view.row.head.version);
        });
}

Result<Response> OverrideResource::show(const StaffCall& call) {
    return database_.read([&](const View& view) { return find(view, call.places.front()); })
        .and_then([&](const OverrideRecord& row) { return answer_with(row, call.now); });
}

Result<Response> OverrideResource::extend(const StaffCall& call) {
    return wire::read_object(call.request.text(), wire::staff_body, read_minutes)
        .and_then([&](Seconds by) {
            return overrides_.extend(OverrideId{call.places.front()}, by, call.who);
        })
        .and_then([&](const OverrideRecord& row) { return answer_with(row, call.now); });
}

Result<Response> OverrideResource::lift(const StaffCall& call) {
    std::ignore = show(call); // counts a last time, for when it is over
    return overrides_.lift(OverrideId{call.places.front()}, call.who)
        .and_then([&](const OverrideRecord& row) { return answer_with(row, call.now); });
}

} // namespace marquee::manager
