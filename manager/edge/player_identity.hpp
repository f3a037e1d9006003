// Which player stands behind a connection.
#pragma once

#include "manager/ports/database.hpp"
#include "manager/ports/exchange.hpp"

namespace marquee::manager {

// Any thread; reads the database. not_signed_in: no certificate, or not the very one that was last
// issued to a player of this manager; not_allowed: the player was retired.
Result<Player> identify_player(Database& database, const Peer& peer);

// An error as players are told it: application/problem+json in English.
Response player_problem(const Error& error);

} // namespace marquee::manager
