#include "manager/http/library_tags.hpp"

#include <algorithm>

#include "manager/access/audit.hpp"
#include "manager/http/resource.hpp"
#include "schemas/wire/reader.hpp"

namespace marquee::manager {

namespace {

// What somebody may put words on.
struct Thing {
    UnitId unit;
    std::string name;
};

Result<Thing> thing(const View& view, const std::string& id) {
    if (const auto slogan = view.content.slogan(SloganId{id})) {
        return Thing{slogan->head.unit, slogan->name};
    }
    if (const auto asset = view.media.asset(AssetId{id})) {
        return Thing{asset->head.unit, asset->name};
    }
    return view.content.playlist(PlaylistId{id}).map([](const PlaylistRecord& playlist) {
        return Thing{playlist.head.unit, playlist.name};
    });
}

void write_row(wire::ObjectWriter& out, const Tagged& row) {
    out.member("id", row.id);
    out.member("unit_id", row.unit);
    out.texts("tags", row.tags);
}

Result<std::vector<std::string>> read_tags(std::string_view body) {
    return wire::read_object(body, wire::staff_body, [](wire::Object in) {
        std::vector<std::string> tags =
            in.required("tags").list(library_tags_max, [](const wire::Value& tag) {
                return tag.line(limits::word_bytes_max, 1);
            });
        std::sort(tags.begin(), tags.end());
        tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
        return tags;
    });
}

// "防骗, 夏季"
std::string in_words(const std::vector<std::string>& tags) {
    std::string text;
    for (const std::string& tag : tags) {
        text += (text.empty() ? "" : ", ") + tag;
    }
    return text;
}

} // namespace

StaffRoutes LibraryTagResource::routes() {
    const UnitOf owner = [this](const Request&, const std::vector<std::string>& places) {
        return database_.read([&](const View& view) {
            return thing(view, places.front()).map([](const Thing& found) { return found.unit; });
        });
    };
    return {
        {Method::get,
         "/api/v1/library-tags",
         Action::read_content,
         {},
         [this](const auto& call) { return list(call); }},
        {Method::put, "/api/v1/library-tags/{id}", Action::edit_content, owner,
         [this](const auto& call) { return replace(call); }},
    };
}

Result<Response> LibraryTagResource::list(const StaffCall& call) {
    return answer_shared_list(
        database_, call,
        [](const View& view, const Scope& scope, const Page& page) {
            return view.tags.tagged(scope, page);
        },
        write_row);
}

Result<Response> LibraryTagResource::replace(const StaffCall& call) {
    const auto tags = read_tags(call.request.text());
    if (!tags) {
        return tl::unexpected<Error>(tags.error());
    }
    Tagged row{call.places.front(), {}, *tags};
    return database_
        .write([&](Change& change) {
            return thing(change.view(), row.id).and_then([&](const Thing& found) {
                row.unit = found.unit;
                return change.tags.put(row, call.now).and_then([&] {
                    return record(change, {.at = call.now,
                                           .unit = found.unit,
                                           .actor = call.who.account,
                                           .action = "library.tag",
                                           .subject = row.id,
                                           .detail = found.name + ": " + in_words(*tags)});
                });
            });
        })
        .map([&] {
            return json(wire::write_object([&](wire::ObjectWriter& out) { write_row(out, row); }));
        });
}

} // namespace marquee::manager
