// render-request/1.0 and render-answer/1.0: what the manager and marquee-render say to each other
// through a pipe. Both are one line of JSON; a picture's bytes follow their answer's line.
#pragma once

#include <string>
#include <string_view>

#include "schemas/model/preview.hpp"
#include "schemas/wire/reader.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::wire {

// Without the line end. Items need ids, as in a program.
std::string write_render_request(const RenderOrder& order);
Result<RenderOrder> read_render_request(std::string_view line);

std::string write_render_answer(const RenderAnswer& answer);
Result<RenderAnswer> read_render_answer(std::string_view line);

} // namespace marquee::wire
