// /api/v1/dayparts, /api/v1/periods, /api/v1/campaigns: what schedules follow by name. They differ
// in their members alone, which a CalendarKind knows; who may do what, versions, the audit trail
// and what is published anew are the same.
//
// Whoever may schedule in a unit keeps them there. Schedules of the unit and of those below may
// name them.
#pragma once

#include <string_view>

#include "common/random.hpp"
#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"
#include "manager/publishing/publishing_thread.hpp"
#include "schemas/wire/reader.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::manager {

// What tells one kind from the others.
template<typename Row>
struct CalendarKind {
    using RowId = decltype(Row::id);

    std::string_view all;  // "/api/v1/dayparts"
    std::string_view one;  // "/api/v1/dayparts/{id}"
    std::string_view word; // "daypart", in the audit trail
    TrashKind discarded;   // what it is in the trash

    // The members beside those of every row and `name`.
    void (*write)(wire::ObjectWriter& out, const Row& row);
    void (*read)(const wire::Object& in, Row& row);
    // What the reader cannot know; brings the row into the shape in which it is kept.
    Status (*settle)(const View& view, const StaffCall& call, Row& row);

    Status (CalendarRepository::*add)(const Row&);
    Result<std::int64_t> (CalendarRepository::*change)(const Row&);
    Status (CalendarRepository::*remove)(const RowId&, std::int64_t);
    Result<Row> (CalendarRepository::*find)(const RowId&) const;
    Result<PageOf<Row>> (CalendarRepository::*page)(const Scope&, const Page&) const;
};

// Outlives the routes it gives. For Daypart, NamedPeriod and Campaign.
template<typename Row>
class CalendarResource {
public:
    // `kind` outlives the resource.
    CalendarResource(const CalendarKind<Row>& kind, Database& database,
                     PublishingRequests& publishing, Randomness& randomness)
        : kind_(kind), database_(database), publishing_(publishing), randomness_(randomness) {}

    StaffRoutes routes();

private:
    Result<Response> list(const StaffCall& call);
    Result<Response> create(const StaffCall& call);
    Result<Response> show(const StaffCall& call);
    // The displays that its schedules reach follow.
    Result<Response> replace(const StaffCall& call);
    Result<Response> remove(const StaffCall& call);

    Result<Row> read_body(const StaffCall& call) const;
    Result<Row> find(const View& view, const StaffCall& call) const;
    void write_row(wire::ObjectWriter& out, const Row& row) const;
    std::string body_of(const Row& row) const;
    Status note(Change& change, const StaffCall& call, std::string_view verb, const Row& row) const;

    const CalendarKind<Row>& kind_;
    Database& database_;
    PublishingRequests& publishing_;
    Randomness& randomness_;
};

const CalendarKind<Daypart>& daypart_kind();
const CalendarKind<NamedPeriod>& period_kind();
const CalendarKind<Campaign>& campaign_kind();

} // namespace marquee::manager
