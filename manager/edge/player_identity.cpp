#include "manager/edge/player_identity.hpp"

#include "schemas/wire/problem.hpp"

namespace marquee::manager {

Result<Player> identify_player(Database& database, const Peer& peer) {
    if (!peer.certificate) {
        return fail(ErrorCode::not_signed_in, "this needs the certificate of an enrolled player");
    }
    Result<Player> player = database.read([&](const View& view) {
        return view.fleet.player(PlayerId{peer.certificate->common_name});
    });
    if (!player) {
        return fail(ErrorCode::not_signed_in,
                    "this manager knows no such player: it was enrolled after the backup that the "
                    "manager was restored from, and has to be enrolled again",
                    peer.certificate->common_name);
    }
    if (player->retired_at) {
        return fail(ErrorCode::not_allowed, "the player was retired");
    }
    if (player->certificate_sha256 != peer.certificate->fingerprint) {
        return fail(ErrorCode::not_signed_in, "the certificate was replaced by a newer one");
    }
    return player;
}

Response player_problem(const Error& error) {
    const wire::Problem problem = wire::problem_of(error);
    Response response = json(wire::write_problem(problem), problem.status);
    response.headers.set("Content-Type", std::string(wire::problem_media_type));
    return response;
}

} // namespace marquee::manager
