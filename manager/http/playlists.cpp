#include "manager/http/playlists.hpp"

#include "manager/access/audit.hpp"
#include "manager/http/resource.hpp"
#include "manager/library/trash.hpp"
#include "schemas/wire/layout_draft.hpp"
#include "schemas/wire/reader.hpp"

namespace marquee::manager {

namespace {

void write_row(wire::ObjectWriter& out, const PlaylistRecord& row) {
    out.member("id", row.id);
    write_head(out, row.head);
    out.member("name", row.name);
    wire::write_draft_items(out, row.items, wire::by_id);
}

std::string body_of(const PlaylistRecord& row) {
    return wire::write_object([&](wire::ObjectWriter& out) { write_row(out, row); });
}

Result<PlaylistRecord> read_body(std::string_view text) {
    return wire::read_object(text, wire::staff_body, [](wire::Object in) {
        PlaylistRecord row;
        row.head.unit = in.required("unit_id").id<UnitId>();
        row.name = in.required("name").line(limits::name_bytes_max, 1);
        row.items = wire::read_draft_items(in, wire::by_id);
        return row;
    });
}

Result<PlaylistRecord> find(const View& view, const std::string& id) {
    return view.content.playlist(PlaylistId{id});
}

} // namespace

StaffRoutes PlaylistResource::routes() {
    const std::string_view all = "/api/v1/playlists";
    const std::string_view one = "/api/v1/playlists/{id}";
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

Result<Response> PlaylistResource::list(const StaffCall& call) {
    return answer_shared_list(
        database_, call,
        [](const View& view, const Scope& scope, const Page& page) {
            return view.content.playlists(scope, page);
        },
        write_row);
}

Result<Response> PlaylistResource::create(const StaffCall& call) {
    return read_body(call.request.text()).and_then([&](PlaylistRecord row) {
        row.head.created_at = row.head.changed_at = call.now;
        return programs_.add_playlist(row, call.who.account).map([&] {
            return created(body_of(row), 1, "/api/v1/playlists/" + row.id.value);
        });
    });
}

Result<Response> PlaylistResource::show(const StaffCall& call) {
    return database_.read([&](const View& view) { return find(view, call.places.front()); })
        .map([](const PlaylistRecord& row) { return json_of(body_of(row), row.head.version); });
}

Result<Response> PlaylistResource::replace(const StaffCall& call) {
    const Result<std::int64_t> version = version_of(call.request);
    if (!version) {
        return tl::unexpected<Error>(version.error());
    }
    const Result<PlaylistRecord> present =
        database_.read([&](const View& view) { return find(view, call.places.front()); });
    Result<PlaylistRecord> row = read_body(call.request.text());
    if (!present || !row) {
        return tl::unexpected<Error>(present ? row.error() : present.error());
    }
    if (row->head.unit != present->head.unit) {
        return fail(ErrorCode::wrong_state, "a playlist stays in its unit", "/unit_id");
    }
    row->id = present->id;
    row->head = present->head;
    row->head.version = *version;
    row->head.changed_at = call.now;
    return programs_.change_playlist(*row, call.who.account).map([&](std::int64_t now_version) {
        row->head.version = now_version;
        return json_of(body_of(*row), now_version);
    });
}

Result<Response> PlaylistResource::remove(const StaffCall& call) {
    return version_of(call.request).and_then([&](std::int64_t version) -> Result<Response> {
        const PlaylistId id{call.places.front()};
        return database_
            .write([&](Change& change) -> Status {
                const Result<PlaylistRecord> row = change.content.playlist(id);
                if (!row) {
                    return tl::unexpected<Error>(row.error());
                }
                const Discarded thing{TrashKind::playlist, id.value, row->head.unit, row->name};
                return keep_in_trash(change, thing, call.who.account, call.now)
                    .and_then([&] { return change.content.remove_playlist(id, version); })
                    .and_then([&] {
                        return record(change, {.at = call.now,
                                               .unit = row->head.unit,
                                               .actor = call.who.account,
                                               .action = "playlist.remove",
                                               .subject = id.value,
                                               .detail = row->name});
                    });
            })
            .map([] { return no_content(); });
    });
}

} // namespace marquee::manager
