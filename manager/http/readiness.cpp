#include "manager/http/readiness.hpp"

#include "schemas/wire/writer.hpp"

namespace marquee::manager {

StaffRoutes Readiness::routes() {
    return {{Method::get,
             "/readyz",
             Action::read_fleet,
             {},
             [this](const StaffCall&) -> Result<Response> { return answer(); },
             Door::open,
             Lane::reserved}};
}

Response Readiness::answer() const {
    std::vector<std::string> reasons;
    for (const ReadyCheck& check : checks_) {
        if (!check.holds()) {
            reasons.emplace_back(check.reason);
        }
    }
    return json(wire::write_object([&](wire::ObjectWriter& out) {
                    out.member("ready", reasons.empty());
                    out.texts("reasons", reasons);
                }),
                reasons.empty() ? 200 : 503);
}

} // namespace marquee::manager
