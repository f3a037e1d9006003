// A layout as staff wrote it becomes the layout of a program: what it names of the library is
// copied in, and where it came from is written down. Reads rows, changes none.
#pragma once

#include <cstdint>
#include <vector>

#include "common/random.hpp"
#include "manager/ports/database.hpp"
#include "schemas/model/layout_draft.hpp"
#include "schemas/model/program.hpp"

namespace marquee::manager {

// For whom and when a draft is composed.
struct CompositionContext {
    const View& view;
    UnitId unit; // whose program it will be; it sees what its own unit and those above it own
    Instant now{};
    Randomness& randomness; // for the ids of items
};

// A playlist as it was copied.
struct CopiedPlaylist {
    PlaylistId id;
    std::int64_t version = 0;
};

struct Composition {
    Layout layout;
    Origins origins;
    std::vector<CopiedPlaylist> copied;
};

// Every item has an id of its own, content, a name and a duration. Errors, `where` pointing into
// the program's document: invalid_reference for what does not exist or is another unit's;
// wrong_state for an asset that is not ready; unsupported_media for a page of a comic that is no
// picture; too_large when pages of comics make a list too long. rules/validate judges the rest.
Result<Composition> compose(const LayoutDraft& draft, const CompositionContext& context);

// The items of a playlist as its zones will have them, to see whether it can be played; `where`
// points into the playlist's own body.
Result<std::vector<PlaylistItem>> compose_items(const std::vector<DraftItem>& items,
                                                const CompositionContext& context);

// The layout of a revision with this playlist copied anew into every zone that plays it.
Result<Composition> copy_again(const Layout& layout, const Origins& origins,
                               const PlaylistRecord& playlist, const CompositionContext& context);

// Content is shared downwards: true when `owner` is `user` or lies above it. Nobody's words reach
// further up or sideways than their own unit.
Result<bool> shares(const FleetRepository& fleet, const UnitId& owner, const UnitId& user);

} // namespace marquee::manager
