// An asset as the staff REST shows it, with what there is to say about it in the caller's language.
#pragma once

#include "manager/http/sentences.hpp"
#include "manager/ports/media_repository.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::manager {

void write_asset(wire::ObjectWriter& out, const AssetRecord& row, Language language);

} // namespace marquee::manager
