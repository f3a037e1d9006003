// Decides what becomes of an original: a refusal with its reason, or a plan for a rendition that
// every player plays well. Pure.
//
// Pictures: upright, at most 3,840 pixels long, JPEG, or PNG where there may be transparency; no
// metadata, so no place where the photograph was taken. A GIF or WebP that moves stays one, frames
// and transparency untouched, as long as it is no larger than a film would be; a larger GIF becomes
// a film. Films: MP4, H.264 High, 4:2:0 in 8 bits,
// BT.709, square pixels, upright, a constant rate of at most 60, closed groups of at most two
// seconds, AAC in stereo at 48 kHz and -23 LUFS (EBU R 128). Sounds: the same in an MP4 of its own.
//
// A refusal is an Error of unsupported_media, damaged_media, too_large or out_of_range, whose first
// param is {"reason", SLUG}; the slugs of refusals and notes have their sentences in
// manager/http/library_wordings.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "manager/library/media_facts.hpp"
#include "manager/ports/media_repository.hpp"
#include "schemas/model/error.hpp"

namespace marquee::manager {

struct RenditionSettings {
    Size film_size_max{1'920, 1'080}; // of a landscape film; portrait: exchanged
};

struct TranscodePlan {
    MediaKind kind = MediaKind::picture;
    std::string file;       // of the rendition in its folder; its end names the format
    std::string media_type; // "video/mp4"
    Size size;              // zeros for sound
    Ratio rate;             // pictures a second, of a film
    Size upright;           // as it is meant to be seen before scaling
    bool tone_mapped = false;
    bool deinterlaced = false;
    bool moves = false;    // a picture that stays an animation
    bool copyable = false; // the stored film may do as it is, if its packets do
    bool kept = false;     // and did
    std::vector<MediaNote> notes;
};

Result<TranscodePlan> plan_rendition(const MediaFacts& facts, const RenditionSettings& settings);

// The error of a refusal: reason and further params for its sentence.
Error refusal(ErrorCode code, std::string_view reason, std::string what, ErrorParams params = {});

// Whether a film that looks copyable by its head is so by its packets; the last two are those of
// FilmPackets.
bool may_be_copied(const TranscodePlan& plan, bool packets_regular, Microseconds longest_run);

} // namespace marquee::manager
