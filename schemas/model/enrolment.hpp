// How a device becomes a player of an organisation.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "schemas/model/geometry.hpp"
#include "schemas/model/ids.hpp"
#include "schemas/model/sha256.hpp"
#include "schemas/model/time.hpp"
#include "schemas/model/trust.hpp"

namespace marquee {

// Carried to the device by hand (USB stick, image): all it needs to trust its manager.
struct EnrolmentFile {
    std::string manager_url; // "https://manager.example:8443", the players' port
    Sha256 trust_sha256;     // digest of the payload of the trust document
    std::string token;       // one-time secret
    UnitId unit;
    Instant expires_at{};

    friend bool operator==(const EnrolmentFile&, const EnrolmentFile&) = default;
};

enum class DisplayKind { screen, loudspeaker };

// One canvas (or loudspeaker) as the device describes it.
struct DisplayDescription {
    std::string name; // unique on its player: "main"
    DisplayKind kind = DisplayKind::screen;
    Size size; // empty for a loudspeaker

    friend bool operator==(const DisplayDescription&, const DisplayDescription&) = default;
};

// What the software on the device can read and do; the manager never sends anything else.
struct Software {
    std::string name = "marquee-player";
    std::string version;
    std::vector<std::string> formats;      // "manifest/1.0"
    std::vector<std::string> capabilities; // "slogan.scroll_left", "poster.jpeg"

    friend bool operator==(const Software&, const Software&) = default;
};

struct EnrolmentRequest {
    std::string token;
    std::string nonce;                   // answered in the time token
    std::string name;                    // of the device, as its host calls itself
    std::string certificate_request_pem; // PKCS #10, P-256, made on the device
    Software software;
    std::vector<DisplayDescription> displays;

    friend bool operator==(const EnrolmentRequest&, const EnrolmentRequest&) = default;
};

// A device asks for its next certificate. Travels in an envelope that the key of the certificate
// it names has signed; the request inside is for a NEW key and signed by that.
struct CertificateRequest {
    PlayerId player;
    std::string certificate_pem;         // the one it holds, also when it has ended
    std::string certificate_request_pem; // PKCS #10, P-256, made on the device

    friend bool operator==(const CertificateRequest&, const CertificateRequest&) = default;
};

struct CertificateAnswer {
    std::string certificate_pem; // of the device, then its authority

    friend bool operator==(const CertificateAnswer&, const CertificateAnswer&) = default;
};

// What a device nobody has told anything shows on its screen, so that an officer finds it.
struct EnrolmentCode {
    std::string code; // 8 characters, none of them ambiguous
    Instant expires_at{};

    friend bool operator==(const EnrolmentCode&, const EnrolmentCode&) = default;
};

struct EnrolledDisplay {
    std::string name; // of the DisplayDescription
    DisplayId id;
    std::vector<UnitId> unit_path; // leaf first, root last

    friend bool operator==(const EnrolledDisplay&, const EnrolledDisplay&) = default;
};

struct EnrolmentAnswer {
    OrganisationId organisation;
    PlayerId player;
    std::string certificate_pem; // of the device, then its authority
    std::vector<EnrolledDisplay> displays;
    Envelope time_token; // for the nonce of the request

    friend bool operator==(const EnrolmentAnswer&, const EnrolmentAnswer&) = default;
};

} // namespace marquee
