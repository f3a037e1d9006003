// A layout as staff write it, for the bodies of /api/v1/programs and for campaign files.
#pragma once

#include <string_view>

#include "schemas/model/layout_draft.hpp"
#include "schemas/wire/reader.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::wire {

// `member` names the slogan an item is made from: "slogan_id" (a UUID) on the staff REST, "slogan"
// (a name) in files. An item without it carries its `content`.
LayoutDraft read_layout_draft(const Object& in, std::string_view member);
void write_layout_draft(ObjectWriter& out, const LayoutDraft& draft, std::string_view member);

} // namespace marquee::wire
