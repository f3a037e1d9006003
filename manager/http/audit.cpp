#include "manager/http/audit.hpp"

#include <charconv>

#include "manager/http/resource.hpp"

namespace marquee::manager {

namespace {

void write_row(wire::ObjectWriter& out, const AuditRow& row) {
    out.member("number", row.number);
    out.member("at", row.at);
    out.member("unit_id", row.unit);
    if (!row.actor.empty()) {
        out.member("actor_id", row.actor);
    }
    out.member("action", row.action);
    out.member("subject", row.subject);
    out.member("detail", row.detail);
    out.member("previous_sha256", row.previous);
    out.member("sha256", row.hash);
}

// `after`: the number of the last row already seen.
Result<std::int64_t> after_of(const Request& request) {
    const auto text = request.query.find("after");
    if (!text) {
        return 0;
    }
    std::int64_t number = 0;
    const auto [end, failure] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (failure != std::errc{} || end != text->data() + text->size() || number < 0) {
        return fail(ErrorCode::malformed, "`after` is the number of a row", "after");
    }
    return number;
}

} // namespace

StaffRoutes AuditResource::routes() {
    const UnitOf root = [this](const Request&, const std::vector<std::string>&) {
        return database_.read([](const View& view) { return view.fleet.organisation(); })
            .map([](const Organisation& organisation) { return organisation.root; });
    };
    return {{Method::get, "/api/v1/audit", Action::read_audit, root,
             [this](const auto& call) { return list(call); }}};
}

Result<Response> AuditResource::list(const StaffCall& call) {
    const Result<Page> page = page_of(call.request);
    const Result<std::int64_t> after = after_of(call.request);
    if (!page || !after) {
        return tl::unexpected<Error>(page ? after.error() : page.error());
    }
    return database_
        .read([&](const View& view) { return view.access.audit_after(*after, page->limit); })
        .map([](const std::vector<AuditRow>& rows) {
            return json(wire::write_object(
                [&](wire::ObjectWriter& out) { out.list("items", rows, write_row); }));
        });
}

} // namespace marquee::manager
