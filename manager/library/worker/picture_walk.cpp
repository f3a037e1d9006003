#include "manager/library/worker/picture_walk.hpp"

#include <algorithm>

#include "schemas/model/limits.hpp"

namespace marquee::manager::worker {

namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::size_t piece_bytes = 64 * 1024;
constexpr std::size_t exif_bytes_max = 64 * 1024;
constexpr std::size_t orientation_entries_max = 512;

bool is_too_large(const Medium& medium) {
    return !medium.read(limits::webp_bytes_max, 1).empty();
}

// The place behind entropy-coded data: of the next marker that is none of its own, or nothing.
std::optional<std::uint64_t> behind_scan(const Medium& medium, std::uint64_t place) {
    bool after_ff = false;
    for (std::vector<std::uint8_t> piece; !(piece = medium.read(place, piece_bytes)).empty();
         place += piece.size()) {
        for (std::size_t i = 0; i < piece.size(); ++i) {
            const std::uint8_t byte = piece[i];
            const bool restart = byte >= 0xD0 && byte <= 0xD7;
            if (after_ff && byte != 0 && byte != 0xFF && !restart) {
                return place + i - 1;
            }
            after_ff = byte == 0xFF;
        }
    }
    return std::nullopt;
}

bool is_frame_header(std::uint8_t marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

void read_jpeg_segment(const Medium& medium, std::uint64_t place, std::uint8_t marker,
                       std::uint32_t length, Inspection& found) {
    if (is_frame_header(marker)) {
        const auto frame = medium.read(place + 4, 5);
        if (frame.size() == 5) {
            found.height = big_endian(Bytes(frame).subspan(1, 2));
            found.width = big_endian(Bytes(frame).subspan(3, 2));
        }
    }
    if (marker == 0xE1) {
        const auto block = medium.read(place + 4, std::min<std::size_t>(length, exif_bytes_max));
        if (has_at(block, 0, std::string_view("Exif\0\0", 6))) {
            found.orientation = orientation_of(Bytes(block).subspan(6));
        }
    }
}

} // namespace

std::uint32_t orientation_of(Bytes tiff) {
    const bool big = has_at(tiff, 0, "MM");
    const auto number = [&](std::size_t place, std::size_t bytes) -> std::uint32_t {
        if (tiff.size() < place + bytes) {
            return 0;
        }
        const Bytes at = tiff.subspan(place, bytes);
        return big ? big_endian(at) : little_endian(at);
    };
    if ((!big && !has_at(tiff, 0, "II")) || number(2, 2) != 42) {
        return 1;
    }
    const std::size_t directory = number(4, 4);
    const std::size_t entries =
        std::min<std::size_t>(number(directory, 2), orientation_entries_max);
    for (std::size_t i = 0; i < entries; ++i) {
        const std::size_t entry = directory + 2 + i * 12;
        if (number(entry, 2) == 0x0112) {
            const std::uint32_t value = number(entry + 8, 2);
            return value >= 1 && value <= 8 ? value : 1;
        }
    }
    return 1;
}

void walk_jpeg(const Medium& medium, Inspection& found) {
    std::uint64_t place = 2;
    for (;;) {
        const auto head = medium.read(place, 4);
        if (head.size() >= 2 && head[0] == 0xFF && head[1] == 0xD9) {
            return; // the end of the picture; what follows belongs to nobody
        }
        if (head.size() < 4 || head[0] != 0xFF) {
            found.complete = false;
            return;
        }
        const std::uint8_t marker = head[1];
        if (marker == 0xFF || marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
            place += marker == 0xFF ? 1 : 2; // fill bytes, and markers without a segment
            continue;
        }
        const std::uint32_t length = big_endian(Bytes(head).subspan(2, 2));
        read_jpeg_segment(medium, place, marker, length, found);
        place += 2 + std::max<std::uint32_t>(length, 2);
        if (marker == 0xDA) {
            const auto next = behind_scan(medium, place);
            if (!next) {
                found.complete = false;
                return;
            }
            place = *next;
        }
    }
}

void walk_png(const Medium& medium, Inspection& found) {
    std::uint64_t place = 8;
    for (;;) {
        const auto head = medium.read(place, 8);
        if (head.size() < 8) {
            found.complete = false;
            return;
        }
        const std::uint32_t length = big_endian(Bytes(head).first(4));
        if (has_at(head, 4, "IHDR")) {
            const auto size = medium.read(place + 8, 8);
            if (size.size() == 8) {
                found.width = big_endian(Bytes(size).first(4));
                found.height = big_endian(Bytes(size).last(4));
            }
        } else if (has_at(head, 4, "eXIf")) {
            found.orientation = orientation_of(
                medium.read(place + 8, std::min<std::size_t>(length, exif_bytes_max)));
        } else if (has_at(head, 4, "acTL")) {
            found.moves = true;
        } else if (has_at(head, 4, "IEND")) {
            found.complete = medium.read(place + 8, 4).size() == 4;
            return;
        }
        place += 12ULL + length;
    }
}

void walk_webp(const Medium& medium, Inspection& found) {
    std::size_t pictures = 0;
    const auto head = medium.read(0, 12);
    const std::uint64_t end = 8ULL + little_endian(Bytes(head).subspan(4, 4));
    found.complete = medium.read(end - 1, 1).size() == 1;
    for (std::uint64_t place = 12; place + 8 <= end;) {
        const auto chunk = medium.read(place, 18);
        if (chunk.size() < 8) {
            found.complete = false;
            return;
        }
        const std::uint32_t length = little_endian(Bytes(chunk).subspan(4, 4));
        if (has_at(chunk, 0, "VP8X") && chunk.size() == 18) {
            found.moves = (chunk[8] & 0x02) != 0;
            found.width = 1 + little_endian(Bytes(chunk).subspan(12, 3));
            found.height = 1 + little_endian(Bytes(chunk).subspan(15, 3));
        } else if (has_at(chunk, 0, "ANMF")) {
            ++pictures;
        } else if (has_at(chunk, 0, "EXIF")) {
            const auto block =
                medium.read(place + 8, std::min<std::size_t>(length, exif_bytes_max));
            const bool prefixed = has_at(block, 0, std::string_view("Exif\0\0", 6));
            found.orientation = orientation_of(Bytes(block).subspan(prefixed ? 6 : 0));
        }
        place += 8ULL + length + (length & 1);
    }
    found.too_long =
        found.moves && (is_too_large(medium) || pictures > limits::animation_frames_max);
}

void walk_gif(const Medium& medium, Inspection& found) {
    const auto head = medium.read(0, 13);
    if (head.size() < 13) {
        found.complete = false;
        return;
    }
    found.width = little_endian(Bytes(head).subspan(6, 2));
    found.height = little_endian(Bytes(head).subspan(8, 2));
    const auto table_bytes = [](std::uint8_t flags) -> std::uint64_t {
        return (flags & 0x80) != 0 ? 3ULL << ((flags & 7) + 1) : 0;
    };
    found.too_long = is_too_large(medium);
    const std::size_t pictures_counted = found.too_long ? 2 : limits::animation_frames_max + 1;
    std::size_t pictures = 0;
    for (std::uint64_t place = 13 + table_bytes(head[10]); pictures < pictures_counted;) {
        const auto block = medium.read(place, 10);
        if (block.empty() || (block[0] != 0x21 && block[0] != 0x2C)) {
            found.complete = found.moves || (!block.empty() && block[0] == 0x3B);
            return;
        }
        if (block[0] == 0x2C && block.size() == 10) {
            ++pictures;
            found.moves = pictures > 1;
            place += 11 + table_bytes(block[9]);
        } else {
            place += 2;
        }
        for (;;) { // data in sub-blocks, each with its length, until one of none
            const auto length = medium.read(place, 1);
            place += 1 + (length.empty() ? 0 : length[0]);
            if (length.empty() || length[0] == 0) {
                break;
            }
        }
    }
    found.too_long = true;
}

} // namespace marquee::manager::worker
