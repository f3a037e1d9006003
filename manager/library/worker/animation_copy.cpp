#include "manager/library/worker/animation_copy.hpp"

#include <unistd.h>
#include <webp/demux.h>

#include <algorithm>
#include <array>
#include <memory>

#include "schemas/model/limits.hpp"

namespace marquee::manager::worker {

namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::size_t gif_head_bytes = 13;
constexpr std::uint8_t gif_extension = 0x21;
constexpr std::uint8_t gif_picture = 0x2C;
constexpr std::uint8_t gif_end = 0x3B;
constexpr std::uint8_t gif_control = 0xF9;     // time and transparency of the next picture
constexpr std::uint8_t gif_application = 0xFF; // of which the number of rounds is one
constexpr std::uint8_t webp_exif_and_xmp = 0x0C;
constexpr std::size_t webp_head_bytes = 12;

bool put(int out, Bytes bytes) {
    while (!bytes.empty()) {
        const ssize_t done = ::write(out, bytes.data(), bytes.size());
        if (done <= 0) {
            return false;
        }
        bytes = bytes.subspan(static_cast<std::size_t>(done));
    }
    return true;
}

std::uint64_t table_bytes(std::uint8_t flags) {
    return (flags & 0x80) != 0 ? 3ULL << ((flags & 7) + 1) : 0;
}

// Behind the sub-blocks that begin at `place`; 0: they do not end.
std::size_t behind_blocks(Bytes file, std::size_t place) {
    while (place < file.size() && file[place] != 0) {
        place += 1U + file[place];
    }
    return place < file.size() ? place + 1 : 0;
}

// How long the block at `place` is; 0: damaged.
std::size_t gif_block_bytes(Bytes file, std::size_t place) {
    const bool picture = file[place] == gif_picture;
    if (!picture && file[place] != gif_extension) {
        return 0;
    }
    if (file.size() - place < 10) {
        return 0;
    }
    // A picture: ten bytes, its colours, the size of its codes.
    const std::size_t head = picture ? 11 + table_bytes(file[place + 9]) : 2;
    const std::size_t end = behind_blocks(file, place + head);
    return end == 0 ? 0 : end - place;
}

bool belongs_to_picture(Bytes block) {
    const bool rounds = block[1] == gif_application
                        && (has_at(block, 2,
                                   "\x0B"
                                   "NETSCAPE2.0")
                            || has_at(block, 2,
                                      "\x0B"
                                      "ANIMEXTS1.0"));
    return block[0] == gif_picture || block[1] == gif_control || rounds;
}

bool copy_gif(Bytes file, int out, std::size_t frames_max) {
    if (file.size() < gif_head_bytes) {
        return false;
    }
    std::size_t place = gif_head_bytes + table_bytes(file[10]);
    if (place >= file.size() || !put(out, file.first(place))) {
        return false;
    }
    for (std::size_t frames = 0; place < file.size();) {
        if (file[place] == gif_end) {
            return frames > 1 && put(out, std::array{gif_end});
        }
        const std::size_t bytes = gif_block_bytes(file, place);
        frames += file[place] == gif_picture ? 1 : 0;
        if (bytes == 0 || frames > frames_max) {
            return false;
        }
        const Bytes block = file.subspan(place, bytes);
        if (belongs_to_picture(block) && !put(out, block)) {
            return false;
        }
        place += bytes;
    }
    return false; // its end is missing
}

bool decodes_to_its_end(Bytes file, std::size_t frames_max) {
    const WebPData all{file.data(), file.size()};
    WebPAnimDecoderOptions options{};
    ::WebPAnimDecoderOptionsInit(&options);
    options.use_threads = 0;
    const std::unique_ptr<WebPAnimDecoder, void (*)(WebPAnimDecoder*)> decoder(
        ::WebPAnimDecoderNew(&all, &options), &::WebPAnimDecoderDelete);
    WebPAnimInfo about{};
    if (!decoder || ::WebPAnimDecoderGetInfo(decoder.get(), &about) == 0
        || about.frame_count > frames_max) {
        return false;
    }
    std::uint32_t frames = 0;
    while (::WebPAnimDecoderHasMoreFrames(decoder.get()) != 0) {
        std::uint8_t* pixels = nullptr;
        int time = 0;
        if (::WebPAnimDecoderGetNext(decoder.get(), &pixels, &time) == 0) {
            return false;
        }
        ++frames;
    }
    return frames > 1 && frames == about.frame_count;
}

bool is_of_picture(Bytes chunk) {
    for (const char* name : {"VP8X", "ANIM", "ANMF", "ICCP"}) {
        if (has_at(chunk, 0, name)) {
            return true;
        }
    }
    return false;
}

void put_number(std::uint8_t* into, std::uint32_t value) {
    for (int byte = 0; byte < 4; ++byte) {
        into[byte] = static_cast<std::uint8_t>(value >> (8 * byte));
    }
}

bool copy_webp(Bytes file, int out, std::size_t frames_max) {
    if (!decodes_to_its_end(file, frames_max)) {
        return false;
    }
    std::vector<std::uint8_t> kept(file.begin(), file.begin() + webp_head_bytes);
    for (std::size_t place = webp_head_bytes; place + 8 <= file.size();) {
        const std::uint64_t length = little_endian(file.subspan(place + 4, 4));
        const std::uint64_t whole = 8 + length + (length & 1);
        if (whole > file.size() - place) {
            return false;
        }
        const Bytes chunk = file.subspan(place, whole);
        if (is_of_picture(chunk)) {
            kept.insert(kept.end(), chunk.begin(), chunk.end());
        }
        if (has_at(chunk, 0, "VP8X") && length >= 1) {
            std::uint8_t& flags = kept[kept.size() - chunk.size() + 8];
            flags = static_cast<std::uint8_t>(flags & ~webp_exif_and_xmp);
        }
        place += whole;
    }
    put_number(kept.data() + 4, static_cast<std::uint32_t>(kept.size() - 8));
    return put(out, kept);
}

} // namespace

bool copy_animation(const Medium& medium, int out, std::size_t frames_max) {
    const auto file = medium.read(0, limits::webp_bytes_max + 1);
    if (file.size() > limits::webp_bytes_max) {
        return false;
    }
    if (has_at(file, 0, "GIF8")) {
        return copy_gif(file, out, frames_max);
    }
    return has_at(file, 0, "RIFF") && has_at(file, 8, "WEBP") && copy_webp(file, out, frames_max);
}

} // namespace marquee::manager::worker
