#include "manager/publishing/reviews.hpp"

#include <algorithm>

#include "manager/access/audit.hpp"
#include "manager/publishing/approval.hpp"
#include "manager/publishing/policies.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager {

// A program under review, and what was done to it so far.
struct Reviews::Judged {
    ProgramAndRevision rows;               // with the latest revision
    std::vector<ProgramRevision> approved; // revisions, the latest among them when it is
    std::vector<ProgramRevision> changed;  // as they shall be stored
    std::int64_t required = 0;
};

namespace {

tl::unexpected<Error> wrong_state(ProgramState state, std::string_view needed) {
    return fail(ErrorCode::wrong_state, "the verb does not fit the program's state", {},
                {{"state", std::string(to_slug(state))}, {"needed", std::string(needed)}});
}

Result<std::vector<ProgramRevision>> approved_revisions(const View& view, const ProgramId& id) {
    return view.reviews.approved_revisions(id).and_then(
        [&](const std::vector<std::int32_t>& numbers) -> Result<std::vector<ProgramRevision>> {
            std::vector<ProgramRevision> rows;
            for (const std::int32_t number : numbers) {
                Result<ProgramRevision> row = view.content.revision(id, number);
                if (!row) {
                    return tl::unexpected<Error>(std::move(row.error()));
                }
                rows.push_back(*std::move(row));
            }
            return rows;
        });
}

} // namespace

Result<Reviews::Judged> Reviews::look_up(const ReviewCall& call) {
    return database_.read([&](const View& view) -> Result<Judged> {
        Result<ProgramAndRevision> rows = read_program(view, call.program);
        if (!rows) {
            return tl::unexpected<Error>(std::move(rows.error()));
        }
        const Result<std::int64_t> required =
            view.fleet.unit_path(rows->record.head.unit).and_then([&](const auto& path) {
                return approvals_required(view, path);
            });
        Result<std::vector<ProgramRevision>> approved = approved_revisions(view, call.program);
        if (!required || !approved) {
            return tl::unexpected<Error>(required ? approved.error() : required.error());
        }
        Judged judged{*std::move(rows), *std::move(approved), {}, *required};
        judged.rows.record.head.version = call.version;
        judged.rows.record.head.changed_at = clock_.wall();
        return judged;
    });
}

Result<ProgramAndRevision> Reviews::approve(const ReviewCall& call) {
    Result<Judged> judged = look_up(call);
    if (!judged) {
        return tl::unexpected<Error>(std::move(judged.error()));
    }
    ProgramRevision revision = judged->rows.revision;
    if (revision.state != ProgramState::submitted) {
        return wrong_state(revision.state, to_slug(ProgramState::submitted));
    }
    if (trust_.document().thresholds.approve > 0) {
        return fail(ErrorCode::signature_missing, "approvers sign with keys of their own");
    }
    const std::vector<ProgramEvent>& events = judged->rows.events;
    if (is_author(events, revision.revision, call.actor)) {
        return fail(ErrorCode::own_work, "whoever wrote a revision does not approve it");
    }
    const std::vector<AccountId> approvers = approvers_of(events, revision.revision);
    if (std::find(approvers.begin(), approvers.end(), call.actor) != approvers.end()) {
        return fail(ErrorCode::already_exists, "the account has approved this revision already");
    }
    if (static_cast<std::int64_t>(approvers.size()) + 1 >= judged->required) {
        if (Status sealed = seal_revision(revision, trust_, blobs_); !sealed) {
            return tl::unexpected<Error>(sealed.error());
        }
    }
    judged->changed.push_back(revision);
    return store(*judged, call, ReviewVerb::approve);
}

Result<ProgramAndRevision> Reviews::send_back(const ReviewCall& call) {
    if (call.reason.empty()) {
        return fail(ErrorCode::missing_member, "who returns a program says why", "/reason");
    }
    Result<Judged> judged = look_up(call);
    if (!judged) {
        return tl::unexpected<Error>(std::move(judged.error()));
    }
    ProgramRevision revision = judged->rows.revision;
    if (revision.state != ProgramState::submitted) {
        return wrong_state(revision.state, to_slug(ProgramState::submitted));
    }
    revision.state = ProgramState::returned;
    judged->changed.push_back(revision);
    return store(*judged, call, ReviewVerb::return_);
}

Result<ProgramAndRevision> Reviews::withdraw(const ReviewCall& call) {
    Result<Judged> judged = look_up(call);
    if (!judged) {
        return tl::unexpected<Error>(std::move(judged.error()));
    }
    judged->changed = judged->approved;
    if (judged->changed.empty() && judged->rows.revision.state == ProgramState::submitted) {
        judged->changed.push_back(judged->rows.revision);
    }
    if (judged->changed.empty()) {
        return wrong_state(judged->rows.revision.state, to_slug(ProgramState::approved));
    }
    for (ProgramRevision& revision : judged->changed) {
        revision.state = ProgramState::withdrawn;
    }
    return store(*judged, call, ReviewVerb::withdraw);
}

Result<ProgramAndRevision> Reviews::store(Judged& judged, const ReviewCall& call, ReviewVerb verb) {
    ProgramRecord& record_ = judged.rows.record;
    const Instant now = record_.head.changed_at;
    const std::int32_t revision = judged.changed.back().revision;
    const Result<ProgramAndRevision> stored =
        database_.write([&](Change& change) -> Result<ProgramAndRevision> {
            // The version stands for everything that was looked at, the approvals among it.
            Status status = change.content.change_program(record_).map([](std::int64_t) {});
            for (ProgramRevision& row : judged.changed) {
                row.head.changed_at = now;
                status = status.and_then(
                    [&] { return change.content.change_revision(row).map([](std::int64_t) {}); });
            }
            return status
                .and_then([&] {
                    return change.reviews.add_event({.program = record_.id,
                                                     .revision = revision,
                                                     .at = now,
                                                     .account = call.actor,
                                                     .verb = verb,
                                                     .reason = call.reason});
                })
                .and_then([&] {
                    const std::string detail = record_.name + " r" + std::to_string(revision)
                                               + (call.reason.empty() ? "" : ": " + call.reason);
                    return record(change, {.at = now,
                                           .unit = record_.head.unit,
                                           .actor = call.actor,
                                           .action = "program." + std::string(to_slug(verb)),
                                           .subject = record_.id.value,
                                           .detail = detail.substr(0, limits::note_bytes_max)});
                })
                .and_then([&] { return read_program(change.view(), record_.id); });
        });
    const bool on_air_changed =
        std::any_of(judged.changed.begin(), judged.changed.end(), [](const auto& row) {
            return row.state == ProgramState::approved || row.state == ProgramState::withdrawn;
        });
    if (stored && on_air_changed) {
        announce(call.program);
    }
    return stored;
}

void Reviews::announce(const ProgramId& program) {
    const Result<Affected> affected =
        database_.read([&](const View& view) { return reached_by(view, program); });
    // Rather too many than one too few.
    publishing_.request(affected ? *affected : Affected{.everything = true});
}

} // namespace marquee::manager
