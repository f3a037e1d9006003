#include "schemas/wire/hint.hpp"

#include "schemas/wire/reader.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::wire {

namespace {

Hint read_hint_members(const Object& in) {
    const auto written = in.required("reasons").list(
        limits::hint_reasons_max, [](const Value& v) { return v.line(limits::word_bytes_max, 1); });
    Hint hint;
    for (const auto& [reason, text] : Words<HintReason>::all) {
        for (const std::string& word : written) {
            if (word == text) {
                hint.reasons.insert(reason);
            }
        }
    }
    return hint;
}

} // namespace

std::string write_hint(const Hint& hint) {
    return write_object([&](ObjectWriter& out) {
        out.member("format", to_string(formats::hint));
        out.texts("reasons", hint.reasons, [](HintReason reason) { return word(reason); });
    });
}

Result<Hint> read_hint(std::string_view text) {
    return read_document(text, limits::hint_bytes_max, formats::hint, read_hint_members);
}

} // namespace marquee::wire
