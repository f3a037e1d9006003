// How the device becomes a player: from an enrolment file to a certificate.
//
// Every step is kept before the next one begins, so a power cut costs nothing but time: the key is
// made once, the trust document is pinned once, and the same token with the same key is asked for
// again until the answer is on the disk. The manager therefore binds a token to the key that first
// used it and answers that key the same way every time.
#pragma once

#include <string>
#include <vector>

#include "common/random.hpp"
#include "player/ports/manager_link.hpp"
#include "player/sync/state_store.hpp"
#include "player/sync/trust_keeper.hpp"
#include "player/sync/trusted_clock.hpp"
#include "schemas/model/enrolment.hpp"
#include "schemas/model/error.hpp"

namespace marquee::player {

// What the device says of itself.
struct DeviceDescription {
    std::string name;
    Software software;
    std::vector<DisplayDescription> displays;
};

// What enrolment works on; all of it outlives the call.
struct EnrolmentParts {
    StateStore& store;
    TrustKeeper& trust;
    TrustedClock& clock;
    ManagerLink& link;
    Randomness& randomness;
    const Clock& monotonic;
};

// The device's key; made and kept the first time.
Result<PrivateKey> own_key(StateStore& store);

// The answer kept for this very file; nullopt: there is none yet.
std::optional<EnrolmentAnswer> kept_enrolment(StateStore& store, const EnrolmentFile& file);

// Does what is left to do, blocking on the network. Call it again after a failure. digest_wrong:
// the manager is not the one of the file; token_spent, expired: as the manager says;
// foreign_organisation, malformed: the answer does not fit the trust document, key or displays.
Result<EnrolmentAnswer> enrol(const EnrolmentParts& parts, const EnrolmentFile& file,
                              const DeviceDescription& device);

} // namespace marquee::player
