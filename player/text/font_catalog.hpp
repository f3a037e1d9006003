// Which fonts there are: families, the files that hold them, and who draws a character.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/model/error.hpp"

namespace marquee::player {

// One face: a family name of ours, a file and the number of the face inside it. A collection
// (.ttc) holds several; in NotoSansCJK-*.ttc face 2 is Simplified Chinese.
struct FontFile {
    std::string family;
    std::string path;
    int face_index = 0;
};

struct LoadedFont; // player/text/loaded_font.hpp

// Immutable once loaded: any thread may use it at the same time. Copies are cheap and share.
class FontCatalog {
public:
    // The faces we know by name below `directory` (Debian: fonts-noto-cjk, fonts-dejavu-core);
    // those that are not installed are left out. not_found when the default sans, Noto Sans CJK
    // SC, is missing. Touches the disk.
    static Result<FontCatalog> load(const std::string& directory = "/usr/share/fonts");

    // Exactly these; the first is the default. not_found or damaged_media names the file that does
    // not load.
    static Result<FontCatalog> from_files(const std::vector<FontFile>& files);

    // Fonts to ask for a character, in order: the family, the default, then all others. An unknown
    // or empty family is the default.
    std::vector<std::size_t> chain(std::string_view family) const;

    bool draws(std::size_t font, char32_t character) const;

    std::size_t size() const { return fonts_.size(); }
    const FontFile& file(std::size_t font) const;
    const LoadedFont& loaded(std::size_t font) const { return *fonts_[font]; }

    // "Noto Sans CJK SC 2.004": goes beside golden pictures, which depend on it.
    std::string version(std::size_t font) const;

private:
    std::vector<std::shared_ptr<const LoadedFont>> fonts_;
};

} // namespace marquee::player
