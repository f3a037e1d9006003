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

// What a job takes from a file: a film with its sound, or sound alone.
enum class Streams { film, sound };

class Demuxer {
public:
    // The file outlives the demuxer. unsupported_media: no container we know, or nothing wanted in
    // it; damaged_media: a known container that does not open; too_large: over the limit of pixels.
    // With MediaKind::gif it reads a GIF and nothing else; without it never one.
    static Result<std::unique_ptr<Demuxer>> open(const MediaFile& file, MediaKind kind,
                                                 Streams wanted = Streams::film);

    Demuxer(const MediaFile& file, Streams wanted) : file_(file), wanted_(wanted) {}
    Demuxer(const Demuxer&) = delete;
    Demuxer& operator=(const Demuxer&) = delete;

    const AVStream& video() const { return *video_; } // of a film
    const AVStream* sound() const { return sound_; }  // nullptr: none
    void ignore_sound();

    std::optional<Microseconds> duration() const;

    // Of sound alone, on the clock of its timestamps: where the film's picture starts, so that it
    // stays in step with those who show it; without a picture where the sound does.
    Microseconds sound_origin() const;

    // Goes to the last key frame at or before `timestamp`, before the first packet is read, and
    // returns its time; both on the clock of the video's (or lone sound's) timestamps. nullopt, and
    // nothing changed, where the container has no index of key frames or there is none before.
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
    Status choose_sound();
    const AVStream& leading() const { return video_ != nullptr ? *video_ : *sound_; }

    const MediaFile& file_;
    const Streams wanted_;
    std::int64_t offset_ = 0;
    Libav<AVIOContext> io_; // outlives format_
    Libav<AVFormatContext> format_;
    AVStream* video_ = nullptr;
    AVStream* sound_ = nullptr;
    const AVStream* unseen_ = nullptr; // the picture of a film of which only the sound is wanted
    std::deque<Libav<AVPacket>> looked_at_; // read while seeking; next_packet() gives them first
};

} // namespace marquee::player::worker
