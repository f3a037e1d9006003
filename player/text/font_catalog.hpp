// Which fonts there are: families, the files that hold them, and who draws a character.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/model/error.hpp"
#include "schemas/model/sha256.hpp"
#include "schemas/model/slogan.hpp"

namespace marquee::player {

// One face: a family name of ours, a file and the number of the face inside it. A collection
// (.ttc) holds several; in NotoSansCJK-*.ttc face 2 is Simplified Chinese.
struct FontFile {
    std::string family;
    std::string path;
    int face_index = 0;
    FontWeight weight = FontWeight::regular; // of the faces of one family
    std::int32_t strike_pixels = 0; // letters drawn by hand for that em, in pixels; 0: outlines
};

struct LoadedFont; // player/text/loaded_font.hpp

// Immutable once loaded: any thread may use it at the same time. Copies are cheap and share.
class FontCatalog {
public:
    // The faces we know by name below `directory` (Debian: fonts-noto-cjk, fonts-dejavu-core,
    // xfonts-wqy); those that are not installed are left out. not_found when the default sans, Noto
    // Sans CJK SC, is missing. Touches the disk.
    static Result<FontCatalog> load(const std::string& directory = "/usr/share/fonts");

    // Exactly these; the family of the first is the default. not_found or damaged_media names the
    // file that does not load.
    static Result<FontCatalog> from_files(const std::vector<FontFile>& files);

    // These fonts and one more, which is asked before all others and need not be in a file: the
    // first face of `bytes`. `name` is for messages. damaged_media when there is no font in them.
    Result<FontCatalog> preceded_by(std::shared_ptr<const std::string> bytes,
                                    const std::string& name) const;

    // Fonts to ask for a character, in order: the family, the default family, then all others; of
    // each the faces of the wanted weight first. An unknown or empty family is the default; a
    // family that ends in " Bold" is the bold face of the one before it. With `strike_pixels` the
    // letters drawn by hand for that em come before all, whatever the family.
    std::vector<std::size_t> chain(std::string_view family, FontWeight weight = FontWeight::regular,
                                   std::int32_t strike_pixels = 0) const;

    // The largest em up to `em_pixels` for which there are letters drawn by hand; 0: none.
    std::int32_t strike_for(std::int32_t em_pixels) const;

    bool draws(std::size_t font, char32_t character) const;

    std::size_t size() const { return fonts_.size(); }
    const FontFile& file(std::size_t font) const;

    // As people call it: the family of the catalogue; of a font that is in no file, the family name
    // that it gives itself.
    std::string called(std::size_t font) const;

    // Which characters it draws, as a digest: of its table `cmap`, so fonts with the same table are
    // alike here. Of letters drawn by hand: that of no table. Milliseconds.
    Sha256 coverage(std::size_t font) const;

    // Of the outlines only those with these coverages, and the font that precedes all.
    FontCatalog limited_to(const std::vector<Sha256>& coverages) const;

    // Letters drawn by hand are read when first asked for; if their file does not load, they draw
    // no character.
    const LoadedFont& loaded(std::size_t font) const;

    // "Noto Sans CJK SC 2.004": goes beside golden pictures, which depend on it.
    std::string version(std::size_t font) const;

private:
    struct Font; // a file, and what it holds

    std::vector<std::shared_ptr<Font>> fonts_;
    std::optional<std::size_t> foremost_; // asked before all others
};

} // namespace marquee::player
