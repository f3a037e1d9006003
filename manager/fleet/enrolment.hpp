// How devices join: a ticket made by staff, carried to the device in a file, spent once.
//
// The device makes its own key. A device whose answer was lost asks again with the same key and the
// same token and gets the same player back; another key finds the token spent.
//
// A ticket may name a player whose place the device takes: it becomes that player, with its
// displays and all they are scheduled to show, and the device before it is a stranger from then on.
#pragma once

#include <string>

#include "common/clock.hpp"
#include "common/random.hpp"
#include "manager/access/audit.hpp"
#include "manager/ports/database.hpp"
#include "manager/trust/trust_authority.hpp"
#include "schemas/model/enrolment.hpp"

namespace marquee::manager {

inline constexpr Seconds ticket_validity_default{24 * 3'600};
inline constexpr Seconds ticket_validity_max{30 * 24 * 3'600};

// What staff asked for.
struct TicketOrder {
    UnitId unit;
    Seconds validity = ticket_validity_default;
    AccountId actor;
    PlayerId replaces = {}; // a player of the unit; empty: the device is a new one
    std::string name = {};  // that the device shall have; empty: as it calls itself
};

struct NewTicket {
    EnrolmentTicket ticket;
    EnrolmentFile file; // holds the secret; shown once, kept nowhere
};

// Any thread; blocks on the database.
class Enrolment {
public:
    // `players_url`: where players reach this manager, "https://manager.example:8444".
    Enrolment(Database& database, const TrustAuthority& trust, const Clock& clock,
              Randomness& randomness, std::string players_url);

    // invalid_reference for an unknown unit, out_of_range for a validity that is none, and for a
    // device that takes another's place the errors of replaceable().
    Result<NewTicket> create(const TicketOrder& order);

    // not_found for an unknown token, expired, token_spent, the errors of reading the request's
    // certificate request, and for a device that takes another's place those of take_places().
    Result<EnrolmentAnswer> accept(const EnrolmentRequest& request);

private:
    struct Newcomer;

    Result<Newcomer> look_up(const Sha256& token);
    Result<Newcomer> admit(const EnrolmentRequest& request, const Sha256& token, Instant now);
    Status give_place(Newcomer& newcomer, const EnrolmentRequest& request, Instant now);
    Status renew(const Newcomer& newcomer, Instant now);
    Status keep(const Newcomer& newcomer, const Sha256& token, Instant now);
    Status replace(const Newcomer& newcomer, const Sha256& token, Instant now);
    Result<EnrolmentAnswer> answer(const EnrolmentRequest& request, const Newcomer& newcomer,
                                   Instant now);

    Database& database_;
    const TrustAuthority& trust_;
    const Clock& clock_;
    Randomness& randomness_;
    std::string players_url_;
};

} // namespace marquee::manager
