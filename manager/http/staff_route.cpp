#include "manager/http/staff_route.hpp"

#include <charconv>

#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

// The whole text as a decimal number.
std::optional<std::int64_t> number_of(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = failure == std::errc{} && end == text.data() + text.size();
    return whole ? std::optional(value) : std::nullopt;
}

} // namespace

Result<Page> page_of(const Request& request) {
    Page page;
    if (const auto limit = request.query.find("limit")) {
        const auto rows = number_of(*limit);
        if (!rows || *rows < 1 || *rows > static_cast<std::int64_t>(limits::page_rows_max)) {
            return fail(ErrorCode::out_of_range, "a page has from one row to the most allowed",
                        "limit", {{"allowed", "1–" + std::to_string(limits::page_rows_max)}});
        }
        page.limit = static_cast<std::size_t>(*rows);
    }
    if (const auto cursor = request.query.find("cursor"); cursor && !cursor->empty()) {
        if (!is_uuid(*cursor)) {
            return fail(ErrorCode::malformed, "the cursor was not given by this list", "cursor");
        }
        page.after = *cursor;
    }
    return page;
}

Language language_of(const RequestHead& request) {
    return preferred_language(request.headers.find("Accept-Language").value_or(""));
}

Result<std::int64_t> version_of(const Request& request) {
    const auto field = request.headers.find("If-Match");
    if (!field) {
        return fail(ErrorCode::missing_member,
                    "a change names the version it was made from in If-Match", "If-Match");
    }
    const bool quoted = field->size() > 2 && field->front() == '"' && field->back() == '"';
    const auto version = quoted ? number_of(field->substr(1, field->size() - 2)) : std::nullopt;
    if (!version) {
        return fail(ErrorCode::malformed, "If-Match is not an ETag of this resource", "If-Match");
    }
    return *version;
}

std::string etag_of(std::int64_t version) {
    return "\"" + std::to_string(version) + "\"";
}

Response json_of(std::string body, std::int64_t version, int status) {
    Response response = json(std::move(body), status);
    response.headers.set("ETag", etag_of(version));
    return response;
}

Response created(std::string body, std::int64_t version, std::string location) {
    Response response = json_of(std::move(body), version, 201);
    response.headers.set("Location", std::move(location));
    return response;
}

} // namespace marquee::manager
