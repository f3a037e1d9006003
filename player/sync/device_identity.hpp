// As whom the player speaks to its manager, and how it comes by its next key and certificate.
//
// The next pair is made beside the present one and takes its place only when the manager accepted
// it, so a power cut at any step leaves a pair that the manager knows:
//   1. a new key is kept            next-identity.pem, key only
//   2. the manager's answer is kept next-identity.pem, key and certificate in one file
//   3. a contact is made with it    the manager takes the present certificate no longer
//   4. it becomes the present one   device.key, then enrolment.json, then the file is removed
// Between 3 and 4 the next start goes on from 3; inside 4 it is finished at the next start.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "player/ports/manager_link.hpp"
#include "player/sync/state_store.hpp"
#include "schemas/model/enrolment.hpp"

namespace marquee::player {

// Owned by the sync thread.
class DeviceIdentity {
public:
    // Takes up what the disk holds. `enrolment` holds the present certificate, is kept up to date
    // and outlives this; so does `store`.
    DeviceIdentity(StateStore& store, PrivateKey key, EnrolmentAnswer& enrolment);

    // The next pair where the manager gave one, else the present.
    std::string certificate_pem() const;
    std::string private_key_pem() const;

    // In its last third, or past its end, at `floor` (at least this late it is).
    bool due(Instant floor) const;

    // Gets a next certificate; blocks on the network. The link must believe a manager by its
    // authorities and carry no certificate. Errors of ManagerLink::renew; malformed: the answer is
    // not for this player and its new key.
    Status renew(ManagerLink& link);

    // The manager took the pair that speaks. A next pair becomes the present one; a next pair that
    // was refused while the present one is taken is forgotten. Fails when that cannot be kept;
    // nothing is lost by it.
    Status accepted();

    // The manager proved itself and said that it does not know the pair that speaks
    // (not_signed_in). True when the present pair is worth a try after the next one.
    bool refused();

private:
    bool next_complete() const { return next_ && !next_->certificate_pem.empty(); }
    bool speaks_as_next() const { return next_complete() && !next_refused_; }
    Status promote();
    Status forget_next();
    Status make_next_key();
    Result<std::string> request() const;

    StateStore& store_;
    PrivateKey key_;
    EnrolmentAnswer& enrolment_;
    std::optional<NextIdentity> next_;
    bool next_refused_ = false;
};

} // namespace marquee::player
