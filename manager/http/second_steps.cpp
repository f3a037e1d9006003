#include "manager/http/second_steps.hpp"

#include "manager/http/resource.hpp"
#include "manager/http/session.hpp"
#include "schemas/wire/reader.hpp"

namespace marquee::manager {

namespace {

Result<PasswordProof> proof_of(const StaffCall& call) {
    return wire::read_object(call.request.text(), wire::staff_body, [&](wire::Object in) {
        return PasswordProof{in.required("password").text(limits::password_bytes_max),
                             arrival_of(call.request)};
    });
}

} // namespace

StaffRoutes SecondStepResource::routes() {
    const std::string_view own = "/api/v1/session/second-step";
    const auto route = [](Method method, std::string_view pattern, StaffHandler handle) {
        StaffRoute made;
        made.method = method;
        made.pattern = pattern;
        made.handle = std::move(handle);
        made.door = Door::signed_in;
        return made;
    };
    return {
        route(Method::get, own, [this](const auto& call) { return show(call); }),
        route(Method::post, own, [this](const auto& call) { return offer(call); }),
        route(Method::put, own, [this](const auto& call) { return confirm(call); }),
        route(Method::post, "/api/v1/session/second-step/end",
              [this](const auto& call) { return end(call); }),
        route(Method::remove, "/api/v1/accounts/{id}/second-step",
              [this](const auto& call) { return end_for(call); }),
    };
}

Result<Response> SecondStepResource::show(const StaffCall& call) {
    return steps_.state(call.who).map([](const StepState& state) {
        return json(wire::write_object([&](wire::ObjectWriter& out) {
            out.member("since", state.since);
            out.member("spare_codes_left", static_cast<std::int64_t>(state.spare_codes_left));
        }));
    });
}

Result<Response> SecondStepResource::offer(const StaffCall& call) {
    return proof_of(call)
        .and_then(
            [&](const PasswordProof& proof) { return steps_.offer(call.who, proof, call.now); })
        .map([](const OfferedStep& offered) {
            return json(wire::write_object([&](wire::ObjectWriter& out) {
                            out.member("secret", offered.typed_secret);
                            out.member("url", offered.url);
                        }),
                        201);
        });
}

Result<Response> SecondStepResource::confirm(const StaffCall& call) {
    return wire::read_object(
               call.request.text(), wire::staff_body,
               [](wire::Object in) { return in.required("code").line(step_code_bytes_max, 1); })
        .and_then([&](const std::string& code) { return steps_.confirm(call.who, code, call.now); })
        .map([](const std::vector<std::string>& codes) {
            return json(wire::write_object(
                [&](wire::ObjectWriter& out) { out.texts("spare_codes", codes); }));
        });
}

Result<Response> SecondStepResource::end(const StaffCall& call) {
    return proof_of(call)
        .and_then([&](const PasswordProof& proof) { return steps_.end(call.who, proof, call.now); })
        .map(no_content);
}

Result<Response> SecondStepResource::end_for(const StaffCall& call) {
    return steps_.end_for(call.who, AccountId{call.places.front()}, call.now).map(no_content);
}

} // namespace marquee::manager
