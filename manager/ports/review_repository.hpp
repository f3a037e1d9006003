// What happened to the revisions of programs, and which of them wait for a review.
//
// Obtained from a Database (database.hpp) for the length of one read or write; const members read.
// What the verbs mean is decided by manager/publishing/reviews.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "manager/ports/row.hpp"
#include "schemas/model/error.hpp"

namespace marquee::manager {

// return_: `return` is a word of C++.
enum class ReviewVerb { create, change, submit, approve, return_, withdraw };

// "return". Total.
std::string_view to_slug(ReviewVerb verb);

// Somebody did something to a revision.
struct ProgramEvent {
    ProgramId program;
    std::int64_t number = 0; // 1, 2, 3, … of the program; given by the repository
    std::int32_t revision = 1;
    Instant at{};
    AccountId account; // empty: the product itself
    ReviewVerb verb = ReviewVerb::change;
    std::string reason; // at most limits::note_bytes_max

    friend bool operator==(const ProgramEvent&, const ProgramEvent&) = default;
};

class ReviewRepository {
public:
    virtual ~ReviewRepository() = default;

    // `number` of the row is not looked at.
    virtual Status add_event(const ProgramEvent& row) = 0;
    // The newest `limit` of a program, oldest first.
    virtual Result<std::vector<ProgramEvent>> events_of(const ProgramId& program,
                                                        std::size_t limit) const = 0;
    // Programs whose latest revision is submitted, in order of id.
    virtual Result<PageOf<ProgramId>> waiting(const Scope& scope, const Page& page) const = 0;
    // Revisions of the program in state approved, the lowest first.
    virtual Result<std::vector<std::int32_t>>
    approved_revisions(const ProgramId& program) const = 0;
};

} // namespace marquee::manager
