#include "manager/http/reviews.hpp"

#include <algorithm>

#include "manager/http/program_body.hpp"
#include "manager/http/resource.hpp"
#include "manager/publishing/approval.hpp"
#include "manager/publishing/policies.hpp"
#include "schemas/wire/reader.hpp"

namespace marquee::manager {

namespace {

// A revision that waits, as one reviewer sees it.
struct Waiting {
    ProgramAndRevision program;
    std::vector<AccountId> approvers;
    std::int64_t required = 0;
    bool own = false;      // the caller wrote it
    bool approved = false; // the caller has approved it already
};

Result<Waiting> waiting_of(const View& view, const ProgramId& id, const AccountId& caller) {
    Result<ProgramAndRevision> program = read_program(view, id);
    if (!program) {
        return tl::unexpected<Error>(std::move(program.error()));
    }
    const std::int32_t revision = program->revision.revision;
    Waiting waiting{.program = *std::move(program)};
    const std::vector<ProgramEvent>& events = waiting.program.events;
    waiting.approvers = approvers_of(events, revision);
    waiting.own = is_author(events, revision, caller);
    waiting.approved = std::find(waiting.approvers.begin(), waiting.approvers.end(), caller)
                       != waiting.approvers.end();
    return view.fleet.unit_path(waiting.program.record.head.unit)
        .and_then([&](const std::vector<UnitId>& path) { return approvals_required(view, path); })
        .map([&](std::int64_t required) {
            waiting.required = std::max<std::int64_t>(required, 1);
            return waiting;
        });
}

void write_waiting(wire::ObjectWriter& out, const Waiting& row) {
    const ProgramAndRevision& program = row.program;
    out.member("id", program.record.id);
    write_head(out, program.record.head);
    out.member("name", program.record.name);
    out.member("revision", program.revision.revision);
    out.member("state", to_slug(program.revision.state));
    out.member("cycle_ms", program.revision.cycle.count());
    out.member("approvals_given", row.approvers.size());
    out.member("approvals_required", row.required);
    out.member("own_work", row.own);
    out.member("approved_by_me", row.approved);
    for (auto event = program.events.rbegin(); event != program.events.rend(); ++event) {
        if (event->verb == ReviewVerb::submit && event->revision == program.revision.revision) {
            out.member("submitted_at", event->at);
            out.member("submitted_by", name_of(program, event->account));
            break;
        }
    }
}

// `{"reason": …}`, or nothing at all.
Result<std::string> reason_of(const Request& request) {
    if (request.text().empty()) {
        return std::string();
    }
    return wire::read_object(request.text(), wire::staff_body, [](wire::Object in) {
        return in.optional("reason").text(limits::note_bytes_max);
    });
}

} // namespace

StaffRoutes ReviewResource::routes() {
    const UnitOf owner = unit_of_row(database_, [](const View& view, const std::string& id) {
        return view.content.program(ProgramId{id});
    });
    return {
        {Method::get,
         "/api/v1/reviews",
         Action::review_content,
         {},
         [this](const auto& call) { return list(call); }},
        {Method::post, "/api/v1/programs/{id}/approve", Action::review_content, owner,
         [this](const auto& call) { return judge(call, &Reviews::approve); }},
        {Method::post, "/api/v1/programs/{id}/return", Action::review_content, owner,
         [this](const auto& call) { return judge(call, &Reviews::send_back); }},
        {Method::post, "/api/v1/programs/{id}/withdraw", Action::withdraw_content, owner,
         [this](const auto& call) { return judge(call, &Reviews::withdraw); }},
    };
}

Result<Response> ReviewResource::list(const StaffCall& call) {
    return answer_list(
        database_, call,
        [&](const View& view, const Scope& scope, const Page& page) -> Result<PageOf<Waiting>> {
            const Result<PageOf<ProgramId>> ids = view.reviews.waiting(scope, page);
            if (!ids) {
                return tl::unexpected<Error>(ids.error());
            }
            PageOf<Waiting> rows{{}, ids->next};
            for (const ProgramId& id : ids->rows) {
                Result<Waiting> row = waiting_of(view, id, call.who.account);
                if (!row) {
                    return tl::unexpected<Error>(std::move(row.error()));
                }
                rows.rows.push_back(*std::move(row));
            }
            return rows;
        },
        write_waiting);
}

Result<Response> ReviewResource::judge(const StaffCall& call, Verb verb) {
    const Result<std::int64_t> version = version_of(call.request);
    const Result<std::string> reason = reason_of(call.request);
    if (!version || !reason) {
        return tl::unexpected<Error>(version ? reason.error() : version.error());
    }
    return (reviews_.*verb)({ProgramId{call.places.front()}, *version, call.who.account, *reason})
        .map([](const ProgramAndRevision& program) {
            return json_of(write_program_body(program), program.record.head.version);
        });
}

} // namespace marquee::manager
