// A layout as staff write it, for the bodies of /api/v1/programs and /api/v1/playlists and for
// campaign files.
//
// An item has exactly one of a slogan, an asset (with `fit`, `background`, `volume_percent` and
// `motion` beside it), a `comic` (an object with `pages`, which are assets, `page_ms`, `fit`,
// `background` and `motion`) and `content`. A zone has exactly one of a playlist of the library,
// `items`, and `playlist`, an object with `items` as in program/1.0.
#pragma once

#include <string_view>
#include <vector>

#include "schemas/model/layout_draft.hpp"
#include "schemas/wire/reader.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::wire {

// The members that name things of the library.
struct DraftMembers {
    std::string_view slogan;
    std::string_view asset;
    std::string_view playlist;
};

inline constexpr DraftMembers by_id{"slogan_id", "asset_id", "playlist_id"}; // the staff REST
inline constexpr DraftMembers by_name{"slogan", "asset", "playlist"};        // files

LayoutDraft read_layout_draft(const Object& in, const DraftMembers& members);
void write_layout_draft(ObjectWriter& out, const LayoutDraft& draft, const DraftMembers& members);

// The list in the member `items`, of at least one.
std::vector<DraftItem> read_draft_items(const Object& in, const DraftMembers& members);
void write_draft_items(ObjectWriter& out, const std::vector<DraftItem>& items,
                       const DraftMembers& members);

} // namespace marquee::wire
