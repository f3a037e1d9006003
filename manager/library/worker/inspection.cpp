#include "manager/library/worker/inspection.hpp"

#include <algorithm>
#include <array>

#include "manager/library/worker/picture_walk.hpp"

namespace marquee::manager::worker {

namespace {

constexpr std::size_t head_bytes = 4'096;
constexpr std::size_t boxes_max = 10'000;
constexpr std::size_t index_bytes_max = 64 * 1024 * 1024;

struct Signature {
    std::string_view bytes;
    std::string_view kind;
};

using namespace std::string_view_literals;

constexpr std::array signatures{Signature{"\xFF\xD8\xFF"sv, "jpeg"},
                                Signature{"\x89PNG\r\n\x1A\n"sv, "png"},
                                Signature{"GIF87a"sv, "gif"},
                                Signature{"GIF89a"sv, "gif"},
                                Signature{"II*\0"sv, "tiff"},
                                Signature{"MM\0*"sv, "tiff"},
                                Signature{"PK\x03\x04"sv, "zip"},
                                Signature{"PK\x05\x06"sv, "zip"},
                                Signature{"%PDF-"sv, "pdf"},
                                Signature{"\xD0\xCF\x11\xE0"sv, "office"},
                                Signature{"Rar!"sv, "zip"},
                                Signature{"7z\xBC\xAF\x27\x1C"sv, "zip"},
                                Signature{"MZ"sv, "program"},
                                Signature{"\x7F"
                                          "ELF"sv,
                                          "program"}};

// Printable bytes of ASCII or UTF-8 and none that text does not have.
bool is_text(std::span<const std::uint8_t> head) {
    return std::none_of(head.begin(), head.end(), [](std::uint8_t byte) {
        return byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t' && byte != '\f';
    });
}

std::string text_kind(std::span<const std::uint8_t> head) {
    std::string lower(head.begin(), head.end());
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c; });
    if (lower.find("<svg") != std::string::npos) {
        return "svg";
    }
    const bool page = lower.find("<html") != std::string::npos
                      || lower.find("<!doctype") != std::string::npos
                      || lower.find("<script") != std::string::npos;
    return page ? "html" : "text";
}

// A protection scheme box (sinf) in the index (moov), which is one of the boxes at the top.
bool is_encrypted(const Medium& medium) {
    std::uint64_t place = 0;
    for (std::size_t boxes = 0; boxes < boxes_max; ++boxes) {
        const auto head = medium.read(place, 16);
        if (head.size() < 8) {
            return false;
        }
        const std::span all(head);
        std::uint64_t length = big_endian(all.first(4));
        if (length == 1 && head.size() == 16) {
            length = std::uint64_t{big_endian(all.subspan(8, 4))} << 32 | big_endian(all.last(4));
        }
        if (has_at(head, 4, "moov")) {
            const auto index = medium.read(place, std::min<std::uint64_t>(length, index_bytes_max));
            const std::string_view text(reinterpret_cast<const char*>(index.data()), index.size());
            return text.find("sinf") != text.npos && text.find("schm") != text.npos;
        }
        if (length < 8) { // 0: to the end of the file
            return false;
        }
        place += length;
    }
    return false;
}

// The head of an sfnt, or of a collection of them (OpenType 1.9, "Organization of an OpenType
// font"). A version of 1.0 is a common word: the number of tables makes it sure.
bool is_font(std::span<const std::uint8_t> head) {
    constexpr std::uint32_t tables_max = 64;
    if (has_at(head, 0, "OTTO") || has_at(head, 0, "ttcf") || has_at(head, 0, "true")) {
        return true;
    }
    if (!has_at(head, 0, "\0\1\0\0"sv) || head.size() < 12) {
        return false;
    }
    const std::uint32_t tables = big_endian(head.subspan(4, 4)) >> 16;
    return tables > 0 && tables <= tables_max;
}

std::string kind_of(std::span<const std::uint8_t> head) {
    if (head.empty()) {
        return "empty";
    }
    for (const Signature& signature : signatures) {
        if (has_at(head, 0, signature.bytes)) {
            return std::string(signature.kind);
        }
    }
    if (has_at(head, 0, "RIFF") && has_at(head, 8, "WEBP")) {
        return "webp";
    }
    if (has_at(head, 4, "ftyp") || has_at(head, 4, "moov")) {
        return "mp4";
    }
    if (is_font(head)) {
        return "font";
    }
    // "BM" is short; its header's length makes it sure.
    if (has_at(head, 0, "BM") && head.size() > 18 && head[15] == 0 && head[16] == 0) {
        return "bmp";
    }
    return is_text(head) ? text_kind(head) : "other";
}

} // namespace

Inspection inspect(const Medium& medium) {
    const std::vector<std::uint8_t> head = medium.read(0, head_bytes);
    Inspection found;
    found.kind = kind_of(head);
    if (found.kind == "jpeg") {
        walk_jpeg(medium, found);
    } else if (found.kind == "png") {
        walk_png(medium, found);
    } else if (found.kind == "webp") {
        walk_webp(medium, found);
    } else if (found.kind == "gif") {
        walk_gif(medium, found);
    } else if (found.kind == "mp4") {
        found.encrypted = is_encrypted(medium);
    }
    return found;
}

std::string to_lines(const Inspection& inspection) {
    return "kind=" + inspection.kind + "\nwidth=" + std::to_string(inspection.width)
           + "\nheight=" + std::to_string(inspection.height) + "\norientation="
           + std::to_string(inspection.orientation) + "\nmoves=" + (inspection.moves ? "1" : "0")
           + "\ntoo_long=" + (inspection.too_long ? "1" : "0")
           + "\ncomplete=" + (inspection.complete ? "1" : "0")
           + "\nencrypted=" + (inspection.encrypted ? "1" : "0") + "\n";
}

} // namespace marquee::manager::worker
