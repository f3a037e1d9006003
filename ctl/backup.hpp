// `marqueectl backup`: all that a manager must not lose, in one sealed file, while it runs.
//
// The database is copied first, in one consistent snapshot; the blobs it names are immutable, and
// links made before and after the snapshot keep those that are removed meanwhile. Then the trust
// files with their keys. Left out: what players fetch again (nothing), uploads under way, locks.
#pragma once

#include "ctl/command.hpp"

namespace marquee::ctl {

Command backup_command();

// --passphrase-file, and what stands in it: the first line. out_of_range when it is short.
Setting passphrase_setting();
Result<std::string> read_passphrase(const Settings& settings);

// The first file of every backup: "key=value" lines that say what it is of.
inline constexpr std::string_view about_name = "about";
inline constexpr std::string_view database_name = "marquee.sqlite";

} // namespace marquee::ctl
