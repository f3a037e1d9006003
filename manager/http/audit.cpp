#include "manager/http/audit.hpp"

#include <charconv>
#include <map>

#include "manager/http/resource.hpp"

namespace marquee::manager {

namespace {

// A row, and who did it by name.
struct NamedRow {
    AuditRow row;
    std::string actor; // empty: the product itself
};

std::vector<NamedRow> named(const View& view, const std::vector<AuditRow>& rows) {
    std::map<AccountId, std::string> names;
    std::vector<NamedRow> all;
    for (const AuditRow& row : rows) {
        const auto [name, unknown] = names.try_emplace(row.actor);
        if (unknown && !row.actor.empty()) {
            const Result<Account> account = view.access.account(row.actor);
            name->second = account ? account->name : row.actor.value;
        }
        all.push_back({row, name->second});
    }
    return all;
}

void write_row(wire::ObjectWriter& out, const NamedRow& named) {
    const AuditRow& row = named.row;
    out.member("number", row.number);
    out.member("at", row.at);
    out.member("unit_id", row.unit);
    if (!row.actor.empty()) {
        out.member("actor_id", row.actor);
        out.member("actor_name", named.actor);
    }
    out.member("action", row.action);
    out.member("subject", row.subject);
    out.member("detail", row.detail);
    out.member("previous_sha256", row.previous);
    out.member("sha256", row.hash);
}

// The number of a row; nothing when the parameter is absent.
Result<std::optional<std::int64_t>> number_of(const Request& request, std::string_view name) {
    const auto text = request.query.find(name);
    if (!text) {
        return std::optional<std::int64_t>();
    }
    std::int64_t number = 0;
    const auto [end, failure] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (failure != std::errc{} || end != text->data() + text->size() || number < 0) {
        return fail(ErrorCode::malformed, "it is the number of a row", std::string(name));
    }
    return std::optional(number);
}

Result<std::optional<Instant>> instant_of(const Request& request, std::string_view name) {
    const auto text = request.query.find(name);
    if (!text) {
        return std::optional<Instant>();
    }
    return instant_from_rfc3339(*text)
        .map([](Instant instant) { return std::optional(instant); })
        .map_error([&](Error error) {
            error.where = name;
            return error;
        });
}

Result<AuditQuestion> question_of(const Request& request) {
    const auto after = number_of(request, "after");
    const auto before = number_of(request, "before");
    const auto from = instant_of(request, "from");
    const auto until = instant_of(request, "until");
    const auto order = request.query.find("order");
    if (!after || !before) {
        return tl::unexpected<Error>(after ? before.error() : after.error());
    }
    if (!from || !until) {
        return tl::unexpected<Error>(from ? until.error() : from.error());
    }
    if (order && *order != "oldest" && *order != "newest") {
        return fail(ErrorCode::out_of_range, "the order is oldest or newest first", "order",
                    {{"allowed", "oldest, newest"}});
    }
    AuditQuestion question{.from = *from, .until = *until, .after = after->value_or(0)};
    if (order == "newest") {
        question.before = before->value_or(limits::json_integer_max);
    }
    if (const auto unit = request.query.find("unit_id")) {
        question.unit = UnitId{std::string(*unit)};
    }
    if (const auto actor = request.query.find("actor_id")) {
        question.actor = AccountId{std::string(*actor)};
    }
    question.kind = request.query.find("kind").value_or("");
    question.words = request.query.find("q").value_or("");
    return question;
}

} // namespace

StaffRoutes AuditResource::routes() {
    const UnitOf asked = [this](const Request& request,
                                const std::vector<std::string>&) -> Result<UnitId> {
        if (const auto unit = request.query.find("unit_id")) {
            return UnitId{std::string(*unit)};
        }
        return database_.read([](const View& view) { return view.fleet.organisation(); })
            .map([](const Organisation& organisation) { return organisation.root; });
    };
    return {{Method::get, "/api/v1/audit", Action::read_audit, asked,
             [this](const auto& call) { return list(call); }}};
}

Result<Response> AuditResource::list(const StaffCall& call) {
    const Result<Page> page = page_of(call.request);
    const Result<AuditQuestion> question = question_of(call.request);
    if (!page || !question) {
        return tl::unexpected<Error>(page ? question.error() : page.error());
    }
    return database_
        .read([&](const View& view) {
            return view.access.audit_of(*question, page->limit)
                .map([&](const std::vector<AuditRow>& rows) { return named(view, rows); });
        })
        .map([](const std::vector<NamedRow>& rows) {
            return json(wire::write_object(
                [&](wire::ObjectWriter& out) { out.list("items", rows, write_row); }));
        });
}

} // namespace marquee::manager
