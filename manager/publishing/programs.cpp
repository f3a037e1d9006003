#include "manager/publishing/programs.hpp"

#include "common/sha256.hpp"
#include "common/uuid.hpp"
#include "manager/access/audit.hpp"
#include "manager/publishing/approval.hpp"
#include "manager/publishing/policies.hpp"
#include "manager/publishing/program_revision.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/rules/validate.hpp"

namespace marquee::manager {

namespace {

// An approval holds from a day before it was given, because clocks differ, for three years.
constexpr std::chrono::days approval_lead{1};
constexpr std::chrono::days approval_validity{3 * 365};

// conflict when a playlist is not any more what was copied before the write began.
Status check_copies(const std::vector<CopiedPlaylist>& copied, const ContentRepository& content) {
    for (const CopiedPlaylist& copy : copied) {
        const Result<PlaylistRecord> playlist = content.playlist(copy.id);
        if (!playlist || playlist->head.version != copy.version) {
            return fail(ErrorCode::conflict, "a playlist of the program changed meanwhile");
        }
    }
    return {};
}

} // namespace

Programs::Programs(Database& database, BlobStore& blobs, const TrustAuthority& trust,
                   PublishingRequests& publishing, const Clock& clock, Randomness& randomness)
    : database_(database),
      blobs_(blobs),
      trust_(trust),
      publishing_(publishing),
      clock_(clock),
      randomness_(randomness) {}

Result<ProgramAndRevision> read_program(const View& view, const ProgramId& id) {
    const Result<ProgramRecord> record = view.content.program(id);
    const Result<ProgramRevision> revision = view.content.latest_revision(id);
    const auto events = view.reviews.events_of(id, limits::page_rows_max);
    if (!record || !revision || !events) {
        return tl::unexpected<Error>(!record     ? record.error()
                                     : !revision ? revision.error()
                                                 : events.error());
    }
    ProgramAndRevision program{*record, *revision, *events, {}};
    for (const ProgramEvent& event : *events) {
        if (!program.names.contains(event.account)) {
            const Result<Account> account = view.access.account(event.account);
            program.names[event.account] = account ? account->name : std::string();
        }
    }
    return program;
}

std::string name_of(const ProgramAndRevision& program, const AccountId& account) {
    const auto found = program.names.find(account);
    return found == program.names.end() ? std::string() : found->second;
}

Result<ProgramAndRevision> Programs::find(const ProgramId& id) {
    return database_.read([&](const View& view) { return read_program(view, id); });
}

Result<ProgramAndRevision> Programs::create(const ProgramDraft& draft, const AccountId& actor) {
    const Instant now = clock_.wall();
    const ProgramId id = make_id<ProgramId>(now, randomness_);
    Pending pending{.new_program = true, .new_revision = true, .action = "program.create"};
    const RowHead head{.unit = draft.unit, .created_at = now, .changed_at = now};
    pending.rows.record = {.id = id, .head = head, .name = draft.name};
    pending.rows.revision.program = id;
    pending.rows.revision.head = head;
    return compose(draft, pending).and_then([&] { return commit(std::move(pending), actor); });
}

Result<ProgramAndRevision> Programs::revise(const ProgramId& id, std::int64_t version,
                                            const ProgramDraft& draft, const AccountId& actor) {
    const Result<ProgramAndRevision> present = find(id);
    if (!present) {
        return present;
    }
    Pending pending = successor(*present);
    if (draft.unit != present->record.head.unit) {
        return fail(ErrorCode::wrong_state, "a program stays in its unit", "/unit_id");
    }
    pending.rows.record.name = draft.name;
    pending.rows.record.head.version = version;
    return compose(draft, pending).and_then([&] { return commit(std::move(pending), actor); });
}

Result<ProgramAndRevision> Programs::submit(const ProgramId& id, std::int64_t version,
                                            const AccountId& actor) {
    Result<ProgramAndRevision> present = find(id);
    if (!present) {
        return present;
    }
    if (frozen(present->revision.state)) {
        return fail(ErrorCode::wrong_state, "only a draft or a returned program is submitted", {},
                    {{"state", std::string(to_slug(present->revision.state))},
                     {"needed", std::string(to_slug(ProgramState::draft))}});
    }
    Pending pending{.rows = *std::move(present), .action = "program.submit"};
    pending.rows.record.head.version = version;
    pending.rows.record.head.changed_at = clock_.wall();
    if (const Status status = freeze(pending.rows.revision); !status) {
        return tl::unexpected<Error>(status.error());
    }
    return commit(std::move(pending), actor);
}

Status Programs::compose(const ProgramDraft& draft, Pending& pending) {
    const Instant now = clock_.wall();
    Result<Composition> composition = database_.read([&](const View& view) {
        return manager::compose(draft.layout, {view, draft.unit, now, randomness_});
    });
    if (!composition) {
        return tl::unexpected<Error>(std::move(composition.error()));
    }
    ProgramRevision& revision = pending.rows.revision;
    const Program program{.organisation = trust_.organisation(),
                          .id = revision.program,
                          .revision = revision.revision,
                          .name = draft.name,
                          .unit = draft.unit,
                          .layout = std::move(composition->layout),
                          .displays_allowed = draft.displays_allowed,
                          .not_before = now - approval_lead,
                          .not_after = now + approval_validity};
    revision.origins = std::move(composition->origins);
    pending.copied = std::move(composition->copied);
    return rules::as_status(rules::validate(program)).and_then([&] {
        return set_payload(revision, program);
    });
}

Programs::Pending Programs::successor(const ProgramAndRevision& present) const {
    const Instant now = clock_.wall();
    Pending pending{.rows = present, .action = "program.change"};
    pending.rows.record.head.changed_at = now;
    pending.rows.revision = successor_of(present.revision, now);
    pending.new_revision = pending.rows.revision.revision != present.revision.revision;
    return pending;
}

// Submits a revision and, where nobody's approval is asked for, approves it.
Status Programs::freeze(ProgramRevision& revision) {
    revision.state = ProgramState::submitted;
    revision.payload_sha256 = sha256(revision.payload);
    const Result<std::int64_t> required = database_.read([&](const View& view) {
        return view.fleet.unit_path(revision.head.unit).and_then([&](const auto& path) {
            return approvals_required(view, path);
        });
    });
    if (!required) {
        return tl::unexpected<Error>(required.error());
    }
    if (*required > 0 || trust_.document().thresholds.approve > 0) {
        return {};
    }
    return seal_revision(revision, trust_, blobs_);
}

// What a reviewer will want to know about the revision just stored.
Status Programs::note(Change& change, const Pending& pending, const AccountId& actor) {
    const ProgramRevision& revision = pending.rows.revision;
    ProgramEvent event{.program = revision.program,
                       .revision = revision.revision,
                       .at = pending.rows.record.head.changed_at,
                       .account = actor};
    const bool submitted = frozen(revision.state);
    Status status;
    if (pending.action != "program.submit") {
        event.verb = pending.new_program ? ReviewVerb::create : ReviewVerb::change;
        status = change.reviews.add_event(event);
    }
    event.verb = ReviewVerb::submit;
    return submitted ? status.and_then([&] { return change.reviews.add_event(event); }) : status;
}

Status Programs::store(Change& change, Pending& pending, const AccountId& actor) {
    ProgramRecord& row = pending.rows.record;
    if (pending.new_program) {
        if (Status added = change.content.add_program(row); !added) {
            return added;
        }
    } else {
        const Result<std::int64_t> version = change.content.change_program(row);
        if (!version) {
            return tl::unexpected<Error>(version.error());
        }
        row.head.version = *version;
    }
    const ProgramRevision& revision = pending.rows.revision;
    const Status same = check_origins(revision, change.view()).and_then([&] {
        return check_copies(pending.copied, change.content);
    });
    if (!same) {
        return same;
    }
    const Status kept = pending.new_revision
                            ? change.content.add_revision(revision)
                            : change.content.change_revision(revision).map([](std::int64_t) {});
    return kept.and_then([&] { return note(change, pending, actor); }).and_then([&] {
        return record(change, {.at = row.head.changed_at,
                               .unit = row.head.unit,
                               .actor = actor,
                               .action = pending.action,
                               .subject = row.id.value,
                               .detail = row.name + " r" + std::to_string(revision.revision) + " "
                                         + std::string(to_slug(revision.state))});
    });
}

Result<ProgramAndRevision> Programs::commit(Pending pending, const AccountId& actor) {
    const Status stored =
        database_.write([&](Change& change) { return store(change, pending, actor); });
    if (!stored) {
        return tl::unexpected<Error>(stored.error());
    }
    announce(pending.rows.revision);
    return find(pending.rows.record.id);
}

// Tells publishing which displays may now show something else.
void Programs::announce(const ProgramRevision& revision) {
    if (revision.state != ProgramState::approved) {
        return;
    }
    const Result<Affected> affected =
        database_.read([&](const View& view) { return reached_by(view, revision.program); });
    // Rather too many than one too few.
    publishing_.request(affected ? *affected : Affected{.everything = true});
}

} // namespace marquee::manager
