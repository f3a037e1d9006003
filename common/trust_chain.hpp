// How trust is handed on: version N+1 of the trust document is signed by the roots of version N.
#pragma once

#include <string_view>

#include "schemas/model/error.hpp"
#include "schemas/model/trust.hpp"

namespace marquee {

inline constexpr std::string_view trust_payload_type = "application/vnd.marquee.trust.v1+json";

// A first document: pinned by digest, and signed by enough of its own roots. `document` is what the
// envelope's payload says. Errors of verify(), out_of_range for a document without enough roots to
// ever be replaced or with a key whose id is not its digest.
Status check_trust(const Envelope& envelope, const TrustDocument& document);

// The step from `current` to `next`, what the envelope's payload says: the same organisation,
// exactly the following version, an epoch that does not fall, signed by enough roots of `current`
// and by enough of its own. A reader that is several versions behind takes one step at a time.
// Errors: foreign_organisation, stale_generation (not the following version, or a lower epoch),
// and those of check_trust.
Status check_trust_step(const TrustDocument& current, const Envelope& envelope,
                        const TrustDocument& next);

} // namespace marquee
