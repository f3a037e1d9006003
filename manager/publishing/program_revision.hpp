// What a revision of a program is made of. Pure functions of rows and drafts.
#pragma once

#include "common/random.hpp"
#include "manager/ports/database.hpp"
#include "schemas/model/layout_draft.hpp"
#include "schemas/model/program.hpp"

namespace marquee::manager {

// True once a revision may change no more: submitted, approved or withdrawn.
bool frozen(ProgramState state);

// Content is shared downwards: true when `owner` is `user` or lies above it. Nobody's words reach
// further up or sideways than their own unit.
Result<bool> shares(const FleetRepository& fleet, const UnitId& owner, const UnitId& user);

// Gives items that name a slogan its words and name. `origins` gets which item came from which
// slogan. invalid_reference for a slogan that does not exist, or that is not shared with `unit`.
Status fill_in(Layout& layout, const std::vector<SloganReference>& slogans, const UnitId& unit,
               const View& view, std::vector<ItemOrigin>& origins);

// Gives an id to every item that has none.
void number_items(Layout& layout, Instant now, Randomness& randomness);

// True when an item of the revision was made from the slogan.
bool is_made_from(const ProgramRevision& revision, const SloganId& slogan);

// conflict when an item made from a slogan has other words than the slogan has now: asked inside
// the write, because revisions are composed before it.
Status check_words(const ProgramRevision& revision, const ContentRepository& content);

// The new words in every item made from the slogan.
void replace_slogan(Layout& layout, const std::vector<ItemOrigin>& origins,
                    const SloganRecord& slogan);

// The document and what is derived from it. too_large over limits::program_bytes_max.
Status set_payload(ProgramRevision& revision, const Program& program);

// What follows `present`: the same number while it may still change, else a draft of the next.
ProgramRevision successor_of(const ProgramRevision& present, Instant now);

} // namespace marquee::manager
