#include "player/sinks/sound_file.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <string>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#include "player/ports/audio_stream.hpp"
#include "player/sinks/png_file.hpp"

namespace marquee::player {

namespace {

constexpr Microseconds block_time{1'000'000LL * sound_block_frames / sound_rate};
constexpr Microseconds write_interval{1'000'000};

void put(std::string& bytes, std::uint32_t value, int count) {
    for (int i = 0; i < count; ++i) {
        bytes.push_back(static_cast<char>(value >> (8 * i) & 0xFF));
    }
}

// RIFF WAVE, PCM: "Multimedia Programming Interface and Data Specifications 1.0", 1991.
std::string wav_of(const std::vector<std::int16_t>& samples) {
    constexpr std::uint32_t sample_bytes = sizeof(std::int16_t);
    const auto sound_bytes = static_cast<std::uint32_t>(samples.size() * sample_bytes);
    std::string bytes = "RIFF";
    put(bytes, 36 + sound_bytes, 4);
    bytes += "WAVEfmt ";
    put(bytes, 16, 4);
    put(bytes, 1, 2); // PCM
    put(bytes, sound_channels, 2);
    put(bytes, sound_rate, 4);
    put(bytes, sound_rate * sound_channels * sample_bytes, 4);
    put(bytes, sound_channels * sample_bytes, 2);
    put(bytes, 8 * sample_bytes, 2);
    bytes += "data";
    put(bytes, sound_bytes, 4);
    for (const std::int16_t sample : samples) {
        put(bytes, static_cast<std::uint16_t>(sample), sample_bytes);
    }
    return bytes;
}

class FileDevice final : public SoundDevice {
public:
    FileDevice(std::filesystem::path file, const Clock& clock, SoundFeed feed)
        : file_(std::move(file)),
          clock_(clock),
          feed_(std::move(feed)),
          thread_([this](const std::stop_token& stop) { run(stop); }) {}
    ~FileDevice() override {
        thread_.request_stop();
        sleeper_.wake();
    }

    bool lost() const override { return false; }

private:
    void run(const std::stop_token& stop) {
        Microseconds next = clock_.monotonic();
        Microseconds written = next;
        while (!stop.stop_requested()) {
            const Microseconds now = clock_.monotonic();
            next = now - next > write_interval ? now : next; // the machine slept
            ask();
            if (now - written >= write_interval) {
                written = now;
                std::ignore = replace_file(file_, wav_of(heard_));
            }
            next += block_time;
            sleeper_.wait_until(next);
        }
        std::ignore = replace_file(file_, wav_of(heard_));
    }

    void ask() {
        constexpr std::size_t most =
            std::size_t{SoundFile::length.count()} * sound_rate * sound_channels;
        feed_(block_);
        if (heard_.size() + block_.size() > most) {
            heard_.erase(heard_.begin(),
                         heard_.begin() + static_cast<std::ptrdiff_t>(block_.size()));
        }
        for (const float sample : block_) {
            heard_.push_back(static_cast<std::int16_t>(std::lround(sample * 32'767.0F)));
        }
    }

    std::filesystem::path file_;
    const Clock& clock_;
    SoundFeed feed_;
    std::array<float, sound_block_frames * sound_channels> block_{};
    std::vector<std::int16_t> heard_;
    SystemSleeper sleeper_;
    std::jthread thread_; // last: it uses the rest
};

} // namespace

Result<std::unique_ptr<SoundDevice>> SoundFile::open(SoundFeed feed) {
    return std::make_unique<FileDevice>(file_, clock_, std::move(feed));
}

} // namespace marquee::player
