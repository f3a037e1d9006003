// What a revision of a program is made of. Pure functions of rows and drafts.
#pragma once

#include "common/random.hpp"
#include "manager/ports/database.hpp"
#include "schemas/model/layout_draft.hpp"
#include "schemas/model/program.hpp"

namespace marquee::manager {

// True once a revision may change no more: submitted, approved or withdrawn.
bool frozen(ProgramState state);

// Content is shared up and down the tree, never sideways: true when one of the units lies on the
// other's path to the root.
Result<bool> shares(const FleetRepository& fleet, const UnitId& one, const UnitId& other);

// Gives items that name a slogan its words and name. `origins` gets which item came from which
// slogan. invalid_reference for a slogan that does not exist, or that `unit` does not share.
Status fill_in(Layout& layout, const std::vector<SloganReference>& slogans, const UnitId& unit,
               const View& view, std::vector<ItemOrigin>& origins);

// Gives an id to every item that has none.
void number_items(Layout& layout, Instant now, Randomness& randomness);

// The new words in every item made from the slogan.
void replace_slogan(Layout& layout, const std::vector<ItemOrigin>& origins,
                    const SloganRecord& slogan);

// The document and what is derived from it.
void set_payload(ProgramRevision& revision, const Program& program);

// What follows `present`: the same number while it may still change, else a draft of the next.
ProgramRevision successor_of(const ProgramRevision& present, Instant now);

} // namespace marquee::manager
