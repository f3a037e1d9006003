// Keeps the manifest every display shall hold equal to what staff decided.
//
// Desired state, not events: whatever changed, the affected displays are looked at again and get a
// new number only when what they shall do differs. A crash between a change and its publishing is
// made up for at the next start, when all displays are looked at.
//
// One snapshot is read for all of them; displays that shall do the same are decided about together
// (manifest_classes.hpp), and what is issued is stored some hundred displays at a time.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "common/clock.hpp"
#include "common/zoneinfo.hpp"
#include "manager/ports/blob_store.hpp"
#include "manager/ports/database.hpp"
#include "manager/publishing/affected.hpp"
#include "manager/trust/trust_authority.hpp"
#include "schemas/model/ids.hpp"
#include "schemas/model/time.hpp"

namespace marquee::manager {

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
    class Pass; // one publish()

    Database& database_;
    BlobStore& blobs_;
    const TrustAuthority& trust_;
    const Zoneinfo& zones_;
    const Clock& clock_;
};

} // namespace marquee::manager
