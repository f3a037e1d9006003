#include "schemas/wire/problem.hpp"

#include <unordered_set>

#include "schemas/wire/reader.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::wire {

namespace {

// "wrong_credentials" -> "Wrong credentials"
std::string title_of(ErrorCode code) {
    std::string title(error_slug(code));
    for (char& c : title) {
        c = c == '_' ? ' ' : c;
    }
    title.front() = static_cast<char>(title.front() - 'a' + 'A');
    return title;
}

ErrorCode code_of_status(int status) {
    switch (status) {
    case 401:
        return ErrorCode::not_signed_in;
    case 403:
        return ErrorCode::not_allowed;
    case 404:
        return ErrorCode::not_found;
    case 409:
        return ErrorCode::wrong_state;
    case 410:
        return ErrorCode::expired;
    case 412:
        return ErrorCode::conflict;
    case 413:
        return ErrorCode::too_large;
    case 423:
        return ErrorCode::in_use;
    case 429:
    case 503:
        return ErrorCode::busy;
    default:
        return status >= 400 && status < 500 ? ErrorCode::malformed : ErrorCode::internal;
    }
}

ErrorParams read_params(const Value& value) {
    ErrorParams params;
    for (const auto& [name, param] : value.object().members()) {
        if (params.size() == limits::problem_params_max) {
            value.refuse(ErrorCode::too_large, "too many params");
            break;
        }
        params.emplace_back(name, param.text(limits::note_bytes_max));
    }
    return params;
}

Problem read_members(const Object& in) {
    Problem problem;
    if (const Value type = in.optional("type")) {
        problem.type = type.line(limits::url_bytes_max);
    }
    problem.title = in.optional("title").line(limits::name_bytes_max);
    problem.status = in.required("status").integer<int>(100, 599);
    problem.code = in.required("code").line(limits::word_bytes_max, 1);
    if (const Value params = in.optional("params")) {
        problem.params = read_params(params);
    }
    problem.detail = in.optional("detail").text(limits::note_bytes_max);
    problem.instance = in.optional("instance").line(limits::url_bytes_max);
    problem.where = in.optional("where").line(limits::url_bytes_max);
    return problem;
}

} // namespace

std::string write_problem(const Problem& problem) {
    return write_object([&](ObjectWriter& out) {
        out.member("type", problem.type);
        out.member("title", problem.title);
        out.member("status", problem.status);
        out.member("code", problem.code);
        out.object("params", [&](ObjectWriter& inner) {
            std::unordered_set<std::string_view> written;
            for (const auto& [name, value] : problem.params) {
                if (written.insert(name).second) {
                    inner.member(name, value);
                }
            }
        });
        out.member("detail", problem.detail);
        if (!problem.instance.empty()) {
            out.member("instance", problem.instance);
        }
        if (!problem.where.empty()) {
            out.member("where", problem.where);
        }
    });
}

Result<Problem> read_problem(std::string_view text) {
    const ReadRules rules{limits::problem_bytes_max, UnknownMembers::ignored};
    return read_object(text, rules, read_members);
}

int http_status(ErrorCode code) {
    switch (code) {
    case ErrorCode::malformed:
        return 400;
    case ErrorCode::not_signed_in:
    case ErrorCode::wrong_credentials:
        return 401;
    case ErrorCode::not_allowed:
    case ErrorCode::own_work:
    case ErrorCode::cross_site:
    case ErrorCode::foreign_display:
    case ErrorCode::foreign_organisation:
        return 403;
    case ErrorCode::not_found:
        return 404;
    case ErrorCode::already_exists:
    case ErrorCode::wrong_state:
    case ErrorCode::stale_generation:
    case ErrorCode::not_yet_valid:
        return 409;
    case ErrorCode::expired:
    case ErrorCode::token_spent:
        return 410;
    case ErrorCode::conflict:
    case ErrorCode::protocol_unknown:
        return 412;
    case ErrorCode::too_large:
        return 413;
    case ErrorCode::unsupported_media:
    case ErrorCode::content_type_wrong:
        return 415;
    case ErrorCode::out_of_range:
    case ErrorCode::unknown_member:
    case ErrorCode::missing_member:
    case ErrorCode::unknown_format:
    case ErrorCode::critical_not_understood:
    case ErrorCode::invalid_reference:
    case ErrorCode::damaged_media:
    case ErrorCode::missing_glyph:
    case ErrorCode::signature_missing:
    case ErrorCode::signature_wrong:
    case ErrorCode::key_unknown:
    case ErrorCode::key_not_allowed:
    case ErrorCode::digest_wrong:
    case ErrorCode::unsupported:
    case ErrorCode::weak_password:
        return 422;
    case ErrorCode::in_use:
        return 423;
    case ErrorCode::locked_out:
        return 429;
    case ErrorCode::io_failed:
    case ErrorCode::newer_schema:
    case ErrorCode::internal:
        return 500;
    case ErrorCode::unreachable:
    case ErrorCode::tls_refused:
    case ErrorCode::preview_failed:
        return 502;
    case ErrorCode::busy:
        return 503;
    case ErrorCode::timed_out:
        return 504;
    case ErrorCode::quota_exceeded:
    case ErrorCode::disk_full:
        return 507;
    }
    return 500;
}

Problem problem_of(const Error& error) {
    Problem problem;
    problem.type = "urn:marquee:problem:" + std::string(error_slug(error.code));
    problem.title = title_of(error.code);
    problem.status = http_status(error.code);
    problem.code = error_slug(error.code);
    problem.params = error.params;
    problem.detail = error.what;
    problem.where = error.where;
    return problem;
}

Error error_of(const Problem& problem) {
    return {error_code(problem.code).value_or(code_of_status(problem.status)),
            problem.detail.empty() ? problem.title : problem.detail, problem.where, problem.params};
}

} // namespace marquee::wire
