// What documents must mean beyond their shape. The wire refuses what is not of the schema; these
// rules refuse what contradicts itself or the limits, before anybody approves or publishes it, and
// again on the player before it is believed.
//
// Every finding is an Error with `where` as an RFC 6901 pointer into the document's JSON and
// `params` for the sentence a person reads (limit, value, name…). Findings come in document order;
// at most limits::findings_max are listed. None: valid.
#pragma once

#include <vector>

#include "schemas/model/manifest.hpp"
#include "schemas/model/override.hpp"
#include "schemas/model/program.hpp"

namespace marquee::rules {

using Findings = std::vector<Error>;

// Zones inside the canvas and named apart, nothing empty, durations and speeds in limits, items
// numbered apart, media of the right kind, a validity that is not empty.
Findings validate(const Program& program);

// One list alone: items, durations, transitions and media as in a program.
Findings validate(const Playlist& playlist);

// Text that says something, of at most limits::slogan_graphemes_max visible characters
// (graphemes.hpp), without control characters other than new lines.
Findings validate(const Slogan& slogan);

// References resolve, ids are unique, times can hold, transitions ascend, volume within 0 to 100.
Findings validate(const Manifest& manifest);

// A range that is not upside down, at least one weekday, windows within a day.
Findings validate(const Times& times);

// An override that ends and addresses somebody; a notice of at most limits::notice_graphemes_max
// visible characters and limits::notice_seconds_max seconds.
Findings validate(const Override& document);

// The first finding, for callers that need only one.
Status as_status(const Findings& findings);

} // namespace marquee::rules
