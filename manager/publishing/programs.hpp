// The life of a program: written, submitted, approved; every change after that is a new revision.
//
// A revision's payload is the program/1.0 document itself, so what is reviewed, signed and shown
// are the same bytes. Where neither the trust document nor a policy asks for approvals, submitting
// approves; otherwise reviews.hpp goes on.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "common/clock.hpp"
#include "common/random.hpp"
#include "manager/access/audit.hpp"
#include "manager/ports/blob_store.hpp"
#include "manager/ports/database.hpp"
#include "manager/publishing/composition.hpp"
#include "manager/publishing/publishing_thread.hpp"
#include "manager/trust/trust_authority.hpp"

namespace marquee::manager {

// What staff wrote; see composition.hpp for what becomes of it.
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
    std::vector<ProgramEvent> events;       // the newest limits::page_rows_max, oldest first
    std::map<AccountId, std::string> names; // of whom the events speak of
};

// The name of an account that the program's events speak of; empty when it is not known.
std::string name_of(const ProgramAndRevision& program, const AccountId& account);

Result<ProgramAndRevision> read_program(const View& view, const ProgramId& id);

// Any thread; blocks on the database and the disk. Every change leaves its audit row.
class Programs {
public:
    Programs(Database& database, BlobStore& blobs, const TrustAuthority& trust,
             PublishingRequests& publishing, const Clock& clock, Randomness& randomness);

    // A first revision, as a draft. Errors of rules/validate and of compose(); invalid_reference
    // for a unit that does not exist.
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
    // waits to be submitted; check_font(). Returns the slogan's new version.
    Result<std::int64_t> change_slogan(const SloganRecord& slogan, const AccountId& actor);

    // A playlist for the library. It and its items get their ids. Errors of compose_items() and
    // rules/validate.
    Status add_playlist(PlaylistRecord& playlist, const AccountId& actor);

    // Changes a playlist and every program that plays it, as change_slogan does. New items get ids.
    Result<std::int64_t> change_playlist(PlaylistRecord& playlist, const AccountId& actor);

private:
    // Rows about to be stored together, and the playlists that were copied into them just now.
    struct Pending {
        ProgramAndRevision rows;
        std::vector<CopiedPlaylist> copied;
        bool new_program = false;
        bool new_revision = false;
        std::string action;
    };
    // A change of something that programs have copies of.
    struct LibraryChange {
        std::function<bool(const ProgramRevision&)> uses;
        std::function<Status(Program&, Pending&)> apply;    // to the latest revision of a user
        std::function<Result<std::int64_t>(Change&)> store; // the row itself
        AuditEntry entry;
    };

    // Puts what staff wrote into the pending revision.
    Status compose(const ProgramDraft& draft, Pending& pending);
    Pending successor(const ProgramAndRevision& present) const;
    Status freeze(ProgramRevision& revision);
    Status store(Change& change, Pending& pending, const AccountId& actor);
    Status note(Change& change, const Pending& pending, const AccountId& actor);
    Result<ProgramAndRevision> commit(Pending pending, const AccountId& actor);
    Status number_and_check(PlaylistRecord& playlist);
    Status copy_into(Program& program, Pending& pending, const PlaylistRecord& playlist);
    Result<std::int64_t> change_library(const LibraryChange& library,
                                        const std::vector<ProgramRecord>& users,
                                        const AccountId& actor);
    Status may_follow(const ProgramAndRevision& present, const LibraryChange& library);
    Result<std::vector<Pending>> revisions_with(const LibraryChange& library,
                                                const std::vector<ProgramRecord>& users);
    void announce(const ProgramRevision& revision);

    Database& database_;
    BlobStore& blobs_;
    const TrustAuthority& trust_;
    PublishingRequests& publishing_;
    const Clock& clock_;
    Randomness& randomness_;
};

} // namespace marquee::manager
