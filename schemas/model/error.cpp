#include "schemas/model/error.hpp"

#include <array>
#include <cstddef>

namespace marquee {

namespace {

struct Slug {
    ErrorCode code;
    std::string_view text;
};

// In the order of the enumeration, which the assertion below holds to.
constexpr auto slugs = std::to_array<Slug>({
    {ErrorCode::malformed, "malformed"},
    {ErrorCode::too_large, "too_large"},
    {ErrorCode::out_of_range, "out_of_range"},
    {ErrorCode::unknown_member, "unknown_member"},
    {ErrorCode::missing_member, "missing_member"},
    {ErrorCode::protocol_unknown, "protocol_unknown"},
    {ErrorCode::content_type_wrong, "content_type_wrong"},
    {ErrorCode::unknown_format, "unknown_format"},
    {ErrorCode::critical_not_understood, "critical_not_understood"},
    {ErrorCode::invalid_reference, "invalid_reference"},
    {ErrorCode::unsupported_media, "unsupported_media"},
    {ErrorCode::damaged_media, "damaged_media"},
    {ErrorCode::missing_glyph, "missing_glyph"},
    {ErrorCode::signature_missing, "signature_missing"},
    {ErrorCode::signature_wrong, "signature_wrong"},
    {ErrorCode::key_unknown, "key_unknown"},
    {ErrorCode::key_not_allowed, "key_not_allowed"},
    {ErrorCode::digest_wrong, "digest_wrong"},
    {ErrorCode::stale_generation, "stale_generation"},
    {ErrorCode::foreign_display, "foreign_display"},
    {ErrorCode::foreign_organisation, "foreign_organisation"},
    {ErrorCode::expired, "expired"},
    {ErrorCode::not_yet_valid, "not_yet_valid"},
    {ErrorCode::token_spent, "token_spent"},
    {ErrorCode::not_signed_in, "not_signed_in"},
    {ErrorCode::not_allowed, "not_allowed"},
    {ErrorCode::wrong_credentials, "wrong_credentials"},
    {ErrorCode::weak_password, "weak_password"},
    {ErrorCode::locked_out, "locked_out"},
    {ErrorCode::own_work, "own_work"},
    {ErrorCode::cross_site, "cross_site"},
    {ErrorCode::not_found, "not_found"},
    {ErrorCode::already_exists, "already_exists"},
    {ErrorCode::conflict, "conflict"},
    {ErrorCode::wrong_state, "wrong_state"},
    {ErrorCode::quota_exceeded, "quota_exceeded"},
    {ErrorCode::in_use, "in_use"},
    {ErrorCode::timed_out, "timed_out"},
    {ErrorCode::unreachable, "unreachable"},
    {ErrorCode::tls_refused, "tls_refused"},
    {ErrorCode::disk_full, "disk_full"},
    {ErrorCode::io_failed, "io_failed"},
    {ErrorCode::busy, "busy"},
    {ErrorCode::unsupported, "unsupported"},
    {ErrorCode::newer_schema, "newer_schema"},
    {ErrorCode::preview_failed, "preview_failed"},
    {ErrorCode::internal, "internal"},
});

constexpr bool in_order() {
    for (std::size_t i = 0; i < slugs.size(); ++i) {
        if (static_cast<std::size_t>(slugs[i].code) != i) {
            return false;
        }
    }
    return slugs.size() == static_cast<std::size_t>(ErrorCode::internal) + 1;
}

static_assert(in_order(), "every ErrorCode has its slug, in order; internal is the last");

} // namespace

std::string_view error_slug(ErrorCode code) {
    return slugs[static_cast<std::size_t>(code)].text;
}

std::optional<ErrorCode> error_code(std::string_view slug) {
    for (const Slug& entry : slugs) {
        if (entry.text == slug) {
            return entry.code;
        }
    }
    return std::nullopt;
}

std::string to_string(const Error& error) {
    std::string text(error_slug(error.code));
    if (!error.where.empty()) {
        text += " at " + error.where;
    }
    return text + ": " + error.what;
}

} // namespace marquee
