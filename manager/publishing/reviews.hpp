// The verbs of reviewers: approve, return, withdraw. How many approvals a revision needs is the
// policy of its unit and of the units above; they come from different people, none of whom wrote,
// changed or submitted it.
#pragma once

#include <string>

#include "manager/publishing/programs.hpp"

namespace marquee::manager {

// A verb on the latest revision of a program, as its caller saw it.
struct ReviewCall {
    ProgramId program;
    std::int64_t version = 1; // of the program: what was looked at is what is judged
    AccountId actor;
    std::string reason; // at most limits::note_bytes_max
};

// Any thread; blocks on the database and the disk. Every change leaves its event and its audit row.
// wrong_state, conflict, not_found.
class Reviews {
public:
    Reviews(Database& database, BlobStore& blobs, const TrustAuthority& trust,
            PublishingRequests& publishing, const Clock& clock)
        : database_(database),
          blobs_(blobs),
          trust_(trust),
          publishing_(publishing),
          clock_(clock) {}

    // One approval more; the last that is needed puts the revision on air. own_work for its
    // authors; already_exists for a second approval by one person.
    Result<ProgramAndRevision> approve(const ReviewCall& call);

    // submitted becomes returned, which may be changed and submitted again. missing_member without
    // a reason.
    Result<ProgramAndRevision> send_back(const ReviewCall& call);

    // Off air: every approved revision becomes withdrawn, so that no earlier one comes back. A
    // program that was never approved: its submitted revision.
    Result<ProgramAndRevision> withdraw(const ReviewCall& call);

private:
    struct Judged;

    Result<Judged> look_up(const ReviewCall& call);
    Result<ProgramAndRevision> store(Judged& judged, const ReviewCall& call, ReviewVerb verb);
    void announce(const ProgramId& program);

    Database& database_;
    BlobStore& blobs_;
    const TrustAuthority& trust_;
    PublishingRequests& publishing_;
    const Clock& clock_;
};

} // namespace marquee::manager
