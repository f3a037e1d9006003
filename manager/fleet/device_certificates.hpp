// Which certificate a player may come with, and how it gets the next one without a visit.
//
// A device asks with a request that the key of its certificate has signed, so it can ask also when
// the certificate has ended and TLS takes it no longer. The answer becomes the player's next
// certificate; the present one stays good until the next is used for the first time, so an answer
// that is lost costs nothing. docs/protocol.md has the reasoning.
#pragma once

#include "common/clock.hpp"
#include "manager/access/audit.hpp"
#include "manager/ports/database.hpp"
#include "manager/trust/trust_authority.hpp"
#include "schemas/model/enrolment.hpp"

namespace marquee::manager {

// Any thread; blocks on the database.
class DeviceCertificates {
public:
    DeviceCertificates(Database& database, const TrustAuthority& trust, const Clock& clock)
        : database_(database), trust_(trust), clock_(clock) {}

    // The player whose present or next certificate has this fingerprint; the next becomes the
    // present one. not_signed_in: unknown, or replaced. not_allowed: retired.
    Result<Player> recognise(const PlayerId& id, const Sha256& fingerprint);

    // `envelope` holds a certificate-request/1.0. Besides the errors of recognise(): malformed,
    // signature_wrong or signature_missing for a request that is not what it says; expired when the
    // certificate ended more than limits::certificate_grace_seconds_max ago; out_of_range when the
    // new key is the old one.
    Result<CertificateAnswer> renew(const Envelope& envelope);

private:
    Result<Player> look_up(const PlayerId& id, const Sha256& fingerprint);
    Result<NextCertificate> issue(const CertificateRequest& request, const Player& player,
                                  Instant now, std::string& pem) const;

    Database& database_;
    const TrustAuthority& trust_;
    const Clock& clock_;
};

} // namespace marquee::manager
