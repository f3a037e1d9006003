// How staff write a program: the layout of program/1.0, but an item may name a slogan of the
// library (`slogan_id`) instead of carrying its content, and needs no id of its own.
#pragma once

#include <string>
#include <string_view>

#include "manager/publishing/programs.hpp"
#include "schemas/model/error.hpp"

namespace marquee::manager {

Result<ProgramDraft> read_program_body(std::string_view text);

// The program with the layout of its latest revision, as staff read it: every item carries its
// content, and `origins` says which of them were made from a slogan of the library.
std::string write_program_body(const ProgramAndRevision& program);

} // namespace marquee::manager
