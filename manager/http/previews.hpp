// /api/v1/previews, slogan-checks, slogan-motions, and the pictures of programs and assets: what a
// display would show, before it does.
#pragma once

#include <optional>

#include "common/random.hpp"
#include "common/zoneinfo.hpp"
#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"
#include "manager/ports/renderer.hpp"
#include "schemas/model/preview.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class PreviewResource {
public:
    PreviewResource(Database& database, Renderer& renderer, Randomness& randomness,
                    const Zoneinfo& zones)
        : database_(database), renderer_(renderer), randomness_(randomness), zones_(zones) {}

    StaffRoutes routes();

private:
    Result<Response> draft(const StaffCall& call);
    Result<Response> program(const StaffCall& call);
    Result<Response> thumbnail(const StaffCall& call);
    Result<Response> slogan_check(const StaffCall& call);
    Result<Response> slogan_motion(const StaffCall& call);
    // With its headers; 304 where the caller holds the answer.
    static Response kept_or_new(const StaffCall& call, const RenderOrder& order);
    Result<Response> answer(const StaffCall& call, const RenderOrder& order);
    // The revision that is asked for.
    Result<Program> wanted_program(const StaffCall& call);

    StaffRoutes filmstrip_routes();
    Result<Response> program_filmstrip(const StaffCall& call);
    Result<Response> playlist_filmstrip(const StaffCall& call);
    Result<Response> filmstrip(const StaffCall& call, const Layout& layout);

    // Of a slot or an item's turn.
    struct Beginning {
        Instant at;
        ZoneRules wall;
    };
    Result<Beginning> beginning(const StaffCall& call, const std::optional<Instant>& starts);
    Result<StillOrder> timed(const StaffCall& call, StillOrder order,
                             const std::optional<Instant>& starts);
    Result<SloganMotionOrder> timed(const StaffCall& call, SloganMotionOrder order);

    Database& database_;
    Renderer& renderer_;
    Randomness& randomness_;
    const Zoneinfo& zones_;
};

} // namespace marquee::manager
