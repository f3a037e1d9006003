// What a slogan has beside its words and its plain style, for rows that keep the two apart.
#pragma once

#include "schemas/model/slogan.hpp"
#include "schemas/wire/reader.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::wire {

// Whether there is anything to write.
bool has_looks(const Slogan& slogan);

// The members `style` (with `font_asset`, `letters` and `movement` only), `translation` and
// `variables`, as write_slogan writes them.
void write_looks(ObjectWriter& out, const Slogan& slogan);

// The rest of `slogan` stays as it is.
void read_looks(const Object& in, Slogan& slogan);

} // namespace marquee::wire
