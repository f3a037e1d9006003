// Every reader of schemas/wire by the name of its format, for tests that read files of any kind.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "schemas/wire/contact.hpp"
#include "schemas/wire/enrolment.hpp"
#include "schemas/wire/envelope.hpp"
#include "schemas/wire/hint.hpp"
#include "schemas/wire/journal.hpp"
#include "schemas/wire/manifest.hpp"
#include "schemas/wire/override.hpp"
#include "schemas/wire/problem.hpp"
#include "schemas/wire/program.hpp"
#include "schemas/wire/trust.hpp"

namespace marquee::tests {

// Reads a text and writes it again in the one spelling of our writers.
struct WireReader {
    std::string_view kind;
    Result<std::string> (*rewrite)(std::string_view text);
};

namespace detail {

template<auto read, auto write>
Result<std::string> rewrite(std::string_view text) {
    const auto value = read(text);
    if (!value) {
        return tl::unexpected<Error>(value.error());
    }
    return write(*value);
}

inline Result<Envelope> read_any_envelope(std::string_view text) {
    return wire::read_envelope(text);
}

} // namespace detail

inline constexpr std::array<WireReader, 19> wire_readers{{
    {"program", detail::rewrite<wire::read_program, wire::write_program>},
    {"manifest", detail::rewrite<wire::read_manifest, wire::write_manifest>},
    {"override", detail::rewrite<wire::read_override, wire::write_override>},
    {"trust", detail::rewrite<wire::read_trust, wire::write_trust>},
    {"time", detail::rewrite<wire::read_time_token, wire::write_time_token>},
    {"envelope", detail::rewrite<detail::read_any_envelope, wire::write_envelope>},
    {"enrolment-file", detail::rewrite<wire::read_enrolment_file, wire::write_enrolment_file>},
    {"enrolment-request",
     detail::rewrite<wire::read_enrolment_request, wire::write_enrolment_request>},
    {"enrolment-answer",
     detail::rewrite<wire::read_enrolment_answer, wire::write_enrolment_answer>},
    {"certificate-request",
     detail::rewrite<wire::read_certificate_request, wire::write_certificate_request>},
    {"certificate-answer",
     detail::rewrite<wire::read_certificate_answer, wire::write_certificate_answer>},
    {"enrolment-code", detail::rewrite<wire::read_enrolment_code, wire::write_enrolment_code>},
    {"heartbeat", detail::rewrite<wire::read_heartbeat, wire::write_heartbeat>},
    {"contact-answer", detail::rewrite<wire::read_contact_answer, wire::write_contact_answer>},
    {"hint", detail::rewrite<wire::read_hint, wire::write_hint>},
    {"play-segment", detail::rewrite<wire::read_play_segment, wire::write_play_segment>},
    {"uptime-segment", detail::rewrite<wire::read_uptime_segment, wire::write_uptime_segment>},
    {"acknowledgement", detail::rewrite<wire::read_acknowledged, wire::write_acknowledged>},
    {"problem", detail::rewrite<wire::read_problem, wire::write_problem>},
}};

} // namespace marquee::tests
