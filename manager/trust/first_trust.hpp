// Version 1 of an organisation's trust document, and the keys it names.
#pragma once

#include <span>
#include <string>

#include "common/certificate_authority.hpp"
#include "manager/trust/trust_files.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/ids.hpp"
#include "schemas/model/time.hpp"

namespace marquee::manager {

// Makes keys and a TLS authority, writes them, and last of all the document: killed before that,
// it has done nothing.
Status write_first_trust(const TrustFiles& files, const OrganisationId& organisation,
                         std::string organisation_name, Instant now);

// Valid for TrustAuthority::authority_validity. Its name tells the day and the organisation.
Result<CertificateAuthority> make_tls_authority(const OrganisationId& organisation, Instant now);

// Signs `document` with the keys and checks that what was signed can be read again.
Result<TrustVersion> sign_trust(TrustDocument document, std::span<const PrivateKey* const> keys);

} // namespace marquee::manager
