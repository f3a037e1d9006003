#include "manager/http/calendar_resource.hpp"

#include "common/uuid.hpp"
#include "manager/access/audit.hpp"
#include "manager/http/resource.hpp"
#include "manager/library/trash.hpp"

namespace marquee::manager {

template<typename Row>
StaffRoutes CalendarResource<Row>::routes() {
    const UnitOf owner = unit_of_row(database_, [this](const View& view, const std::string& id) {
        return (view.calendars.*kind_.find)({id});
    });
    return {
        {Method::get,
         kind_.all,
         Action::read_content,
         {},
         [this](const auto& call) { return list(call); }},
        {Method::post, kind_.all, Action::schedule, unit_in_body(),
         [this](const auto& call) { return create(call); }},
        {Method::get, kind_.one, Action::read_content, owner,
         [this](const auto& call) { return show(call); }},
        {Method::put, kind_.one, Action::schedule, owner,
         [this](const auto& call) { return replace(call); }},
        {Method::remove, kind_.one, Action::schedule, owner,
         [this](const auto& call) { return remove(call); }},
    };
}

template<typename Row>
Result<Response> CalendarResource<Row>::list(const StaffCall& call) {
    return answer_shared_list(
        database_, call,
        [this](const View& view, const Scope& scope, const Page& page) {
            return (view.calendars.*kind_.page)(scope, page);
        },
        [this](wire::ObjectWriter& out, const Row& row) { write_row(out, row); });
}

template<typename Row>
Result<Response> CalendarResource<Row>::create(const StaffCall& call) {
    return read_body(call).and_then([&](Row row) {
        row.id = make_id<decltype(row.id)>(call.now, randomness_);
        row.head.created_at = row.head.changed_at = call.now;
        return database_
            .write([&](Change& change) -> Status {
                return kind_.settle(change.view(), call, row)
                    .and_then([&] { return (change.calendars.*kind_.add)(row); })
                    .and_then([&] { return note(change, call, "create", row); });
            })
            .map([&] {
                return created(body_of(row), 1, std::string(kind_.all) + "/" + row.id.value);
            });
    });
}

template<typename Row>
Result<Response> CalendarResource<Row>::show(const StaffCall& call) {
    return database_.read([&](const View& view) { return find(view, call); })
        .map([&](const Row& row) { return json_of(body_of(row), row.head.version); });
}

template<typename Row>
Result<Response> CalendarResource<Row>::replace(const StaffCall& call) {
    const Result<std::int64_t> version = version_of(call.request);
    Result<Row> row = read_body(call);
    if (!version || !row) {
        return tl::unexpected<Error>(version ? row.error() : version.error());
    }
    Affected affected;
    const Status done = database_.write([&](Change& change) -> Status {
        const Result<Row> before = find(change.view(), call);
        if (!before) {
            return tl::unexpected<Error>(before.error());
        }
        if (row->head.unit != before->head.unit) {
            return fail(ErrorCode::wrong_state, "it stays in its unit", "/unit_id");
        }
        row->id = before->id;
        row->head = before->head;
        row->head.version = *version;
        row->head.changed_at = call.now;
        const auto followers = change.view().calendars.schedules_in(row->id);
        if (!followers) {
            return tl::unexpected<Error>(followers.error());
        }
        affected = {};
        for (const ScheduleRecord& schedule : *followers) {
            affected.add(schedule.targets);
        }
        return kind_.settle(change.view(), call, *row)
            .and_then([&] { return (change.calendars.*kind_.change)(*row); })
            .and_then([&](std::int64_t next) {
                row->head.version = next;
                return note(change, call, "change", *row);
            });
    });
    return done.map([&] {
        publishing_.request(affected);
        return json_of(body_of(*row), row->head.version);
    });
}

template<typename Row>
Result<Response> CalendarResource<Row>::remove(const StaffCall& call) {
    return version_of(call.request).and_then([&](std::int64_t version) {
        return database_
            .write([&](Change& change) -> Status {
                return find(change.view(), call).and_then([&](const Row& row) {
                    const Discarded thing{kind_.discarded, row.id.value, row.head.unit, row.name};
                    return keep_in_trash(change, thing, call.who.account, call.now)
                        .and_then([&] { return (change.calendars.*kind_.remove)(row.id, version); })
                        .and_then([&] { return note(change, call, "remove", row); });
                });
            })
            .map(no_content);
    });
}

template<typename Row>
Result<Row> CalendarResource<Row>::read_body(const StaffCall& call) const {
    return wire::read_object(call.request.text(), wire::staff_body, [&](const wire::Object& in) {
        Row row;
        row.head.unit = in.required("unit_id").id<UnitId>();
        row.name = in.required("name").line(limits::name_bytes_max, 1);
        kind_.read(in, row);
        return row;
    });
}

template<typename Row>
Result<Row> CalendarResource<Row>::find(const View& view, const StaffCall& call) const {
    return (view.calendars.*kind_.find)({call.places.front()});
}

template<typename Row>
void CalendarResource<Row>::write_row(wire::ObjectWriter& out, const Row& row) const {
    out.member("id", row.id);
    write_head(out, row.head);
    out.member("name", row.name);
    kind_.write(out, row);
}

template<typename Row>
std::string CalendarResource<Row>::body_of(const Row& row) const {
    return wire::write_object([&](wire::ObjectWriter& out) { write_row(out, row); });
}

template<typename Row>
Status CalendarResource<Row>::note(Change& change, const StaffCall& call, std::string_view verb,
                                   const Row& row) const {
    return record(change, {.at = call.now,
                           .unit = row.head.unit,
                           .actor = call.who.account,
                           .action = std::string(kind_.word) + "." + std::string(verb),
                           .subject = row.id.value,
                           .detail = row.name});
}

template class CalendarResource<Daypart>;
template class CalendarResource<NamedPeriod>;
template class CalendarResource<Campaign>;

} // namespace marquee::manager
