// trust/1.0: who may sign what. schemas/trust.schema.json
#pragma once

#include <string>
#include <string_view>

#include "schemas/model/error.hpp"
#include "schemas/model/trust.hpp"

namespace marquee::wire {

std::string write_trust(const TrustDocument& trust);

// Besides the limits: no key is listed twice.
Result<TrustDocument> read_trust(std::string_view text);

} // namespace marquee::wire
