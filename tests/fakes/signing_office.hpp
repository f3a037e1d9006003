// An organisation with all its keys, for tests: signs whatever it is given.
#pragma once

#include <string>
#include <vector>

#include "common/certificate_authority.hpp"
#include "common/signature.hpp"
#include "schemas/model/contact.hpp"
#include "schemas/model/manifest.hpp"
#include "schemas/model/override.hpp"
#include "schemas/model/program.hpp"
#include "schemas/model/trust.hpp"

namespace marquee {

// An envelope as it lies in a store: its JSON, what a manifest says of it.
struct SignedProgram {
    std::string text;
    ProgramRef ref;
};

class SigningOffice {
public:
    SigningOffice();

    // Version 1, unless the test changes it: one root, zero approvals.
    TrustDocument document;

    PrivateKey root;
    PrivateKey manifest_key;
    PrivateKey time_key;
    PrivateKey withdraw_key;
    PrivateKey notice_key;
    PrivateKey approver;
    CertificateAuthority authority; // document.tls_authorities names it

    // The envelope of `document` as it is now, signed by `root`.
    Envelope trust() const;
    // The next version of `document`, signed by `root`.
    Envelope next_trust();

    Envelope manifest(const Manifest& manifest) const;
    Envelope time_token(const std::string& nonce, Instant utc) const;
    Envelope screen_override(const Override& content, const PrivateKey& key) const;
    SignedProgram program(const Program& program, const std::vector<const PrivateKey*>& by) const;

    // A sound manifest for a display that schedules these programs at any time.
    Manifest manifest_of(const DisplayId& display, ManifestNumber number,
                         const std::vector<SignedProgram>& programs) const;
    // A sound program of one zone: a slogan, and a poster for each asset.
    Program program_of(const std::string& id, const std::string& text,
                       const std::vector<AssetRef>& posters = {}) const;
};

// "01930000-0000-7000-8000-0000000000NN"
std::string sample_id(int number);

} // namespace marquee
