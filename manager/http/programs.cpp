#include "manager/http/programs.hpp"

#include <algorithm>

#include "manager/http/program_body.hpp"
#include "manager/http/resource.hpp"

namespace marquee::manager {

namespace {

Response answer_with(const ProgramAndRevision& program, int status = 200) {
    return json_of(write_program_body(program), program.record.head.version, status);
}

// A program, and its latest revision.
struct ProgramRow {
    ProgramRecord record;
    RevisionSummary latest;
};

void write_row(wire::ObjectWriter& out, const ProgramRow& row) {
    out.member("id", row.record.id);
    write_head(out, row.record.head);
    out.member("name", row.record.name);
    out.member("revision", row.latest.revision);
    out.member("state", to_slug(row.latest.state));
    out.member("cycle_ms", row.latest.cycle.count());
}

Result<PageOf<ProgramRow>> rows_of(const View& view, const PageOf<ProgramRecord>& page) {
    std::vector<ProgramId> ids;
    for (const ProgramRecord& record : page.rows) {
        ids.push_back(record.id);
    }
    return view.content.latest_revisions(ids).map([&](const auto& latest) {
        PageOf<ProgramRow> rows{.rows = {}, .next = page.next};
        for (const ProgramRecord& record : page.rows) {
            const auto found =
                std::find_if(latest.begin(), latest.end(),
                             [&](const auto& revision) { return revision.program == record.id; });
            rows.rows.push_back({record, found == latest.end() ? RevisionSummary{} : *found});
        }
        return rows;
    });
}

} // namespace

StaffRoutes ProgramResource::routes() {
    const std::string_view all = "/api/v1/programs";
    const std::string_view one = "/api/v1/programs/{id}";
    const UnitOf owner = unit_of_row(database_, [](const View& view, const std::string& id) {
        return view.content.program(ProgramId{id});
    });
    return {
        {Method::get,
         all,
         Action::read_content,
         {},
         [this](const auto& call) { return list(call); }},
        {Method::post, all, Action::edit_content, unit_in_body(),
         [this](const auto& call) { return create(call); }},
        {Method::get, one, Action::read_content, owner,
         [this](const auto& call) { return show(call); }},
        {Method::put, one, Action::edit_content, owner,
         [this](const auto& call) { return revise(call); }},
        {Method::post, "/api/v1/programs/{id}/submit", Action::submit_content, owner,
         [this](const auto& call) { return submit(call); }},
    };
}

Result<Response> ProgramResource::list(const StaffCall& call) {
    return answer_shared_list(
        database_, call,
        [](const View& view, const Scope& scope, const Page& page) {
            return view.content.programs(scope, page)
                .and_then([&](const PageOf<ProgramRecord>& rows) { return rows_of(view, rows); });
        },
        write_row);
}

Result<Response> ProgramResource::create(const StaffCall& call) {
    return read_program_body(call.request.text())
        .and_then(
            [&](const ProgramDraft& draft) { return programs_.create(draft, call.who.account); })
        .map([](const ProgramAndRevision& made) {
            return created(write_program_body(made), made.record.head.version,
                           "/api/v1/programs/" + made.record.id.value);
        });
}

Result<Response> ProgramResource::show(const StaffCall& call) {
    return programs_.find(ProgramId{call.places.front()}).map([](const auto& program) {
        return answer_with(program);
    });
}

Result<Response> ProgramResource::revise(const StaffCall& call) {
    const Result<std::int64_t> version = version_of(call.request);
    if (!version) {
        return tl::unexpected<Error>(version.error());
    }
    return read_program_body(call.request.text())
        .and_then([&](const ProgramDraft& draft) {
            return programs_.revise(ProgramId{call.places.front()}, *version, draft,
                                    call.who.account);
        })
        .map([](const auto& program) { return answer_with(program); });
}

Result<Response> ProgramResource::submit(const StaffCall& call) {
    return version_of(call.request)
        .and_then([&](std::int64_t version) {
            return programs_.submit(ProgramId{call.places.front()}, version, call.who.account);
        })
        .map([](const auto& program) { return answer_with(program); });
}

} // namespace marquee::manager
