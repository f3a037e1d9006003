// What a revision of a program is made of. Pure functions of rows and drafts.
#pragma once

#include "manager/ports/database.hpp"
#include "schemas/model/program.hpp"

namespace marquee::manager {

// True once a revision may change no more: submitted, approved or withdrawn.
bool frozen(ProgramState state);

// True when an item of the revision was made from the slogan.
bool is_made_from(const ProgramRevision& revision, const SloganId& slogan);

// True when a zone of the revision plays a copy of the playlist.
bool plays_copy_of(const ProgramRevision& revision, const PlaylistId& playlist);

// conflict when an item made from a slogan has other words than the slogan has now, or when an
// asset it shows is gone: asked inside the write, because revisions are composed before it.
Status check_origins(const ProgramRevision& revision, const View& view);

// The new words in every item made from the slogan.
void replace_slogan(Layout& layout, const Origins& origins, const SloganRecord& slogan);

// The document and what is derived from it. too_large over limits::program_bytes_max.
Status set_payload(ProgramRevision& revision, const Program& program);

// What follows `present`: the same number while it may still change, else a draft of the next.
ProgramRevision successor_of(const ProgramRevision& present, Instant now);

} // namespace marquee::manager
