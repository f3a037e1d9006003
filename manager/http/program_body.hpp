// How staff write a program: a layout whose items may name slogans and assets of the library and
// whose zones may name playlists (schemas/wire/layout_draft.hpp).
#pragma once

#include <string>
#include <string_view>

#include "manager/publishing/programs.hpp"
#include "schemas/model/error.hpp"

namespace marquee::manager {

Result<ProgramDraft> read_program_body(std::string_view text);

// The program with the layout of its latest revision, as staff read it: every item carries its
// content; `origins` says which of them were made from a slogan or an asset of the library, and
// `playlists` which zones play a copy of a playlist.
std::string write_program_body(const ProgramAndRevision& program);

} // namespace marquee::manager
