// One verb on one resource of the staff REST, as a row of a table: who may do it is decided from
// the row before its handler runs, so no handler can forget to ask.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "manager/access/authorizer.hpp"
#include "manager/http/sentences.hpp"
#include "manager/ports/exchange.hpp"
#include "manager/ports/row.hpp"
#include "schemas/model/error.hpp"

namespace marquee::manager {

// A request of somebody who may make it.
struct StaffCall {
    const Request& request;
    const Principal& who;
    const std::vector<std::string>& places; // of the pattern's {…}
    Instant now;
    Scope scope; // where `who` may do the route's action: what lists are about
};

// Whose thing the request is about: the unit the authorizer is asked for.
using UnitOf = std::function<Result<UnitId>(const Request&, const std::vector<std::string>&)>;
using StaffHandler = std::function<Result<Response>(const StaffCall&)>;

// granted: whoever holds a grant for the action. signed_in: everybody, about their own account;
// action and unit are not asked. open: also strangers, who are nobody in StaffCall::who.
enum class Door { granted, signed_in, open };

// Takes in the body of a request that does not fit into memory; see BodySink. Failures become
// problems like those of a handler.
class StaffSink {
public:
    virtual ~StaffSink() = default;
    virtual Status take(std::string_view bytes) = 0;
    virtual Result<Response> finish() = 0;
};

using StaffReceiver = std::function<Result<std::unique_ptr<StaffSink>>(const StaffCall&)>;

struct StaffRoute {
    Method method = Method::get;
    std::string_view pattern; // "/api/v1/slogans/{id}"
    Action action = Action::read_content;
    UnitOf unit_of{}; // empty: a list, which shows each caller the units of their own grants
    StaffHandler handle{};
    Door door = Door::granted;
    Lane lane = Lane::ordinary; // reserved: answered while every ordinary worker is busy
    StaffReceiver receive{};    // instead of handle, where the body goes to a sink
    Headers always{};           // of every answer, refusals too
    // Takes a token as the password of HTTP Basic too (RFC 7617), for programs that know nothing
    // else. Only where reading is all there is: browsers send it along by themselves.
    bool takes_basic = false;
};

using StaffRoutes = std::vector<StaffRoute>;

// `limit` and `cursor` of a list; out_of_range for a limit that is no number from 1 to
// limits::page_rows_max.
Result<Page> page_of(const Request& request);

// The version a conditional write names in If-Match, RFC 9110 section 13.1.1: missing_member
// without one, malformed when it is not an etag we gave.
Result<std::int64_t> version_of(const Request& request);

// The same text for one version of one thing.
std::string etag_of(std::int64_t version);

// The language of the answer's sentences.
Language language_of(const RequestHead& request);

// A JSON body with the thing's ETag.
Response json_of(std::string body, std::int64_t version, int status = 200);

// 201 with Location and ETag.
Response created(std::string body, std::int64_t version, std::string location);

} // namespace marquee::manager
