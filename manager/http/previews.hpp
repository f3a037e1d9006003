// /api/v1/previews, slogan-checks, and the pictures of programs and assets: what a display would
// show, before it does.
#pragma once

#include "common/random.hpp"
#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"
#include "manager/ports/renderer.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class PreviewResource {
public:
    PreviewResource(Database& database, Renderer& renderer, Randomness& randomness)
        : database_(database), renderer_(renderer), randomness_(randomness) {}

    StaffRoutes routes();

private:
    Result<Response> draft(const StaffCall& call);
    Result<Response> program(const StaffCall& call);
    Result<Response> thumbnail(const StaffCall& call);
    Result<Response> slogan_check(const StaffCall& call);
    Result<Response> answer(const StaffCall& call, const StillOrder& order);

    Database& database_;
    Renderer& renderer_;
    Randomness& randomness_;
};

} // namespace marquee::manager
