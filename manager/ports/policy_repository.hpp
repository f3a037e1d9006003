// What holds for everything in a unit, or for one display, beside its schedules: how many approvals
// a program needs, what is shown when nothing is scheduled, when screens are off.
//
// Obtained from a Database (database.hpp) for the length of one read or write; const members read.
// What a member that is absent inherits is decided by manager/publishing/policies.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "manager/ports/row.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/manifest.hpp"

namespace marquee::manager {

struct Policy {
    std::string subject;                            // id of the unit or display it is for
    RowHead head;                                   // version 0: nobody has set anything yet
    std::optional<std::int64_t> approvals_required; // of units only
    std::optional<std::vector<ProgramId>> filler;   // in turn; empty: none, whatever is above
    std::optional<std::vector<Times>> off_hours;    // the same
    std::optional<LevelRules> brightness = {};
    std::optional<LevelRules> volume = {}; // with its quiet hours

    friend bool operator==(const Policy&, const Policy&) = default;
};

// Displays and units whose policy names a program as filler.
struct PolicySubjects {
    std::vector<UnitId> units;
    std::vector<DisplayId> displays;
};

class PolicyRepository {
public:
    virtual ~PolicyRepository() = default;

    // Empty and of version 0 when nobody has set anything.
    virtual Result<Policy> policy(const std::string& subject) const = 0;
    // Adds or replaces it when head.version is the stored version; the new version. conflict;
    // invalid_reference for a program that does not exist.
    virtual Result<std::int64_t> put_policy(const Policy& row) = 0;
    // Everybody who has one, in any order.
    virtual Result<std::vector<std::string>> subjects() const = 0;
    virtual Result<PolicySubjects> naming(const ProgramId& program) const = 0;
};

} // namespace marquee::manager
