// A signed document as it travels: the JSON form of a DSSE envelope, with DSSE's own member names
// (payloadType, payload, signatures, keyid, sig). schemas/envelope.schema.json
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "schemas/model/error.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/model/trust.hpp"
#include "schemas/wire/reader.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::wire {

std::string write_envelope(const Envelope& envelope);

// Reads the wrapping only: nothing is verified and the payload is not looked into. An envelope
// without signatures is well-formed. `payload_bytes_max`: the limit of the kind expected.
Result<Envelope> read_envelope(std::string_view text,
                               std::size_t payload_bytes_max = limits::manifest_bytes_max);

// The part, for messages that carry envelopes.
void write_envelope_members(ObjectWriter& out, const Envelope& envelope);
Envelope read_envelope_members(const Object& in, std::size_t payload_bytes_max);

} // namespace marquee::wire
