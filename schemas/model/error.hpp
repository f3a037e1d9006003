// An expected failure, as a value.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

namespace marquee {

// Every way a request, a document or a device can fail. The slug (error_slug) is stable: it is the
// `code` of an RFC 9457 problem, the reason in a quarantine list and the word in a log line.
enum class ErrorCode {
    // Input that is not what it claims to be.
    malformed,               // not JSON, not UTF-8, not the shape of the schema
    too_large,               // over a limit of schemas/model/limits.hpp
    out_of_range,            // a number or date outside its range
    unknown_member,          // staff input names a member that does not exist
    missing_member,          // a required member is absent
    protocol_unknown,        // speaks another version of a protocol, or none (412)
    content_type_wrong,      // the body is of another kind than the verb takes (415)
    unknown_format,          // a document of another kind or another major version
    critical_not_understood, // names a critical member this software does not know
    invalid_reference,       // points at a thing that does not exist
    unsupported_media,       // a file type we cannot show
    damaged_media,           // a known type that does not decode
    missing_glyph,           // a character that no font draws

    // Trust.
    signature_missing,
    signature_wrong,
    key_unknown,          // signed by a key the trust document does not list
    key_not_allowed,      // the key is listed, but not for this kind of document
    digest_wrong,         // bytes do not hash to what was promised
    stale_generation,     // older than what is already held
    foreign_display,      // made for another display
    foreign_organisation, // made for another organisation
    expired,
    not_yet_valid,
    token_spent, // a one-time token used before

    // People and access.
    not_signed_in,
    not_allowed,
    wrong_credentials,
    weak_password,
    locked_out,
    own_work,   // whoever wrote it may not approve it
    cross_site, // a browser was made to ask by a page that is not ours

    // State.
    not_found,
    already_exists,
    conflict,    // the thing changed since it was read (If-Match)
    wrong_state, // the verb does not fit the state (approve a draft)
    quota_exceeded,
    in_use, // by another request, until that has ended (423)

    // The world.
    timed_out,
    unreachable,
    tls_refused,
    disk_full,
    io_failed,
    busy,           // try again later (503)
    unsupported,    // understood, but this software or device cannot do it
    newer_schema,   // state written by newer software
    preview_failed, // the program that draws previews does not run, or broke down
    internal,       // a defect of ours, caught at a seam
};

// "stale_generation". Total: every code has one.
std::string_view error_slug(ErrorCode code);

// The code of a slug; nothing when no code has it (newer software wrote it).
std::optional<ErrorCode> error_code(std::string_view slug);

// Named values for the sentence a person reads: {"display", "西站北口"}.
using ErrorParams = std::vector<std::pair<std::string, std::string>>;

struct Error {
    ErrorCode code = ErrorCode::internal;
    std::string what;   // one English sentence for logs; never a library's text alone
    std::string where;  // JSON pointer, file, URL or member the failure is about; may be empty
    ErrorParams params; // for the localised sentence of the same code

    friend bool operator==(const Error&, const Error&) = default;
};

// "stale_generation at /generation: manifest 1.4 is older than 1.7"
std::string to_string(const Error& error);

template<typename T>
using Result = tl::expected<T, Error>;
using Status = tl::expected<void, Error>;

// return fail(ErrorCode::expired, "token expired", "/token");
inline tl::unexpected<Error> fail(ErrorCode code, std::string what, std::string where = {},
                                  ErrorParams params = {}) {
    return tl::unexpected<Error>(Error{code, std::move(what), std::move(where), std::move(params)});
}

} // namespace marquee
