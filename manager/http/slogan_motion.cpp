// The part of PreviewResource that is about slogans which a page moves by itself.
#include <utility>

#include "manager/http/previews.hpp"
#include "schemas/rules/slogan_variables.hpp"
#include "schemas/rules/validate.hpp"
#include "schemas/wire/slogan_motion.hpp"

namespace marquee::manager {

namespace {

Result<SloganMotionOrder> read_body(std::string_view text) {
    return wire::read_object(text, wire::staff_body, wire::read_motion_order)
        .and_then([](const SloganMotionOrder& order) {
            return rules::as_status(rules::validate(order.slogan)).map([&] { return order; });
        });
}

std::string body_of(const DrawnMotion& drawn) {
    return wire::write_object(
        [&](wire::ObjectWriter& out) { wire::write_drawn_motion(out, drawn); });
}

} // namespace

Result<SloganMotionOrder> PreviewResource::timed(const StaffCall& call, SloganMotionOrder order) {
    const Instant asked = std::exchange(order.starts, Instant{});
    if (!rules::tells_time(order.slogan)) {
        return order;
    }
    return beginning(call, asked == Instant{} ? std::nullopt : std::optional(asked))
        .map([&](Beginning begins) {
            order.starts = begins.at;
            order.wall = std::move(begins.wall);
            return order;
        });
}

Result<Response> PreviewResource::slogan_motion(const StaffCall& call) {
    return read_body(call.request.text())
        .and_then([&](const SloganMotionOrder& asked) { return timed(call, asked); })
        .and_then([&](const SloganMotionOrder& order) -> Result<Response> {
            Response response = kept_or_new(call, order);
            if (response.status == 304) {
                return response;
            }
            return renderer_.motion(order).map([&](const DrawnMotion& drawn) {
                response.headers.set("Content-Type", "application/json");
                response.body = body_of(drawn);
                return std::move(response);
            });
        });
}

} // namespace marquee::manager
