// A slogan of the library changes, and every program that shows it with it.
#include "manager/access/audit.hpp"
#include "manager/publishing/program_revision.hpp"
#include "manager/publishing/programs.hpp"
#include "schemas/wire/program.hpp"

namespace marquee::manager {

Result<std::int64_t> Programs::change_slogan(const SloganRecord& slogan, const AccountId& actor) {
    Result<std::vector<Pending>> revisions = revisions_with(slogan);
    if (!revisions) {
        return tl::unexpected<Error>(std::move(revisions.error()));
    }
    const Result<std::int64_t> version =
        database_.write([&](Change& change) -> Result<std::int64_t> {
            const Result<std::int64_t> changed = change.content.change_slogan(slogan);
            if (!changed) {
                return changed;
            }
            const Status noted = record(change, {.at = slogan.head.changed_at,
                                                 .unit = slogan.head.unit,
                                                 .actor = actor,
                                                 .action = "slogan.change",
                                                 .subject = slogan.id.value,
                                                 .detail = slogan.name});
            if (!noted) {
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

// A draft in the works must not stand between a slogan on air and its new words.
Status Programs::may_follow(const ProgramAndRevision& present, const SloganId& slogan) {
    if (frozen(present.revision.state)) {
        return {};
    }
    const Result<ProgramRevision> on_air = database_.read(
        [&](const View& view) { return view.content.approved_revision(present.record.id); });
    if (!on_air || !is_made_from(*on_air, slogan)) {
        return {};
    }
    return fail(ErrorCode::wrong_state,
                "the program '" + present.record.name
                    + "' is on air with this slogan and has a draft: submit the draft first",
                {}, {{"state", present.record.name}, {"needed", "approved"}});
}

Result<std::vector<Programs::Pending>> Programs::revisions_with(const SloganRecord& slogan) {
    const Result<std::vector<ProgramRecord>> showing =
        database_.read([&](const View& view) { return view.content.programs_showing(slogan.id); });
    if (!showing) {
        return tl::unexpected<Error>(showing.error());
    }
    std::vector<Pending> revisions;
    for (const ProgramRecord& record : *showing) {
        const Result<ProgramAndRevision> present = find(record.id);
        if (!present) {
            return tl::unexpected<Error>(present.error());
        }
        if (present->revision.state == ProgramState::withdrawn) {
            continue;
        }
        if (const Status ready = may_follow(*present, slogan.id); !ready) {
            return tl::unexpected<Error>(ready.error());
        }
        Pending pending = successor(*present);
        Result<Program> program = wire::read_program(present->revision.payload);
        if (!program) {
            return tl::unexpected<Error>(program.error());
        }
        program->revision = pending.rows.revision.revision;
        replace_slogan(program->layout, present->revision.origins, slogan);
        const Status follows = set_payload(pending.rows.revision, *program).and_then([&] {
            return frozen(present->revision.state) ? freeze(pending.rows.revision) : Status{};
        });
        if (!follows) {
            return tl::unexpected<Error>(follows.error());
        }
        revisions.push_back(std::move(pending));
    }
    return revisions;
}

} // namespace marquee::manager
