// A decode client with a real worker behind it, waited for and looked at.
#pragma once

#include <poll.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "player/decode/decode_client.hpp"
#include "player/decode/task_thread.hpp"

namespace marquee::player {

// The files of tests/data/media.
std::filesystem::path real_media(const std::string& name);

// Made once by `ffmpeg ARGUMENTS FILE` in the build folder; {NAME} in the arguments is a real one's
// path. An empty path when this ffmpeg cannot.
std::filesystem::path made_media(const std::string& file, const std::string& arguments);

// A file of exactly these bytes in the build folder.
std::filesystem::path written_media(const std::string& file,
                                    const std::vector<std::uint8_t>& bytes);
std::vector<std::uint8_t> bytes_of(const std::filesystem::path& file);

OpenAsset open_file(const std::filesystem::path& file);

std::string decoder_program();

// With a cleaner of its own and no spare worker.
DecodeSettings settings_for(const std::string& program);

// Without one test ever waiting long for a process that hangs.
class Decoding {
public:
    Decoding(const std::filesystem::path& file, const DecodeRequest& request,
             const std::string& program = decoder_program());
    Decoding(const std::filesystem::path& file, const DecodeRequest& request,
             const DecodeSettings& settings);

    DecodeClient& client() { return *client_; }
    pid_t worker() const { return client_->worker(); }
    Microseconds now() const { return now_; }
    void pass(Microseconds time) { now_ += time; }

    // Polls, and waits on the socket between, until `done()`; false after two minutes without it.
    template<typename Done>
    bool wait_until(Done done) {
        for (int turn = 0; turn < turns_max; ++turn) {
            client_->poll(now_);
            if (done()) {
                return true;
            }
            pollfd socket{client_->wait_descriptor(), POLLIN, 0};
            ::poll(&socket, 1, turn_ms);
        }
        return false;
    }

    // The next frame; nullopt when there is none to come.
    std::optional<DecodedFrame> next_frame();

    // Decodes on until the worker failed, and says how.
    ErrorCode failure();

private:
    static constexpr int turns_max = 6'000;
    static constexpr int turn_ms = 20;

    std::unique_ptr<DecodeClient> client_;
    Microseconds now_{1'000'000};
};

inline DecodeRequest picture_request(Size zone, Fit fit = Fit::contain) {
    return {message::Medium::picture, fit, zone, Sound::none};
}

inline DecodeRequest video_request(Sound sound = Sound::none) {
    return {message::Medium::video, Fit::contain, {1280, 720}, sound};
}

// The pixel of a bgrx or bgra picture.
Colour pixel_at(const Picture& picture, std::int32_t x, std::int32_t y);

// MD5 of the picture's planes without padding, as `ffmpeg -f framemd5` computes it.
std::string md5_of(const Picture& picture);

// One line a frame, in order, from ffmpeg itself, as i420 of the stream's own range.
std::vector<std::string> ffmpeg_frame_md5s(const std::filesystem::path& file,
                                           const std::string& arguments);

// Decodes a film whole; the MD5 of each frame. Times that do not grow fail the test.
std::vector<std::string> decode_all(Decoding& decoding);

// Every frame of the film, plane by plane, is what ffmpeg makes of it with these arguments.
void check_equals_ffmpeg(const std::filesystem::path& file, const std::string& arguments);

} // namespace marquee::player
