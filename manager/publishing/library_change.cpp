// A slogan or a playlist of the library changes, and every program that shows it with it.
#include "common/uuid.hpp"
#include "manager/access/audit.hpp"
#include "manager/publishing/composition.hpp"
#include "manager/publishing/library_font.hpp"
#include "manager/publishing/program_revision.hpp"
#include "manager/publishing/programs.hpp"
#include "schemas/rules/validate.hpp"
#include "schemas/wire/program.hpp"

namespace marquee::manager {

namespace {

AuditEntry entry_of(const PlaylistRecord& playlist, const AccountId& actor, std::string action) {
    return {.at = playlist.head.changed_at,
            .unit = playlist.head.unit,
            .actor = actor,
            .action = std::move(action),
            .subject = playlist.id.value,
            .detail = playlist.name};
}

} // namespace

Result<std::int64_t> Programs::change_slogan(const SloganRecord& slogan, const AccountId& actor) {
    const LibraryChange change{
        .uses = [&](const auto& revision) { return is_made_from(revision, slogan.id); },
        .apply =
            [&](Program& program, Pending& pending) {
                replace_slogan(program.layout, pending.rows.revision.origins, slogan);
                return Status{};
            },
        .store =
            [&](Change& stored) {
                return check_font(stored.view(), slogan.head.unit, slogan.slogan.style,
                                  "/style/font_asset")
                    .and_then([&] { return stored.content.change_slogan(slogan); });
            },
        .entry = {.at = slogan.head.changed_at,
                  .unit = slogan.head.unit,
                  .actor = actor,
                  .action = "slogan.change",
                  .subject = slogan.id.value,
                  .detail = slogan.name}};
    return database_
        .read([&](const View& view) { return view.content.programs_showing(slogan.id); })
        .and_then([&](const std::vector<ProgramRecord>& showing) {
            return change_library(change, showing, actor);
        });
}

Status Programs::number_and_check(PlaylistRecord& playlist) {
    const Instant now = playlist.head.changed_at;
    const Result<std::vector<PlaylistItem>> items = database_.read([&](const View& view) {
        return compose_items(playlist.items, {view, playlist.head.unit, now, randomness_});
    });
    if (!items) {
        return tl::unexpected<Error>(items.error());
    }
    for (std::size_t i = 0; i < playlist.items.size(); ++i) {
        playlist.items[i].id = (*items)[i].id;
    }
    return rules::as_status(rules::validate(Playlist{*items}));
}

Status Programs::add_playlist(PlaylistRecord& playlist, const AccountId& actor) {
    playlist.id = make_id<PlaylistId>(playlist.head.created_at, randomness_);
    return number_and_check(playlist).and_then([&] {
        return database_.write([&](Change& change) -> Status {
            return change.content.add_playlist(playlist).and_then(
                [&] { return record(change, entry_of(playlist, actor, "playlist.create")); });
        });
    });
}

Result<std::int64_t> Programs::change_playlist(PlaylistRecord& playlist, const AccountId& actor) {
    if (const Status checked = number_and_check(playlist); !checked) {
        return tl::unexpected<Error>(checked.error());
    }
    const LibraryChange change{
        .uses = [&](const auto& revision) { return plays_copy_of(revision, playlist.id); },
        .apply = [&](Program& program,
                     Pending& pending) { return copy_into(program, pending, playlist); },
        .store = [&](Change& stored) { return stored.content.change_playlist(playlist); },
        .entry = entry_of(playlist, actor, "playlist.change")};
    return database_
        .read([&](const View& view) { return view.content.programs_playing(playlist.id); })
        .and_then([&](const std::vector<ProgramRecord>& playing) {
            return change_library(change, playing, actor);
        });
}

// The playlist as it will be, in the zones that play it.
Status Programs::copy_into(Program& program, Pending& pending, const PlaylistRecord& playlist) {
    return database_
        .read([&](const View& view) {
            return copy_again(
                program.layout, pending.rows.revision.origins, playlist,
                {view, pending.rows.record.head.unit, playlist.head.changed_at, randomness_});
        })
        .and_then([&](const Composition& composition) {
            program.layout = composition.layout;
            pending.rows.revision.origins = composition.origins;
            return rules::as_status(rules::validate(program));
        });
}

Result<std::int64_t> Programs::change_library(const LibraryChange& library,
                                              const std::vector<ProgramRecord>& users,
                                              const AccountId& actor) {
    Result<std::vector<Pending>> revisions = revisions_with(library, users);
    if (!revisions) {
        return tl::unexpected<Error>(std::move(revisions.error()));
    }
    const Result<std::int64_t> version =
        database_.write([&](Change& change) -> Result<std::int64_t> {
            const Result<std::int64_t> changed = library.store(change);
            if (!changed) {
                return changed;
            }
            if (const Status noted = record(change, library.entry); !noted) {
                return tl::unexpected<Error>(noted.error());
            }
            for (Pending& pending : *revisions) {
                if (const Status stored = store(change, pending, actor); !stored) {
                    return tl::unexpected<Error>(stored.error());
                }
            }
            return changed;
        });
    if (version) {
        for (const Pending& pending : *revisions) {
            announce(pending.rows.revision);
        }
    }
    return version;
}

// A draft in the works must not stand between what is on air and its change.
Status Programs::may_follow(const ProgramAndRevision& present, const LibraryChange& library) {
    if (frozen(present.revision.state)) {
        return {};
    }
    const Result<ProgramRevision> on_air = database_.read(
        [&](const View& view) { return view.content.approved_revision(present.record.id); });
    if (!on_air || !library.uses(*on_air)) {
        return {};
    }
    return fail(ErrorCode::wrong_state,
                "the program '" + present.record.name
                    + "' is on air with this and has a draft: submit the draft first",
                {}, {{"draft", present.record.name}});
}

Result<std::vector<Programs::Pending>>
Programs::revisions_with(const LibraryChange& library, const std::vector<ProgramRecord>& users) {
    std::vector<Pending> revisions;
    for (const ProgramRecord& user : users) {
        const Result<ProgramAndRevision> present = find(user.id);
        if (!present) {
            return tl::unexpected<Error>(present.error());
        }
        if (present->revision.state == ProgramState::withdrawn) {
            continue;
        }
        if (const Status ready = may_follow(*present, library); !ready) {
            return tl::unexpected<Error>(ready.error());
        }
        Pending pending = successor(*present);
        Result<Program> program = wire::read_program(present->revision.payload);
        if (!program) {
            return tl::unexpected<Error>(program.error());
        }
        program->revision = pending.rows.revision.revision;
        const Status follows =
            library.apply(*program, pending)
                .and_then([&] { return set_payload(pending.rows.revision, *program); })
                .and_then([&] {
                    return frozen(present->revision.state) ? freeze(pending.rows.revision)
                                                           : Status{};
                });
        if (!follows) {
            return tl::unexpected<Error>(follows.error());
        }
        revisions.push_back(std::move(pending));
    }
    return revisions;
}

} // namespace marquee::manager
