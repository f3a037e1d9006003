#include "manager/http/asset_body.hpp"

#include <unordered_set>

#include "manager/http/media_wordings.hpp"
#include "manager/http/resource.hpp"

namespace marquee::manager {

namespace {

void write_bytes(wire::ObjectWriter& out, const Sha256& sha256, std::uint64_t size_bytes) {
    out.member("sha256", sha256);
    out.member("size_bytes", size_bytes);
}

void write_rendition(wire::ObjectWriter& out, const Rendition& made) {
    write_bytes(out, made.asset.sha256, made.asset.size_bytes);
    out.member("media_type", made.asset.media_type);
    out.member("width", made.size.width);
    out.member("height", made.size.height);
    out.member("duration_ms", made.duration.count());
    out.member("has_sound", made.has_sound);
}

void write_problem(wire::ObjectWriter& out, const Error& problem, Language language) {
    out.member("code", error_slug(problem.code));
    out.member("title", title(problem.code, language));
    out.member("detail", refusal_sentence(problem, language));
    out.object("params", [&](wire::ObjectWriter& inner) {
        std::unordered_set<std::string_view> written;
        for (const auto& [name, value] : problem.params) {
            if (written.insert(name).second) {
                inner.member(name, value);
            }
        }
    });
}

} // namespace

void write_asset(wire::ObjectWriter& out, const AssetRecord& row, Language language) {
    out.member("id", row.id);
    write_head(out, row.head);
    out.member("name", row.name);
    out.member("file_name", row.file_name);
    out.member("state", to_slug(row.state));
    out.member("progress_percent", row.progress_percent);
    if (row.kind) {
        out.member("kind", to_slug(*row.kind));
    }
    out.object("original", [&](wire::ObjectWriter& inner) {
        write_bytes(inner, row.original.sha256, row.original.size_bytes);
    });
    if (row.rendition) {
        out.object("rendition",
                   [&](wire::ObjectWriter& inner) { write_rendition(inner, *row.rendition); });
    }
    if (row.problem) {
        out.object("problem", [&](wire::ObjectWriter& inner) {
            write_problem(inner, *row.problem, language);
        });
    }
    out.texts("notes", row.notes,
              [&](const MediaNote& note) { return note_sentence(note, language); });
}

} // namespace marquee::manager
