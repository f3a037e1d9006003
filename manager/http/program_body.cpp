#include "manager/http/program_body.hpp"

#include "manager/http/resource.hpp"
#include "schemas/wire/layout_draft.hpp"
#include "schemas/wire/program.hpp"
#include "schemas/wire/reader.hpp"

namespace marquee::manager {

namespace {

ProgramDraft read_members(const wire::Object& in) {
    ProgramDraft draft;
    draft.unit = in.required("unit_id").id<UnitId>();
    draft.name = in.required("name").line(limits::name_bytes_max, 1);
    draft.layout = wire::read_layout_draft(in.required("layout").object(), wire::by_id);
    if (const wire::Value displays = in.optional("displays_allowed")) {
        draft.displays_allowed =
            displays.list(limits::displays_addressed_max,
                          [](const wire::Value& id) { return id.id<DisplayId>(); });
    }
    return draft;
}

// So that a page can show where things come from.
void write_origins(wire::ObjectWriter& out, const Origins& origins) {
    struct Row {
        ItemId item;
        std::string_view member;
        std::string id;
    };
    std::vector<Row> rows;
    for (const SloganOrigin& origin : origins.slogans) {
        rows.push_back({origin.item, "slogan_id", origin.slogan.value});
    }
    for (const AssetOrigin& origin : origins.assets) {
        rows.push_back({origin.item, "asset_id", origin.asset.value});
    }
    out.list("origins", rows, [](wire::ObjectWriter& row, const Row& origin) {
        row.member("item_id", origin.item);
        row.member(origin.member, origin.id);
    });
    out.list("playlists", origins.playlists, [](wire::ObjectWriter& row, const auto& origin) {
        row.member("zone", origin.zone);
        row.member("playlist_id", origin.playlist);
    });
}

// Who did what when, and why.
void write_events(wire::ObjectWriter& out, const ProgramAndRevision& program) {
    out.list("events", program.events, [&](wire::ObjectWriter& row, const ProgramEvent& event) {
        row.member("kind", to_slug(event.verb));
        row.member("revision", event.revision);
        row.member("at", event.at);
        if (!event.account.empty()) {
            row.member("actor_id", event.account);
            row.member("actor_name", name_of(program, event.account));
        }
        if (!event.reason.empty()) {
            row.member("reason", event.reason);
        }
    });
}

} // namespace

Result<ProgramDraft> read_program_body(std::string_view text) {
    return wire::read_object(text, wire::staff_body, read_members);
}

std::string write_program_body(const ProgramAndRevision& program) {
    return wire::write_object([&](wire::ObjectWriter& out) {
        const ProgramRevision& revision = program.revision;
        out.member("id", program.record.id);
        write_head(out, program.record.head);
        out.member("name", program.record.name);
        out.member("revision", revision.revision);
        out.member("state", to_slug(revision.state));
        out.member("cycle_ms", revision.cycle.count());
        write_origins(out, revision.origins);
        write_events(out, program);
        if (const Result<Program> document = wire::read_program(revision.payload)) {
            out.object("layout", [&](wire::ObjectWriter& inner) {
                wire::write_layout(inner, document->layout);
            });
            out.ids("displays_allowed", document->displays_allowed);
        }
    });
}

} // namespace marquee::manager
