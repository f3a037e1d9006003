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
// numbered apart, media of the right kind, validities that are not empty, QR codes that fit.
Findings validate(const Program& program);

// One list alone: items, durations, transitions and media as in a program.
Findings validate(const Playlist& playlist);

// Text that says something, of at most limits::slogan_graphemes_max visible characters
// (graphemes.hpp), without control characters other than new lines.
Findings validate(const Slogan& slogan);

// References resolve, ids are unique, times can hold, transitions ascend, volume within 0 to 100,
// no more day rules than limits::day_rules_per_manifest_max.
Findings validate(const Manifest& manifest);

// What a valid manifest says and cannot come to pass: a play and the gap after it longer than an
// hour, a recurrence without a single day, days chosen by kind without a table, or with one that
// lacks this year or the next. No player refuses a manifest for it; people are told beforehand.
Findings doubts(const Manifest& manifest);

// A range that is not upside down, at least one weekday, windows within a day, days that exist.
// Pointers are those of the JSON of wire/times.hpp.
Findings validate(const Times& times);

// Points that ascend within a day, percents, the times of caps.
Findings validate(const LevelRules& levels);

// An override that ends and addresses somebody; a notice of at most limits::notice_graphemes_max
// visible characters and limits::notice_seconds_max seconds.
Findings validate(const Override& document);

// The first finding, for callers that need only one.
Status as_status(const Findings& findings);

} // namespace marquee::rules
