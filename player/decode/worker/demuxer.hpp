// A container taken apart: packets of one video and at most one sound stream.
#pragma once

#include <deque>
#include <optional>

#include "player/decode/worker/libav.hpp"
#include "player/decode/worker/media_file.hpp"
#include "player/decode/worker/media_kind.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/time.hpp"

namespace marquee::player::worker {

class Demuxer {
public:
    // The file outlives the demuxer. unsupported_media: no container we know, or no video in it;
    // damaged_media: a known container that does not open; too_large: over the limit of pixels.
    static Result<std::unique_ptr<Demuxer>> open(const MediaFile& file, MediaKind kind);

    explicit Demuxer(const MediaFile& file) : file_(file) {}
    Demuxer(const Demuxer&) = delete;
    Demuxer& operator=(const Demuxer&) = delete;

    const AVStream& video() const { return *video_; }
    const AVStream* sound() const { return sound_; } // nullptr: none
    void ignore_sound();

    std::optional<Microseconds> duration() const;

    // Goes to the last key frame at or before `timestamp`, before the first packet is read, and
    // returns its time; both on the clock of the video's timestamps. nullopt, and nothing changed,
    // where the container has no index of key frames or there is none before.
    std::optional<Microseconds> seek_to(Microseconds timestamp);

    // The next packet of a wanted stream; nullptr at the end or where the file is beyond reading.
    Libav<AVPacket> next_packet();

private:
    Libav<AVPacket> read_packet();
    bool try_seek(std::int64_t timestamp);
    void rewind();

    static int read(void* self, std::uint8_t* into, int bytes);
    static std::int64_t seek(void* self, std::int64_t offset, int whence);

    Status open_format(MediaKind kind);
    Status choose_streams();

    const MediaFile& file_;
    std::int64_t offset_ = 0;
    Libav<AVIOContext> io_; // outlives format_
    Libav<AVFormatContext> format_;
    AVStream* video_ = nullptr;
    AVStream* sound_ = nullptr;
    std::deque<Libav<AVPacket>> looked_at_; // read while seeking; next_packet() gives them first
};

} // namespace marquee::player::worker
