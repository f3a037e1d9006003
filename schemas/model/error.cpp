#include "schemas/model/error.hpp"

namespace marquee {

std::string_view error_slug(ErrorCode code) {
    switch (code) {
    case ErrorCode::malformed:
        return "malformed";
    case ErrorCode::too_large:
        return "too_large";
    case ErrorCode::out_of_range:
        return "out_of_range";
    case ErrorCode::unknown_member:
        return "unknown_member";
    case ErrorCode::missing_member:
        return "missing_member";
    case ErrorCode::unknown_format:
        return "unknown_format";
    case ErrorCode::critical_not_understood:
        return "critical_not_understood";
    case ErrorCode::invalid_reference:
        return "invalid_reference";
    case ErrorCode::unsupported_media:
        return "unsupported_media";
    case ErrorCode::damaged_media:
        return "damaged_media";
    case ErrorCode::missing_glyph:
        return "missing_glyph";
    case ErrorCode::signature_missing:
        return "signature_missing";
    case ErrorCode::signature_wrong:
        return "signature_wrong";
    case ErrorCode::key_unknown:
        return "key_unknown";
    case ErrorCode::key_not_allowed:
        return "key_not_allowed";
    case ErrorCode::digest_wrong:
        return "digest_wrong";
    case ErrorCode::stale_generation:
        return "stale_generation";
    case ErrorCode::foreign_display:
        return "foreign_display";
    case ErrorCode::foreign_organisation:
        return "foreign_organisation";
    case ErrorCode::expired:
        return "expired";
    case ErrorCode::not_yet_valid:
        return "not_yet_valid";
    case ErrorCode::token_spent:
        return "token_spent";
    case ErrorCode::not_signed_in:
        return "not_signed_in";
    case ErrorCode::not_allowed:
        return "not_allowed";
    case ErrorCode::wrong_credentials:
        return "wrong_credentials";
    case ErrorCode::locked_out:
        return "locked_out";
    case ErrorCode::not_found:
        return "not_found";
    case ErrorCode::already_exists:
        return "already_exists";
    case ErrorCode::conflict:
        return "conflict";
    case ErrorCode::wrong_state:
        return "wrong_state";
    case ErrorCode::quota_exceeded:
        return "quota_exceeded";
    case ErrorCode::timed_out:
        return "timed_out";
    case ErrorCode::unreachable:
        return "unreachable";
    case ErrorCode::tls_refused:
        return "tls_refused";
    case ErrorCode::disk_full:
        return "disk_full";
    case ErrorCode::io_failed:
        return "io_failed";
    case ErrorCode::busy:
        return "busy";
    case ErrorCode::unsupported:
        return "unsupported";
    case ErrorCode::newer_schema:
        return "newer_schema";
    case ErrorCode::internal:
        return "internal";
    }
    return "internal";
}

std::string to_string(const Error& error) {
    std::string text(error_slug(error.code));
    if (!error.where.empty()) {
        text += " at " + error.where;
    }
    return text + ": " + error.what;
}

} // namespace marquee
