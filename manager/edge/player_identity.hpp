// Which player stands behind a connection.
#pragma once

#include "manager/fleet/device_certificates.hpp"
#include "manager/ports/exchange.hpp"

namespace marquee::manager {

// Any thread; blocks on the database. Besides the errors of DeviceCertificates::recognise:
// not_signed_in without a certificate.
Result<Player> identify_player(DeviceCertificates& certificates, const Peer& peer);

// An error as players are told it: application/problem+json in English.
Response player_problem(const Error& error);

} // namespace marquee::manager
