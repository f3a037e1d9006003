#include "manager/http/slogans.hpp"

#include "common/uuid.hpp"
#include "manager/access/audit.hpp"
#include "manager/http/resource.hpp"
#include "manager/library/trash.hpp"
#include "manager/publishing/library_font.hpp"
#include "schemas/rules/validate.hpp"
#include "schemas/wire/program.hpp"
#include "schemas/wire/reader.hpp"

namespace marquee::manager {

namespace {

void write_row(wire::ObjectWriter& out, const SloganRecord& row) {
    out.member("id", row.id);
    write_head(out, row.head);
    out.member("name", row.name);
    wire::write_slogan(out, row.slogan);
}

std::string body_of(const SloganRecord& row) {
    return wire::write_object([&](wire::ObjectWriter& out) { write_row(out, row); });
}

// The members staff write; `name` defaults to the beginning of the text.
Result<SloganRecord> read_body(std::string_view text) {
    return wire::read_object(text, wire::staff_body,
                             [](wire::Object in) {
                                 SloganRecord row;
                                 row.head.unit = in.required("unit_id").id<UnitId>();
                                 row.name = in.required("name").line(limits::name_bytes_max, 1);
                                 row.slogan = wire::read_slogan(in);
                                 return row;
                             })
        .and_then([](const SloganRecord& row) {
            return rules::as_status(rules::validate(row.slogan)).map([&] { return row; });
        });
}

// Whether the glyphs were checked at all; missing_glyph names all that no font draws.
Result<bool> check_glyphs(Renderer& renderer, const Slogan& slogan) {
    const Result<SloganCheck> check = renderer.check({slogan, {}});
    if (!check) {
        const ErrorCode code = check.error().code;
        const bool about_the_text = code == ErrorCode::malformed || code == ErrorCode::too_large;
        return about_the_text ? Result<bool>(tl::unexpected<Error>(check.error())) : false;
    }
    if (check->missing_glyphs.empty()) {
        return true;
    }
    std::string characters;
    for (const UndrawnText& undrawn : check->missing_glyphs) {
        characters += (characters.empty() ? "" : " ") + undrawn.text;
    }
    return fail(ErrorCode::missing_glyph, "no font draws " + characters, "/text",
                {{"character", characters}});
}

// What a change answers: the row, and whether its glyphs were checked.
std::string changed_body_of(const SloganRecord& row, bool glyphs_checked) {
    return wire::write_object([&](wire::ObjectWriter& out) {
        write_row(out, row);
        out.member("glyphs_checked", glyphs_checked);
    });
}

Result<SloganRecord> find(const View& view, const std::string& id) {
    return view.content.slogan(SloganId{id});
}

} // namespace

StaffRoutes SloganResource::routes() {
    const std::string_view all = "/api/v1/slogans";
    const std::string_view one = "/api/v1/slogans/{id}";
    const UnitOf owner = unit_of_row(database_, find);
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
         [this](const auto& call) { return replace(call); }},
        {Method::remove, one, Action::edit_content, owner,
         [this](const auto& call) { return remove(call); }},
    };
}

Result<Response> SloganResource::list(const StaffCall& call) {
    return answer_shared_list(
        database_, call,
        [](const View& view, const Scope& scope, const Page& page) {
            return view.content.slogans(scope, page);
        },
        write_row);
}

Result<Response> SloganResource::create(const StaffCall& call) {
    return read_body(call.request.text()).and_then([&](SloganRecord row) -> Result<Response> {
        const Result<bool> checked = check_glyphs(renderer_, row.slogan);
        if (!checked) {
            return tl::unexpected<Error>(checked.error());
        }
        row.id = make_id<SloganId>(call.now, randomness_);
        row.head.created_at = row.head.changed_at = call.now;
        return database_
            .write([&](Change& change) -> Status {
                const Status font =
                    check_font(change.view(), row.head.unit, row.slogan.style, "/style/font_asset");
                if (!font) {
                    return font;
                }
                return change.content.add_slogan(row).and_then([&] {
                    return record(change, {.at = call.now,
                                           .unit = row.head.unit,
                                           .actor = call.who.account,
                                           .action = "slogan.create",
                                           .subject = row.id.value,
                                           .detail = row.name});
                });
            })
            .map([&] {
                return created(changed_body_of(row, *checked), 1,
                               "/api/v1/slogans/" + row.id.value);
            });
    });
}

Result<Response> SloganResource::show(const StaffCall& call) {
    return database_.read([&](const View& view) { return find(view, call.places.front()); })
        .map([](const SloganRecord& row) { return json_of(body_of(row), row.head.version); });
}

Result<Response> SloganResource::replace(const StaffCall& call) {
    const Result<std::int64_t> version = version_of(call.request);
    if (!version) {
        return tl::unexpected<Error>(version.error());
    }
    const Result<SloganRecord> present =
        database_.read([&](const View& view) { return find(view, call.places.front()); });
    Result<SloganRecord> row = read_body(call.request.text());
    if (!present || !row) {
        return tl::unexpected<Error>(present ? row.error() : present.error());
    }
    if (row->head.unit != present->head.unit) {
        return fail(ErrorCode::wrong_state, "a slogan stays in its unit", "/unit_id");
    }
    const Result<bool> checked = check_glyphs(renderer_, row->slogan);
    if (!checked) {
        return tl::unexpected<Error>(checked.error());
    }
    row->id = present->id;
    row->head = present->head;
    row->head.version = *version;
    row->head.changed_at = call.now;
    return programs_.change_slogan(*row, call.who.account).map([&](std::int64_t now_version) {
        row->head.version = now_version;
        return json_of(changed_body_of(*row, *checked), now_version);
    });
}

Result<Response> SloganResource::remove(const StaffCall& call) {
    return version_of(call.request).and_then([&](std::int64_t version) -> Result<Response> {
        const SloganId id{call.places.front()};
        return database_
            .write([&](Change& change) -> Status {
                const Result<SloganRecord> row = change.content.slogan(id);
                if (!row) {
                    return tl::unexpected<Error>(row.error());
                }
                const Discarded thing{TrashKind::slogan, id.value, row->head.unit, row->name};
                return keep_in_trash(change, thing, call.who.account, call.now)
                    .and_then([&] { return change.content.remove_slogan(id, version); })
                    .and_then([&] {
                        return record(change, {.at = call.now,
                                               .unit = row->head.unit,
                                               .actor = call.who.account,
                                               .action = "slogan.remove",
                                               .subject = id.value,
                                               .detail = row->name});
                    });
            })
            .map([] { return no_content(); });
    });
}

} // namespace marquee::manager
