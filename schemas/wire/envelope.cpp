#include "schemas/wire/envelope.hpp"

namespace marquee::wire {

namespace {

EnvelopeSignature read_signature(const Value& value) {
    const Object in = value.object();
    EnvelopeSignature signature;
    signature.key = in.required("keyid").key_id();
    signature.signature = in.required("sig").bytes(limits::signature_bytes_max);
    return signature;
}

} // namespace

void write_envelope_members(ObjectWriter& out, const Envelope& envelope) {
    out.member("payloadType", envelope.payload_type);
    out.bytes("payload", envelope.payload);
    out.list("signatures", envelope.signatures,
             [](ObjectWriter& row, const EnvelopeSignature& signature) {
                 row.member("keyid", signature.key);
                 row.bytes("sig", signature.signature);
             });
}

Envelope read_envelope_members(const Object& in, std::size_t payload_bytes_max) {
    Envelope envelope;
    envelope.payload_type = in.required("payloadType").line(limits::word_bytes_max, 1);
    envelope.payload = in.required("payload").bytes(payload_bytes_max);
    envelope.signatures = in.required("signatures").list(limits::signatures_max, read_signature);
    return envelope;
}

std::string write_envelope(const Envelope& envelope) {
    return write_object([&](ObjectWriter& out) { write_envelope_members(out, envelope); });
}

Result<Envelope> read_envelope(std::string_view text, std::size_t payload_bytes_max) {
    const ReadRules rules{limits::envelope_bytes_max(payload_bytes_max), UnknownMembers::ignored};
    return read_object(text, rules, [&](const Object& in) {
        return read_envelope_members(in, payload_bytes_max);
    });
}

} // namespace marquee::wire
