#include "manager/edge/player_identity.hpp"

#include "schemas/wire/problem.hpp"

namespace marquee::manager {

Result<Player> identify_player(DeviceCertificates& certificates, const Peer& peer) {
    if (!peer.certificate) {
        return fail(ErrorCode::not_signed_in, "this needs the certificate of an enrolled player");
    }
    return certificates.recognise(PlayerId{peer.certificate->common_name},
                                  peer.certificate->fingerprint);
}

Response player_problem(const Error& error) {
    const wire::Problem problem = wire::problem_of(error);
    Response response = json(wire::write_problem(problem), problem.status);
    response.headers.set("Content-Type", std::string(wire::problem_media_type));
    return response;
}

} // namespace marquee::manager
