// Enrolment by a code on the screen: a device nobody has told anything shows eight characters, an
// officer types them in, compares two fingerprints, and says in which unit it belongs.
//
// Nothing here is secret. The code only finds the device; what lets it in is its own key, which the
// confirmed ticket names, and that people compared the fingerprint of that key. Codes are kept in
// memory: after a restart of the manager every waiting device gets a new one.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "common/clock.hpp"
#include "common/random.hpp"
#include "manager/ports/database.hpp"
#include "manager/trust/trust_authority.hpp"
#include "schemas/model/enrolment.hpp"

namespace marquee::manager {

// What waits behind a code.
struct WaitingDevice {
    std::string code; // "7KQ2M9XR"
    Sha256 key;       // of the DER of the device's public key
    std::string name;
    std::string token;
    Software software;
    std::vector<DisplayDescription> displays;
    std::string address;
    Instant expires_at{};
    int wrong_fingerprints = 0;
    bool confirmed = false;
};

// What an officer decided.
struct CodeConfirmation {
    std::string code;
    std::string device_fingerprint; // as read from the screen
    UnitId unit;
    std::string
        name; // of the player; empty: as it calls itself, or as the one it replaces is called
    AccountId actor;
    PlayerId replaces = {}; // of the unit, whose place it takes; empty: it is a new player
};

// Any thread; blocks on the database when it confirms.
class EnrolmentCodes {
public:
    EnrolmentCodes(Database& database, const TrustAuthority& trust, const Clock& clock,
                   Randomness& randomness)
        : database_(database), trust_(trust), clock_(clock), randomness_(randomness) {}

    // The code of a device; the same one for the same key while it lives. malformed for a request
    // that is not signed with the key its token names; busy when too many wait, or too many from
    // one address.
    Result<EnrolmentCode> ask(const EnrolmentRequest& request, const std::string& address);

    // Spaces, dashes and small letters are forgiven. not_found, expired, token_spent; locked_out
    // for an account that tried too many wrong codes.
    Result<WaitingDevice> look_up(const std::string& code, const AccountId& actor);

    // Makes the ticket that lets this key in, with its audit row: good for a day, so a device that
    // is switched off may come back to it. Failures of look_up(); key_unknown for a fingerprint
    // that is not the device's: after three the code is void; of a device that takes another's
    // place those of replaceable() and take_places().
    Result<EnrolmentTicket> confirm(const CodeConfirmation& confirmation);

private:
    struct Tries {
        std::int64_t wrong = 0;
        Instant since{};
    };

    Result<std::map<std::string, WaitingDevice>::iterator>
    find(const std::string& code, const AccountId& actor, Instant now);
    Status check_place(const View& view, const CodeConfirmation& confirmation,
                       const WaitingDevice& device, EnrolmentTicket& ticket) const;
    Status count_wrong(const AccountId& actor, Instant now);
    std::string new_code();
    void forget_old(Instant now);

    Database& database_;
    const TrustAuthority& trust_;
    const Clock& clock_;
    Randomness& randomness_;
    std::mutex mutex_;
    std::map<std::string, WaitingDevice> waiting_; // guarded by mutex_; by code
    std::map<AccountId, Tries> tries_;             // guarded by mutex_
};

// "key:" and the digest of the public key: what a token begins with that only this key may spend.
std::string token_of_key(const Sha256& key);

// True unless the token names another key than this.
bool token_fits(std::string_view token, const Sha256& key);

} // namespace marquee::manager
