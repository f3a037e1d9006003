// What submitting, approving and withdrawing have in common.
#pragma once

#include "manager/ports/blob_store.hpp"
#include "manager/ports/database.hpp"
#include "manager/publishing/publisher.hpp"
#include "manager/trust/trust_authority.hpp"

namespace marquee::manager {

// Makes a submitted revision an approved one: its envelope is stored before the row that names it.
Status seal_revision(ProgramRevision& revision, const TrustAuthority& trust, BlobStore& blobs);

// The displays that a program on air reaches: by schedules, and as somebody's filler.
Result<Affected> reached_by(const View& view, const ProgramId& program);

// How many different people have approved the revision since it was last submitted.
std::vector<AccountId> approvers_of(const std::vector<ProgramEvent>& events, std::int32_t revision);

// True when the account wrote, changed or submitted the revision.
bool is_author(const std::vector<ProgramEvent>& events, std::int32_t revision,
               const AccountId& account);

} // namespace marquee::manager
