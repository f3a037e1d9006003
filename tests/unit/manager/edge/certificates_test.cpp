// The next certificate of a device, as the players' port gives it.
#include <catch2/catch.hpp>

#include "common/certificate_authority.hpp"
#include "schemas/wire/enrolment.hpp"
#include "schemas/wire/envelope.hpp"
#include "schemas/wire/format.hpp"
#include "schemas/wire/problem.hpp"
#include "tests/unit/manager/edge/enrolled_device.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

std::string request_of(const Device& device, const PrivateKey& next, const PrivateKey& signer) {
    const CertificateRequest request{device.answer.player, device.answer.certificate_pem,
                                     *make_certificate_request(next, "box")};
    const PrivateKey* const keys[] = {&signer};
    return wire::write_envelope(*seal(wire::payload_type(wire::formats::certificate_request),
                                      wire::write_certificate_request(request), keys));
}

Response ask(Device& device, const std::string& body) {
    return device.room.player(Method::post, "/player/v1/certificates", body, {});
}

std::string code_of(const Response& response) {
    const auto problem = wire::read_problem(text_of(response));
    return problem ? problem->code : "no problem";
}

ClientCertificate identity_of(const Response& response) {
    const auto answer = wire::read_certificate_answer(text_of(response));
    REQUIRE(answer);
    const auto certificate = read_certificate(answer->certificate_pem);
    REQUIRE(certificate);
    return {certificate->common_name, certificate->fingerprint};
}

} // namespace

TEST_CASE("a device gets a next certificate; the present one is good until that is used") {
    ControlRoom room;
    Device device(room);
    const PrivateKey next = new_key();
    const Response given = ask(device, request_of(device, next, device.key));
    REQUIRE(given.status == 201);
    const ClientCertificate renewed = identity_of(given);
    CHECK(renewed.common_name == device.identity.common_name);
    CHECK(device.get(device.manifest_path()).status == 404); // known, but nothing published
    CHECK(room.player(Method::get, device.manifest_path(), "", renewed).status == 404);
    CHECK(device.get(device.manifest_path()).status == 401);
    CHECK(code_of(ask(device, request_of(device, new_key(), device.key))) == "not_signed_in");
}

TEST_CASE("an answer that was lost is asked for again, and the last one given counts") {
    ControlRoom room;
    Device device(room);
    const PrivateKey next = new_key();
    const ClientCertificate lost = identity_of(ask(device, request_of(device, next, device.key)));
    const ClientCertificate kept = identity_of(ask(device, request_of(device, next, device.key)));
    CHECK(room.player(Method::get, device.manifest_path(), "", kept).status == 404);
    CHECK(room.player(Method::get, device.manifest_path(), "", lost).status == 401);
}

TEST_CASE("only the key of the certificate asks for the next, and only for a new key") {
    ControlRoom room;
    Device device(room);
    CHECK(code_of(ask(device, request_of(device, new_key(), new_key()))) == "signature_missing");
    CHECK(code_of(ask(device, request_of(device, device.key, device.key))) == "out_of_range");
    CHECK(ask(device, "{}").status >= 400);
    auto changed = wire::read_envelope(request_of(device, new_key(), device.key));
    REQUIRE(changed);
    changed->payload.back() = ' ';
    changed->payload += '}';
    CHECK(code_of(ask(device, wire::write_envelope(*changed))) == "signature_wrong");
    changed->payload_type = "application/vnd.marquee.manifest.v1+json";
    CHECK(code_of(ask(device, wire::write_envelope(*changed))) == "unknown_format");
}

TEST_CASE("a certificate that has ended is renewed for half a year, then no more") {
    ControlRoom room;
    Device device(room);
    room.clock.advance(std::chrono::hours{24 * 400});
    CHECK(ask(device, request_of(device, new_key(), device.key)).status == 201);
    room.clock.advance(std::chrono::hours{24 * 160});
    CHECK(code_of(ask(device, request_of(device, new_key(), device.key))) == "expired");
}

TEST_CASE("a retired player gets no next certificate") {
    ControlRoom room;
    Device device(room);
    REQUIRE(room.database->write([&](Change& change) -> Status {
        auto player = change.fleet.player(device.answer.player);
        player->retired_at = room.clock.wall();
        return change.fleet.change_player(*player).map([](std::int64_t) {});
    }));
    CHECK(code_of(ask(device, request_of(device, new_key(), device.key))) == "not_allowed");
}
