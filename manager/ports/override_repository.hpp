// Orders to go black or to show a notice, with the signed documents that players are told.
//
// Obtained from a Database (database.hpp) for the length of one read or write; const members read.
// add_ and change_ fail as described in content_repository.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "manager/ports/row.hpp"
#include "schemas/model/error.hpp"

namespace marquee::manager {

// Whom an override addresses: displays by name, and every display of these units and below.
struct OverrideTargets {
    std::vector<UnitId> units;
    std::vector<DisplayId> displays;

    friend bool operator==(const OverrideTargets&, const OverrideTargets&) = default;
};

struct OverrideRecord {
    OverrideId id;
    RowHead head;                      // head.unit: of the first target
    std::optional<std::string> notice; // its text; none: black
    OverrideTargets targets;
    std::int64_t serial = 0; // of the document below; unique in the organisation
    Instant issued_at{};     // of the first document
    Instant not_after{};
    std::optional<Instant> lifted_at;
    std::string envelope; // the newest document as it travels: JSON

    friend bool operator==(const OverrideRecord&, const OverrideRecord&) = default;
};

class OverrideRepository {
public:
    virtual ~OverrideRepository() = default;

    virtual Status add_override(const OverrideRecord& row) = 0;
    // Serial, end, lift and envelope; targets and text stay.
    virtual Result<std::int64_t> change_override(const OverrideRecord& row) = 0;
    virtual Result<OverrideRecord> screen_override(const OverrideId& id) const = 0;
    virtual Result<PageOf<OverrideRecord>> overrides(const Scope& scope,
                                                     const Page& page) const = 0;

    // The highest serial ever given; 0 when none was.
    virtual Result<std::int64_t> last_serial() const = 0;

    // What has not run out at `now`, lifted or not, and addresses one of the displays or units:
    // black before notices, then the newest first, at most `rows_max`.
    virtual Result<std::vector<OverrideRecord>> reaching(const OverrideTargets& places, Instant now,
                                                         std::size_t rows_max) const = 0;
};

} // namespace marquee::manager
