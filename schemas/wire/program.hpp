// program/1.0: what approvers sign. schemas/program.schema.json
#pragma once

#include <string>
#include <string_view>

#include "schemas/model/error.hpp"
#include "schemas/model/program.hpp"
#include "schemas/wire/reader.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::wire {

std::string write_program(const Program& program);

// Besides the limits: every zone lies within the canvas and not_before is before not_after.
Result<Program> read_program(std::string_view text);

// The parts, for bodies of the staff REST that carry the same things.
void write_slogan(ObjectWriter& out, const Slogan& slogan);
Slogan read_slogan(const Object& in);
void write_content(ObjectWriter& out, const Content& content); // `kind` first
Content read_content(const Object& in);
void write_layout(ObjectWriter& out, const Layout& layout);
Layout read_layout(const Object& in);

} // namespace marquee::wire
