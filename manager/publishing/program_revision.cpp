#include "manager/publishing/program_revision.hpp"

#include <algorithm>

#include "common/uuid.hpp"
#include "schemas/rules/cycle.hpp"
#include "schemas/wire/program.hpp"

namespace marquee::manager {

namespace {

std::string pointer_to(const SloganReference& place) {
    return "/layout/zones/" + std::to_string(place.zone) + "/playlist/items/"
           + std::to_string(place.item) + "/slogan_id";
}

void show(PlaylistItem& item, const SloganRecord& slogan) {
    item.content = slogan.slogan;
    item.name = slogan.name;
}

bool made_from(const PlaylistItem& item, const std::vector<ItemOrigin>& origins,
               const SloganId& slogan) {
    return std::any_of(origins.begin(), origins.end(), [&](const ItemOrigin& origin) {
        return origin.item == item.id && origin.slogan == slogan;
    });
}

} // namespace

bool frozen(ProgramState state) {
    return state != ProgramState::draft && state != ProgramState::returned;
}

Result<bool> shares(const FleetRepository& fleet, const UnitId& owner, const UnitId& user) {
    return fleet.unit_path(user).map([&](const std::vector<UnitId>& path) {
        return std::find(path.begin(), path.end(), owner) != path.end();
    });
}

Status fill_in(Layout& layout, const std::vector<SloganReference>& slogans, const UnitId& unit,
               const View& view, std::vector<ItemOrigin>& origins) {
    for (const SloganReference& place : slogans) {
        const SloganId id{place.slogan};
        const Result<SloganRecord> slogan = view.content.slogan(id);
        if (!slogan && slogan.error().code == ErrorCode::not_found) {
            return fail(ErrorCode::invalid_reference, "there is no such slogan", pointer_to(place));
        }
        if (!slogan) {
            return tl::unexpected<Error>(slogan.error());
        }
        const Result<bool> shared = shares(view.fleet, slogan->head.unit, unit);
        if (!shared || !*shared) {
            return fail(ErrorCode::invalid_reference, "the slogan is another unit's",
                        pointer_to(place));
        }
        PlaylistItem& item = layout.zones.at(place.zone).playlist.items.at(place.item);
        show(item, *slogan);
        origins.push_back({item.id, id});
    }
    return {};
}

void number_items(Layout& layout, Instant now, Randomness& randomness) {
    for (Zone& zone : layout.zones) {
        for (PlaylistItem& item : zone.playlist.items) {
            if (item.id.empty()) {
                item.id = make_id<ItemId>(now, randomness);
            }
        }
    }
}

bool is_made_from(const ProgramRevision& revision, const SloganId& slogan) {
    return std::any_of(revision.origins.begin(), revision.origins.end(),
                       [&](const ItemOrigin& origin) { return origin.slogan == slogan; });
}

Status check_words(const ProgramRevision& revision, const ContentRepository& content) {
    const Result<Program> program = wire::read_program(revision.payload);
    if (!program) {
        return tl::unexpected<Error>(program.error());
    }
    for (const ItemOrigin& origin : revision.origins) {
        const Result<SloganRecord> slogan = content.slogan(origin.slogan);
        if (!slogan) {
            return tl::unexpected<Error>(slogan.error());
        }
        for (const Zone& zone : program->layout.zones) {
            for (const PlaylistItem& item : zone.playlist.items) {
                if (item.id == origin.item && item.content != Content(slogan->slogan)) {
                    return fail(ErrorCode::conflict, "a slogan of the program changed meanwhile");
                }
            }
        }
    }
    return {};
}

void replace_slogan(Layout& layout, const std::vector<ItemOrigin>& origins,
                    const SloganRecord& slogan) {
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
