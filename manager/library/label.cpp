#include "manager/library/label.hpp"

#include <array>

#include "schemas/model/limits.hpp"
#include "schemas/wire/utf8.hpp"

namespace marquee::manager {

namespace {

bool is_control(unsigned char byte) {
    return byte < 0x20 || byte == 0x7f;
}

// C1 controls, line and paragraph separators, and the marks that turn text around (which make
// "gpj.exe" look like "exe.jpg"), as UTF-8.
std::size_t unseen_at(std::string_view text) {
    static constexpr std::array<std::string_view, 12> marks{"\u200e", "\u200f", "\u2028", "\u2029",
                                                            "\u202a", "\u202b", "\u202c", "\u202d",
                                                            "\u202e", "\u2066", "\u2067", "\u2068"};
    for (const std::string_view mark : marks) {
        if (text.starts_with(mark)) {
            return mark.size();
        }
    }
    const bool c1 =
        text.size() > 1 && text[0] == '\xc2' && static_cast<unsigned char>(text[1]) < 0xa0;
    return c1 ? 2 : text.starts_with("\u2069") ? 3 : 0;
}

std::string_view without_folders(std::string_view said) {
    const std::size_t last = said.find_last_of("/\\");
    return last == std::string_view::npos ? said : said.substr(last + 1);
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

} // namespace

Result<std::string> label_from(std::string_view said) {
    if (said.size() > limits::name_bytes_max) {
        return fail(ErrorCode::too_large, "a name is too long", {},
                    {{"limit", std::to_string(limits::name_bytes_max)}});
    }
    if (wire::valid_utf8_prefix(said) != said.size()) {
        return fail(ErrorCode::malformed, "a name is not UTF-8");
    }
    std::string label;
    for (std::string_view rest = said; !rest.empty();) {
        const std::size_t unseen =
            is_control(static_cast<unsigned char>(rest.front())) ? 1 : unseen_at(rest);
        if (unseen == 0) {
            label += rest.front();
        }
        rest.remove_prefix(unseen == 0 ? 1 : unseen);
    }
    return std::string(trimmed(label));
}

Result<std::string> file_label_from(std::string_view said) {
    return label_from(said).map([](const std::string& label) {
        const std::string_view name = trimmed(without_folders(label));
        return name == "." || name == ".." ? std::string() : std::string(name);
    });
}

std::string size_in_words(std::uint64_t bytes) {
    static constexpr std::array<std::string_view, 5> units{" kB", " MB", " GB", " TB", " PB"};
    if (bytes < 1'000) {
        return std::to_string(bytes) + (bytes == 1 ? " byte" : " bytes");
    }
    std::size_t unit = 0;
    std::uint64_t scale = 1'000;
    while (unit + 1 < units.size() && bytes / scale >= 1'000) {
        scale *= 1'000;
        ++unit;
    }
    const std::uint64_t tenths = bytes / (scale / 10);
    std::string text = std::to_string(tenths / 10);
    if (tenths < 1'000) { // "8.6 GB", but "863 MB"
        text += "." + std::to_string(tenths % 10);
    }
    return text + std::string(units[unit]);
}

} // namespace marquee::manager
