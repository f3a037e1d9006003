// Keeps the manifest every display shall hold equal to what staff decided.
//
// Desired state, not events: whatever changed, the affected displays are looked at again and get a
// new number only when what they shall do differs. A crash between a change and its publishing is
// made up for at the next start, when all displays are looked at.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "common/clock.hpp"
#include "common/zoneinfo.hpp"
#include "manager/ports/blob_store.hpp"
#include "manager/ports/database.hpp"
#include "manager/trust/trust_authority.hpp"
#include "schemas/model/ids.hpp"
#include "schemas/model/time.hpp"

namespace marquee::manager {

// Which displays a change may have touched.
struct Affected {
    bool everything = false;
    std::vector<UnitId> units; // and all below
    std::vector<DisplayId> displays;
    std::vector<GroupId> groups; // their displays

    void add(const ScheduleTargets& targets);
    void add(const Affected& other);

    friend bool operator==(const Affected&, const Affected&) = default;
};

// What one pass did.
struct Published {
    struct Failure {
        DisplayId display;
        Error error;
    };

    std::size_t looked_at = 0;
    std::vector<ManifestHead> issued; // without unit paths
    std::set<PlayerId> concerned;     // whose displays were issued to, or were named
    std::vector<Failure> failed;      // to be looked at again; they hold what they held
};

// One thread at a time; blocks on the database and the disk.
class Publisher {
public:
    Publisher(Database& database, BlobStore& blobs, const TrustAuthority& trust,
              const Zoneinfo& zones, const Clock& clock);

    // One display that fails costs the others nothing. An error: nothing could be looked at.
    Result<Published> publish(const Affected& affected);

private:
    Result<std::vector<DisplayId>> displays_of(const Affected& affected);
    Result<std::optional<PlayerId>> publish_one(const DisplayId& display, Published& published);

    Database& database_;
    BlobStore& blobs_;
    const TrustAuthority& trust_;
    const Zoneinfo& zones_;
    const Clock& clock_;
};

} // namespace marquee::manager
