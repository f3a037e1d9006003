// What an asset of the library is shown as.
#pragma once

#include <string>

#include "manager/ports/media_repository.hpp"
#include "schemas/model/layout_draft.hpp"

namespace marquee::manager {

// Its rendition as a poster, film or sound, in the way that is wanted. wrong_state while it is not
// ready; `where` stands in the error.
Result<Content> content_of(const AssetRecord& asset, const AssetReference& wanted,
                           const std::string& where);

// Of an asset that content_of takes: the length of a film or sound, a chime before it included,
// within what a playlist takes; else an item's usual duration.
Milliseconds own_duration(const AssetRecord& asset, const AssetReference& wanted);

// Posters, films and sound.
bool needs_asset(const Content& content);

} // namespace marquee::manager
