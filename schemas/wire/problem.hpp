// An error on HTTP: application/problem+json of RFC 9457, with `code` and `params` for programs.
// schemas/problem.schema.json
#pragma once

#include <string>
#include <string_view>

#include "schemas/model/error.hpp"

namespace marquee::wire {

struct Problem {
    std::string type = "about:blank";
    std::string title; // the same words for the same code
    int status = 500;  // HTTP
    std::string code;  // error_slug
    ErrorParams params;
    std::string detail;   // one sentence about this occurrence
    std::string instance; // the request, when it has a name
    std::string where;    // JSON pointer into the request's body, or a member's name

    friend bool operator==(const Problem&, const Problem&) = default;
};

inline constexpr std::string_view problem_media_type = "application/problem+json";

std::string write_problem(const Problem& problem);
Result<Problem> read_problem(std::string_view text);

// The HTTP status of a code: 404 for not_found, 412 for conflict. Total.
int http_status(ErrorCode code);

// type urn:marquee:problem:CODE, title and status by code; detail is the error's sentence.
Problem problem_of(const Error& error);

// The error a peer meant. A code this software does not know becomes what its status says.
Error error_of(const Problem& problem);

} // namespace marquee::wire
