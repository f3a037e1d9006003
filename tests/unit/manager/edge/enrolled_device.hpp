// A device that a control room has enrolled, as the players' port sees it.
#pragma once

#include <catch2/catch.hpp>

#include "common/certificate.hpp"
#include "tests/fakes/control_room.hpp"

namespace marquee::manager {

inline PrivateKey new_key() {
    return *PrivateKey::generate(SignatureSuite::ecdsa_p256_sha256);
}

struct Device {
    explicit Device(ControlRoom& at) : room(at), answer(at.enrol(at.root, {640, 64}, key)) {
        const auto certificate = read_certificate(answer.certificate_pem);
        REQUIRE(certificate);
        identity = {certificate->common_name, certificate->fingerprint};
    }

    Response get(const std::string& path) { return room.player(Method::get, path, "", identity); }

    std::string manifest_path() const {
        return "/player/v1/displays/" + answer.displays.front().id.value + "/manifest";
    }

    Heartbeat heartbeat() const {
        Heartbeat word;
        word.player = answer.player;
        word.nonce = "0123456789abcdef";
        word.boot_id = "boot";
        word.sequence = 1;
        word.software = {.version = "0.1.0", .capabilities = {"screenshot", "card"}};
        word.displays = {{.display = answer.displays.front().id, .name = "main"}};
        return word;
    }

    ControlRoom& room;
    PrivateKey key = new_key();
    EnrolmentAnswer answer;
    ClientCertificate identity;
};

} // namespace marquee::manager
