// Who may come in over TLS, and with which certificate.
#include "tests/unit/manager/front/front_fixture.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

Response whoever(const Request& request) {
    const auto& certificate = request.peer.certificate;
    return text(request.peer.address + " "
                + (certificate ? certificate->common_name + " " + to_hex(certificate->fingerprint)
                               : "nobody"));
}

} // namespace

TEST_CASE_METHOD(FrontFixture, "a client certificate's subject and fingerprint reach the service") {
    service.on_request = whoever;
    open();
    const Identity player = issue(player_authority, "player-7", test_validity);
    BlockingClient client(tls_port(), {authority.certificate_pem, player});
    CHECK(client.get("/").body == "127.0.0.1 player-7 " + to_hex(player.fingerprint));
    CHECK(client.get("/").body == "127.0.0.1 player-7 " + to_hex(player.fingerprint));
    CHECK(secure().get("/").body == "127.0.0.1 nobody");
    CHECK(plain().get("/").body == "127.0.0.1 nobody");
}

TEST_CASE_METHOD(FrontFixture, "a certificate of another authority is refused in the handshake") {
    service.on_request = whoever;
    open();
    const Identity stranger =
        issue(make_authority("players", test_validity), "player-7", test_validity);
    // With TLS 1.3 the client learns it at its first read.
    CHECK(BlockingClient(tls_port(), {authority.certificate_pem, stranger}).get("/").status == 0);
    CHECK(secure().get("/").status == 200);
    front->stop();
    CHECK(front->figures().handshakes_failed == 1);
}

TEST_CASE_METHOD(FrontFixture, "client certificates are judged as of the given time") {
    service.on_request = whoever;
    open();
    const Validity last_year{test_instant - std::chrono::days{400},
                             test_instant - std::chrono::days{35}};
    const Identity expired = issue(player_authority, "player-7", last_year);
    CHECK(BlockingClient(tls_port(), {authority.certificate_pem, expired}).get("/").status == 0);

    clock.step_wall(test_instant + std::chrono::days{31}); // everybody's is expired now
    const Identity player = issue(player_authority, "player-8", test_validity);
    CHECK(BlockingClient(tls_port(), {authority.certificate_pem, player}).get("/").status == 0);
}

TEST_CASE_METHOD(FrontFixture, "new credentials are for new connections, old ones go on") {
    open();
    auto before = secure();
    REQUIRE(before.get("/").status == 200);
    const Identity next = issue(authority, "manager", test_validity);
    REQUIRE(front->replace_credentials(0, {next.certificate_pem, next.private_key_pem, {}}));
    CHECK(before.get("/").status == 200);
    auto after = secure();
    CHECK(after.get("/").status == 200);
    CHECK(after.server_fingerprint() == next.fingerprint);
    CHECK(before.server_fingerprint() != next.fingerprint);
}

TEST_CASE_METHOD(FrontFixture, "credentials that do not fit are refused and change nothing") {
    open();
    const Identity one = issue(authority, "manager", test_validity);
    const Identity other = issue(authority, "manager", test_validity);
    const auto mixed =
        front->replace_credentials(0, {one.certificate_pem, other.private_key_pem, {}});
    REQUIRE_FALSE(mixed);
    CHECK(mixed.error().code == ErrorCode::malformed);
    CHECK(mixed.error().where == "private_key_pem");
    const auto empty = front->replace_credentials(0, {});
    REQUIRE_FALSE(empty);
    CHECK(empty.error().where == "certificate_chain_pem");
    const auto foolish = front->replace_credentials(
        0, {one.certificate_pem, one.private_key_pem, {"not a certificate"}});
    REQUIRE_FALSE(foolish);
    CHECK(foolish.error().where == "client_authorities");
    CHECK(front->replace_credentials(1, {}).error().code == ErrorCode::wrong_state);
    CHECK(secure().get("/").status == 200);
}

TEST_CASE_METHOD(FrontFixture, "a client that speaks another protocol is refused") {
    open();
    auto options = trusting();
    options.protocol = "h2";
    CHECK_FALSE(BlockingClient(tls_port(), options).is_open());
    auto plain_text = BlockingClient(tls_port());
    REQUIRE(plain_text.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
    CHECK(plain_text.is_ended_within(Seconds{10}));
}
