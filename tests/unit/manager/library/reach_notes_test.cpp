// What an upload's notes say about the displays below its unit.
#include <catch2/catch.hpp>

#include "manager/http/media_wordings.hpp"
#include "manager/library/reach_notes.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

FreshRendition film(const std::string& codec, bool kept = false) {
    return {.made = {.kind = MediaKind::video, .rendition = {}, .notes = {}},
            .file = {},
            .codec = codec,
            .film_kept = kept};
}

DisplayCensus fleet(std::int64_t screens, std::vector<std::int64_t> able,
                    std::int64_t loudspeakers = 0) {
    const std::vector<std::int64_t> none(able.size());
    return {{screens, std::move(able)}, {loudspeakers, none}};
}

std::vector<std::string> said(const FreshRendition& fresh, const DisplayCensus& census,
                              Language language = Language::en) {
    std::vector<std::string> sentences;
    for (const MediaNote& note : reach_notes(fresh, census)) {
        sentences.push_back(note_sentence(note, language));
    }
    return sentences;
}

using Sentences = std::vector<std::string>;

} // namespace

TEST_CASE("screens that cannot decode the original are counted, with what was made for them") {
    const auto hevc = film("hevc");
    CHECK(needed_for(hevc) == Sentences{"video", "video.hevc"});
    CHECK(
        said(hevc, fleet(772, {772, 768}))
        == Sentences{"4 of 772 screens cannot decode HEVC; a version in H.264 was made for all of "
                     "them."});
    CHECK(said(hevc, fleet(772, {772, 768}), Language::zh_cn)
          == Sentences{"772 块屏中有 4 块无法解码 HEVC；已为全部屏生成 H.264 版本。"});
}

TEST_CASE("where all screens could decode it, the conversion is told and nobody is alarmed") {
    CHECK(said(film("vp9"), fleet(772, {772, 772}))
          == Sentences{"It was converted from VP9 to H.264, which all 772 screens play."});
    CHECK(said(film("vp9"), fleet(0, {0, 0})) == Sentences{"It was converted from VP9 to H.264."});
    // No player has it and none is asked for it.
    CHECK(needed_for(film("prores")) == Sentences{"video"});
    CHECK(said(film("prores"), fleet(5, {5}))
          == Sentences{"It was converted from prores to H.264, which all 5 screens play."});
}

TEST_CASE("a film in H.264 was not converted, and one that was kept says so") {
    CHECK(said(film("h264"), fleet(772, {772, 772})).empty());
    CHECK(said(film("h264", true), fleet(772, {772, 772}), Language::zh_cn)
          == Sentences{"画面原样保留，没有重新压缩。"});
}

TEST_CASE("screens that cannot even show the rendition, and loudspeakers, are told") {
    CHECK(said(film("hevc"), fleet(10, {7, 7}, 2))
          == Sentences{"3 of 10 screens cannot decode HEVC; a version in H.264 was made for all of "
                       "them.",
                       "3 of 10 screens cannot show it: their players do not announce that they "
                       "can.",
                       "2 loudspeakers below this unit have no picture."});
    FreshRendition heard = film("h264");
    heard.made.rendition.has_sound = true;
    CHECK(said(heard, fleet(10, {10, 10}, 2))
          == Sentences{"2 loudspeakers below this unit play its sound only."});
    const auto promised = said(film("hevc"), fleet(10, {7, 10}));
    REQUIRE(promised.size() == 2);
    CHECK(promised[0] == "It was converted from HEVC to H.264."); // and no "which all play"
    const FreshRendition picture{.made = {}, .file = {}};
    CHECK(needed_for(picture) == Sentences{"poster.jpeg"});
    CHECK(said(picture, fleet(10, {10})).empty());
}
