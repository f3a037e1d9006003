#include "manager/library/reach_notes.hpp"

#include <algorithm>

#include "schemas/model/media_capability.hpp"

namespace marquee::manager {

namespace {

constexpr std::string_view made_codec = "h264"; // of every film's rendition

const FilmCodec* find_codec(const std::string& name) {
    const auto found = std::find_if(film_codecs.begin(), film_codecs.end(),
                                    [&](const FilmCodec& codec) { return codec.name == name; });
    return found == film_codecs.end() ? nullptr : &*found;
}

MediaNote conversion_note(const std::string& name, const KindCensus& screens) {
    const FilmCodec* const codec = find_codec(name);
    const std::string label = codec ? std::string(codec->label) : name;
    const std::int64_t able = codec ? screens.able[1] : screens.displays;
    if (able < screens.displays) {
        return {"codec_lacking",
                {{"screens", std::to_string(screens.displays)},
                 {"lacking", std::to_string(screens.displays - able)},
                 {"codec", label}}};
    }
    MediaNote converted{"converted", {{"codec", label}}};
    if (screens.displays > 0 && screens.able[0] == screens.displays) {
        converted.params.emplace_back("screens", std::to_string(screens.displays));
    }
    return converted;
}

} // namespace

std::vector<std::string> needed_for(const FreshRendition& fresh) {
    const std::string_view needed =
        fresh.made.kind == MediaKind::picture ? capability::poster : capability::video;
    std::vector<std::string> all{std::string(needed)};
    if (const FilmCodec* const codec = find_codec(fresh.codec)) {
        all.emplace_back(codec->capability);
    }
    return all;
}

std::vector<MediaNote> reach_notes(const FreshRendition& fresh, const DisplayCensus& census) {
    std::vector<MediaNote> notes;
    if (fresh.made.kind == MediaKind::audio || fresh.made.kind == MediaKind::font) {
        return notes;
    }
    const KindCensus& screens = census.screens;
    if (fresh.film_kept) {
        notes.push_back({"kept", {}});
    } else if (!fresh.codec.empty() && fresh.codec != made_codec) {
        notes.push_back(conversion_note(fresh.codec, screens));
    }
    if (screens.able[0] < screens.displays) {
        notes.push_back({"not_played",
                         {{"screens", std::to_string(screens.displays)},
                          {"lacking", std::to_string(screens.displays - screens.able[0])}}});
    }
    if (census.loudspeakers.displays > 0) {
        notes.push_back({fresh.made.rendition.has_sound ? "heard_only" : "loudspeakers",
                         {{"count", std::to_string(census.loudspeakers.displays)}}});
    }
    return notes;
}

} // namespace marquee::manager
