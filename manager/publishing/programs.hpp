// The life of a program: written, submitted, approved; every change after that is a new revision.
//
// A revision's payload is the program/1.0 document itself, so what is reviewed, signed and shown
// are the same bytes. Where the trust document asks for no approvals, submitting approves.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/clock.hpp"
#include "common/random.hpp"
#include "manager/ports/blob_store.hpp"
#include "manager/ports/database.hpp"
#include "manager/publishing/publishing_thread.hpp"
#include "manager/trust/trust_authority.hpp"
#include "schemas/model/layout_draft.hpp"

namespace marquee::manager {

// What staff wrote. Items without an id get one; items that name a slogan (by its id) get its
// present words and its name.
struct ProgramDraft {
    UnitId unit; // never changes
    std::string name;
    LayoutDraft layout;
    std::vector<DisplayId> displays_allowed;
};

// A program with its latest revision. record.head.version is the version of both together.
struct ProgramAndRevision {
    ProgramRecord record;
    ProgramRevision revision;
};

// Any thread; blocks on the database and the disk. Every change leaves its audit row.
class Programs {
public:
    Programs(Database& database, BlobStore& blobs, const TrustAuthority& trust,
             PublishingRequests& publishing, const Clock& clock, Randomness& randomness);

    // A first revision, as a draft. Errors of rules/validate; invalid_reference for a slogan or
    // unit that does not exist.
    Result<ProgramAndRevision> create(const ProgramDraft& draft, const AccountId& actor);

    // Replaces a draft (or returned) revision; a frozen one gets a successor. conflict unless
    // `version` is the program's.
    Result<ProgramAndRevision> revise(const ProgramId& id, std::int64_t version,
                                      const ProgramDraft& draft, const AccountId& actor);

    // draft or returned becomes submitted, or approved at once. wrong_state otherwise.
    Result<ProgramAndRevision> submit(const ProgramId& id, std::int64_t version,
                                      const AccountId& actor);

    Result<ProgramAndRevision> find(const ProgramId& id);

    // Changes a slogan of the library and, with it, every program that shows it: each gets a
    // revision with the new words; where the latest was approved, the new one is submitted at once.
    // All or nothing. wrong_state when a program is on air with the slogan while a draft of it
    // waits to be submitted. Returns the slogan's new version.
    Result<std::int64_t> change_slogan(const SloganRecord& slogan, const AccountId& actor);

private:
    // Rows about to be stored together.
    struct Pending {
        ProgramAndRevision rows;
        bool new_program = false;
        bool new_revision = false;
        std::string action;
    };
    struct Identity {
        ProgramId id;
        std::int32_t revision = 1;
    };

    Result<Program> compose(const ProgramDraft& draft, const Identity& identity,
                            std::vector<ItemOrigin>& origins);
    Pending successor(const ProgramAndRevision& present) const;
    Status freeze(ProgramRevision& revision);
    Status store(Change& change, Pending& pending, const AccountId& actor);
    Result<ProgramAndRevision> commit(Pending pending, const AccountId& actor);
    Status may_follow(const ProgramAndRevision& present, const SloganId& slogan);
    Result<std::vector<Pending>> revisions_with(const SloganRecord& slogan);
    void announce(const ProgramRevision& revision);

    Database& database_;
    BlobStore& blobs_;
    const TrustAuthority& trust_;
    PublishingRequests& publishing_;
    const Clock& clock_;
    Randomness& randomness_;
};

} // namespace marquee::manager
