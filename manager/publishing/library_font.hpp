// The font of the library that a slogan names: it must be there, and be the unit's to use.
#pragma once

#include <string>

#include "manager/ports/database.hpp"
#include "schemas/model/slogan.hpp"

namespace marquee::manager {

// Fine without a font. invalid_reference at `where` when no asset that is ready has these bytes,
// when every one that has them is another unit's, or when its size or type is not as the slogan
// says: players would wait for bytes nobody has. In a read or write of the caller's.
Status check_font(const View& view, const UnitId& unit, const SloganStyle& style,
                  const std::string& where);

} // namespace marquee::manager
