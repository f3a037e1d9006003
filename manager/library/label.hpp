// What people call their files, made fit to be shown. A label is never used as a path.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "schemas/model/error.hpp"

namespace marquee::manager {

// One line of text: control and direction characters left out, spaces at the ends cut. Empty when
// nothing is left. malformed when it is not UTF-8; too_large over limits::name_bytes_max.
Result<std::string> label_from(std::string_view said);

// The same of the last part of what looks like a path: "../../etc/passwd" is "passwd",
// "C:\pictures\a.jpg" is "a.jpg", ".." is empty.
Result<std::string> file_label_from(std::string_view said);

// "8.6 GB", "12 kB", "1 byte": for sentences. Powers of ten.
std::string size_in_words(std::uint64_t bytes);

} // namespace marquee::manager
