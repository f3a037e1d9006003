// /api/v1/slogans: the words of the library.
//
// Words that no font of the player draws are refused with missing_glyph before they are kept. While
// the renderer that knows the fonts is out of order they are kept unchecked and the answer says so:
// a city must be able to write its slogans also then, and a program is drawn again for review.
#pragma once

#include "common/random.hpp"
#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"
#include "manager/ports/renderer.hpp"
#include "manager/publishing/programs.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class SloganResource {
public:
    SloganResource(Database& database, Programs& programs, Renderer& renderer,
                   Randomness& randomness)
        : database_(database), programs_(programs), renderer_(renderer), randomness_(randomness) {}

    StaffRoutes routes();

private:
    Result<Response> list(const StaffCall& call);
    Result<Response> create(const StaffCall& call);
    Result<Response> show(const StaffCall& call);
    // Programs that show the slogan follow.
    Result<Response> replace(const StaffCall& call);
    Result<Response> remove(const StaffCall& call);

    Database& database_;
    Programs& programs_;
    Renderer& renderer_;
    Randomness& randomness_;
};

} // namespace marquee::manager
