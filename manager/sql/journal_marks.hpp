// How far each journal of a display has come in; shared by plays and uptime.
#pragma once

#include <string_view>

#include "manager/ports/play_repository.hpp"
#include "manager/sql/connection.hpp"

namespace marquee::manager::sql {

// `journal`: "plays" or "uptime".
Result<JournalMark> read_mark(Connection& connection, const DisplayId& display,
                              std::string_view journal);
Status write_mark(Connection& connection, const DisplayId& display, std::string_view journal,
                  const JournalMark& mark);

// "SELECT descendant_id …": the units in the subtrees of `count` units, which are the parameters
// from number `first` on.
std::string units_below(std::size_t first, std::size_t count);

} // namespace marquee::manager::sql
