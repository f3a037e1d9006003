// A setting's value from the texts people write, and back.
#pragma once

#include <string>
#include <vector>

#include "common/settings.hpp"

namespace marquee {

// "250ms" to "7d"; malformed or out_of_range.
Result<Milliseconds> duration_from_text(std::string_view text);

// "90s" for 90,000: the largest unit that divides.
std::string to_duration_text(Milliseconds duration);

// Splits at commas, trims blanks, drops empty pieces.
std::vector<std::string> split_list(std::string_view text);

// `texts`: as many as were given for a list, one for every other kind. The Error is a sentence that
// goes on after the key: "must be between 1 and 65535, not 70000".
Result<SettingValue> read_setting(const Setting& setting, const std::vector<std::string>& texts);

// As it would be written in a configuration file.
std::string to_setting_text(const SettingValue& value);

} // namespace marquee
