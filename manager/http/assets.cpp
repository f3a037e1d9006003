#include "manager/http/assets.hpp"

#include "common/percent_encoding.hpp"
#include "manager/http/asset_body.hpp"
#include "manager/http/resource.hpp"
#include "schemas/wire/reader.hpp"

namespace marquee::manager {

namespace {

Result<AssetRecord> find(const View& view, const std::string& id) {
    return view.media.asset(AssetId{id});
}

Language language_of(const StaffCall& call) {
    return preferred_language(call.request.headers.find("Accept-Language").value_or(""));
}

Response in_words(Response response, Language language) {
    response.headers.set("Content-Language", std::string(language_tag(language)));
    return response;
}

Response answer_with(const StaffCall& call, const AssetRecord& row) {
    const Language language = language_of(call);
    return in_words(json_of(wire::write_object(
                                [&](wire::ObjectWriter& out) { write_asset(out, row, language); }),
                            row.head.version),
                    language);
}

// `state` and `kind`, each of which may be absent.
Result<AssetFilter> filter_of(const Request& request) {
    AssetFilter filter;
    if (const auto said = request.query.find("state")) {
        const auto state = asset_state_from_slug(*said);
        if (!state) {
            return fail(ErrorCode::malformed, state.error().what, "state");
        }
        filter.state = *state;
    }
    if (const auto said = request.query.find("kind")) {
        const auto kind = media_kind_from_slug(*said);
        if (!kind) {
            return fail(ErrorCode::malformed, kind.error().what, "kind");
        }
        filter.kind = *kind;
    }
    return filter;
}

// What somebody once uploaded is shown or saved by a browser, never run by it.
Response as_file(OpenBlob blob, const AssetRecord& row) {
    Response response;
    response.headers = {
        {"Content-Type", row.rendition->asset.media_type},
        {"Content-Disposition", "attachment; filename*=UTF-8''" + percent_encoded(row.name)},
        {"Content-Security-Policy", "default-src 'none'; sandbox"},
        {"Cache-Control", "private, no-cache"},
        {"ETag", "\"" + to_hex(row.rendition->asset.sha256) + "\""}};
    response.body = FileBody{std::move(blob.file), 0, blob.size_bytes};
    return response;
}

} // namespace

StaffRoutes AssetResource::routes() {
    const std::string_view all = "/api/v1/assets";
    const std::string_view one = "/api/v1/assets/{id}";
    const UnitOf owner = unit_of_row(database_, find);
    const Action read = Action::read_content;
    const Action edit = Action::edit_content;
    return {
        {Method::get, all, read, {}, [this](const auto& call) { return list(call); }},
        {Method::get, one, read, owner, [this](const auto& call) { return show(call); }},
        {Method::get, "/api/v1/assets/{id}/content", read, owner,
         [this](const auto& call) { return content(call); }},
        {Method::put, one, edit, owner, [this](const auto& call) { return rename(call); }},
        {Method::remove, one, edit, owner, [this](const auto& call) { return remove(call); }},
    };
}

Result<Response> AssetResource::list(const StaffCall& call) {
    const Language language = language_of(call);
    return filter_of(call.request)
        .and_then([&](const AssetFilter& filter) {
            return answer_shared_list(
                database_, call,
                [&](const View& view, const Scope& scope, const Page& page) {
                    return view.media.assets(scope, filter, page);
                },
                [&](wire::ObjectWriter& out, const AssetRecord& row) {
                    write_asset(out, row, language);
                });
        })
        .map([&](Response response) { return in_words(std::move(response), language); });
}

Result<Response> AssetResource::show(const StaffCall& call) {
    return database_.read([&](const View& view) { return find(view, call.places.front()); })
        .map([&](const AssetRecord& row) { return answer_with(call, row); });
}

Result<Response> AssetResource::content(const StaffCall& call) {
    return database_.read([&](const View& view) { return find(view, call.places.front()); })
        .and_then([&](const AssetRecord& row) -> Result<Response> {
            if (!row.rendition) {
                return fail(ErrorCode::wrong_state, "the asset is not ready", row.id.value,
                            {{"state", std::string(to_slug(row.state))}, {"needed", "ready"}});
            }
            return blobs_.open(row.rendition->asset.sha256).map([&](OpenBlob blob) {
                return as_file(std::move(blob), row);
            });
        });
}

Result<Response> AssetResource::rename(const StaffCall& call) {
    const Result<std::int64_t> version = version_of(call.request);
    const Result<std::string> name =
        wire::read_object(call.request.text(), wire::staff_body, [](wire::Object in) {
            return in.required("name").line(limits::name_bytes_max, 1);
        });
    if (!version || !name) {
        return tl::unexpected<Error>(version ? name.error() : version.error());
    }
    return assets_
        .rename({AssetId{call.places.front()}, *version, call.who.account, call.now}, *name)
        .map([&](const AssetRecord& row) { return answer_with(call, row); });
}

Result<Response> AssetResource::remove(const StaffCall& call) {
    return version_of(call.request)
        .and_then([&](std::int64_t version) {
            return assets_.remove(
                {AssetId{call.places.front()}, version, call.who.account, call.now});
        })
        .map([] { return no_content(); });
}

} // namespace marquee::manager
