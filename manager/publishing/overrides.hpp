// Black and notices: issued, extended and lifted by people, signed, and told to the players they
// concern.
//
// An override is a document of its own, with a serial that counts up in the organisation. Nothing
// here waits for players: they are hinted, and told first of all at every contact until it ends.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/clock.hpp"
#include "common/random.hpp"
#include "manager/access/authorizer.hpp"
#include "manager/ports/database.hpp"
#include "manager/ports/player_channel.hpp"
#include "manager/trust/trust_authority.hpp"

namespace marquee::manager {

struct OverrideOrder {
    std::optional<std::string> notice; // its text; none: black
    OverrideTargets targets;
    std::vector<GroupId> groups; // stand for the displays in them when it is issued
    Seconds duration{0};
};

enum class OverrideState { active, ended, lifted };

// "active". Total.
std::string_view to_slug(OverrideState state);

OverrideState state_of(const OverrideRecord& row, Instant now);

// Whom the order addresses, the displays of its groups in place of the groups; each display once.
// missing_member when that is nobody; invalid_reference for a group that does not exist; too_large
// for more displays than one override may list.
Result<OverrideTargets> targets_of(const View& view, const OverrideOrder& order);

// The unit of the first target, which an override belongs to. missing_member when there is none;
// not_found.
Result<UnitId> first_unit(const View& view, const OverrideTargets& targets);

// The displays that an override addresses, each once, in the order of their ids. Reads all of them.
Result<std::vector<Display>> displays_addressed(const View& view, const OverrideTargets& targets);

// Any thread; blocks on the database.
class Overrides {
public:
    Overrides(Database& database, const TrustAuthority& trust, PlayerHints& hints,
              const Clock& clock, Randomness& randomness)
        : database_(database),
          trust_(trust),
          hints_(hints),
          clock_(clock),
          randomness_(randomness) {}

    // A notice needs send_notice and black black_out in the unit of every target. not_allowed; what
    // targets_of says; invalid_reference for a target that does not exist; out_of_range and
    // too_large for what the limits forbid; key_unknown when no key that may sign is kept here.
    Result<OverrideRecord> issue(const OverrideOrder& order, const Principal& who);

    // It ends so much later. The same rights; wrong_state when it is over.
    Result<OverrideRecord> extend(const OverrideId& id, Seconds by, const Principal& who);

    // It ends now. A notice needs send_notice; black needs lift_black, which is what showing needs.
    // wrong_state when it is over, or when the organisation's programs need approvals: then the end
    // of black needs their signatures too, and nobody can give them here.
    Result<OverrideRecord> lift(const OverrideId& id, const Principal& who);

private:
    enum class Verb { show, lift };

    Result<OverrideRecord> change(const OverrideId& id, Verb verb, const Principal& who,
                                  const std::function<Status(OverrideRecord&)>& edit);
    Status sign(const View& view, OverrideRecord& row, OverrideAction action);
    void tell(const OverrideRecord& row);

    Database& database_;
    const TrustAuthority& trust_;
    PlayerHints& hints_;
    const Clock& clock_;
    Randomness& randomness_;
};

} // namespace marquee::manager
