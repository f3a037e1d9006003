// What is told at an upload about the displays below its unit: what some of them cannot decode,
// and what was made so that all can. Pure; the figures are those of the moment.
#pragma once

#include <string>
#include <vector>

#include "manager/library/ingest.hpp"
#include "manager/ports/fleet_repository.hpp"

namespace marquee::manager {

// What to count the displays by: first what the rendition needs, then what its original would have
// needed, where players announce that.
std::vector<std::string> needed_for(const FreshRendition& fresh);

// `census` counts by needed_for(fresh), in that order.
std::vector<MediaNote> reach_notes(const FreshRendition& fresh, const DisplayCensus& census);

} // namespace marquee::manager
