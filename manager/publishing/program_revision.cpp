#include "manager/publishing/program_revision.hpp"

#include <algorithm>

#include "schemas/rules/cycle.hpp"
#include "schemas/wire/program.hpp"

namespace marquee::manager {

namespace {

void show(PlaylistItem& item, const SloganRecord& slogan) {
    item.content = slogan.slogan;
    item.name = slogan.name;
}

bool made_from(const PlaylistItem& item, const Origins& origins, const SloganId& slogan) {
    return std::any_of(origins.slogans.begin(), origins.slogans.end(),
                       [&](const SloganOrigin& origin) {
                           return origin.item == item.id && origin.slogan == slogan;
                       });
}

// A slogan's item says what the slogan says now.
Status check_words(const Program& program, const SloganOrigin& origin, const Slogan& slogan) {
    for (const Zone& zone : program.layout.zones) {
        for (const PlaylistItem& item : zone.playlist.items) {
            if (item.id == origin.item && item.content != Content(slogan)) {
                return fail(ErrorCode::conflict, "a slogan of the program changed meanwhile");
            }
        }
    }
    return {};
}

} // namespace

bool frozen(ProgramState state) {
    return state != ProgramState::draft && state != ProgramState::returned;
}

bool is_made_from(const ProgramRevision& revision, const SloganId& slogan) {
    const auto& origins = revision.origins.slogans;
    return std::any_of(origins.begin(), origins.end(),
                       [&](const SloganOrigin& origin) { return origin.slogan == slogan; });
}

bool plays_copy_of(const ProgramRevision& revision, const PlaylistId& playlist) {
    const auto& origins = revision.origins.playlists;
    return std::any_of(origins.begin(), origins.end(),
                       [&](const PlaylistOrigin& origin) { return origin.playlist == playlist; });
}

Status check_origins(const ProgramRevision& revision, const View& view) {
    const Result<Program> program = wire::read_program(revision.payload);
    if (!program) {
        return tl::unexpected<Error>(program.error());
    }
    for (const SloganOrigin& origin : revision.origins.slogans) {
        const Status same =
            view.content.slogan(origin.slogan).and_then([&](const SloganRecord& row) {
                return check_words(*program, origin, row.slogan);
            });
        if (!same) {
            return same;
        }
    }
    for (const AssetOrigin& origin : revision.origins.assets) {
        if (const auto asset = view.media.asset(origin.asset); !asset) {
            return fail(ErrorCode::conflict, "an asset of the program was removed meanwhile");
        }
    }
    return {};
}

void replace_slogan(Layout& layout, const Origins& origins, const SloganRecord& slogan) {
    for (Zone& zone : layout.zones) {
        for (PlaylistItem& item : zone.playlist.items) {
            if (made_from(item, origins, slogan.id)) {
                show(item, slogan);
            }
        }
    }
}

Status set_payload(ProgramRevision& revision, const Program& program) {
    std::string payload = wire::write_program(program);
    if (payload.size() > limits::program_bytes_max) {
        return fail(ErrorCode::too_large, "the program's document is too long", program.name,
                    {{"limit", std::to_string(limits::program_bytes_max) + " B"}});
    }
    revision.payload = std::move(payload);
    revision.cycle = rules::cycle_of(program);
    return {};
}

ProgramRevision successor_of(const ProgramRevision& present, Instant now) {
    ProgramRevision next = present;
    if (!frozen(present.state)) {
        return next;
    }
    next.revision += 1;
    next.head = {.unit = present.head.unit, .created_at = now, .changed_at = now};
    next.state = ProgramState::draft;
    next.payload_sha256 = {};
    next.envelope_sha256 = {};
    next.envelope_size_bytes = 0;
    return next;
}

} // namespace marquee::manager
