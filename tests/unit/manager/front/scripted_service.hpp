// A service whose answers are written in the test.
#pragma once

#include <functional>

#include "manager/ports/exchange.hpp"

namespace marquee::manager {

struct ScriptedService final : Service {
    std::function<RoutePolicy(const RequestHead&)> on_policy = [](const RequestHead&) {
        return RoutePolicy{1'000'000, Lane::ordinary, BodyDestination::memory};
    };
    std::function<Reception(const RequestHead&)> on_receive = [](const RequestHead&) {
        return Response{501, {}, {}};
    };
    std::function<std::optional<Response>(const RequestHead&, int, ErrorCode)> on_refusal =
        [](const RequestHead&, int, ErrorCode) { return std::nullopt; };
    std::function<Response(const Request&)> on_request = [](const Request& request) {
        return text(request.path);
    };

    RoutePolicy policy(const RequestHead& head) override { return on_policy(head); }
    Reception receive(const RequestHead& head) override { return on_receive(head); }
    std::optional<Response> worded(const RequestHead& head, int status, ErrorCode code) override {
        return on_refusal(head, status, code);
    }
    Response handle(const Request& request) override { return on_request(request); }
};

} // namespace marquee::manager
