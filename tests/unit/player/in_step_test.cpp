// Sound against picture: a flash and a beep at known instants, through the real decoder, engine and
// mixer, to a screen and a loudspeaker that write down what comes and when.
#include <catch2/catch.hpp>

#include <poll.h>

#include <cmath>

#include "player/playout/render_loop.hpp"
#include "player/sinks/sound_output.hpp"
#include "player/sources/content_sources.hpp"
#include "player/wall_judged_clock.hpp"
#include "tests/fakes/media_stage.hpp"
#include "tests/fakes/plugged_devices.hpp"
#include "tests/fakes/recording_observer.hpp"
#include "tests/unit/player/decode/decoding.hpp"
#include "tests/unit/player/playout/playout_rig.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

constexpr double offset_ms_max = 10;

// White for one frame at every second, and a tone of as long.
std::string flashes(int seconds, const std::string& sound) {
    const std::string length = std::to_string(seconds);
    return "-f lavfi -i \"color=black:s=64x64:r=25:d=" + length
           + ",drawbox=c=white:t=fill:enable='lt(mod(t,1),0.03)'\" -f lavfi -i "
             "\"aevalsrc=0.8*sin(2*PI*1000*t)*lt(mod(t\\,1)\\,0.04):s=48000:d="
           + length + "\" -c:v libx264 -preset veryfast -g 25 -pix_fmt yuv420p " + sound;
}

// Writes down when it turned white.
class FlashSink final : public FrameSink {
public:
    explicit FlashSink(const Clock& clock) : clock_(clock) {}

    Size size() const override { return {64, 64}; }
    Status compose(const Scene& scene) override {
        composed_ = !scene.zones.empty() && !scene.zones[0].frame.pieces.empty()
                    && scene.zones[0].frame.pieces[0].picture.planes[0][32] > 128;
        return {};
    }
    Status present(Instant) override {
        if (composed_ && !white_) {
            flashes.push_back(clock_.monotonic());
        }
        white_ = composed_;
        return {};
    }
    std::vector<Microseconds> flashes;

private:
    const Clock& clock_;
    bool composed_ = false;
    bool white_ = false;
};

// A loudspeaker whose clock is `wrong` and whose thread is late by up to some milliseconds.
class Horn {
public:
    Horn(PluggedDevices& devices, ManualClock& clock, double wrong)
        : devices_(devices),
          clock_(clock),
          block_us_(1e6 * sound_block_frames / sound_rate * (1 + wrong)) {}

    // When it asks for its next block.
    Microseconds due() {
        if (!late_us_) {
            seed_ = seed_ * 1'664'525U + 1'013'904'223U;
            late_us_ = (seed_ >> 16) % 4'000;
        }
        return Microseconds(std::llround(asked_us_) + *late_us_);
    }

    void ask() {
        const auto block = devices_.play();
        for (std::size_t i = 0; i < block.size(); i += sound_channels) {
            const double heard_us =
                asked_us_ + block_us_ // the block before plays until then
                + block_us_ * static_cast<double>(i / sound_channels) / sound_block_frames;
            const bool loud = std::abs(block[i]) > 0.1F;
            if (loud && heard_us - loud_us_ > 500'000) {
                beeps.push_back(Microseconds(std::llround(heard_us)));
            }
            loud_us_ = loud ? heard_us : loud_us_;
        }
        asked_us_ += block_us_;
        late_us_.reset();
    }

    // Nobody asks while there is no device.
    void rest_until(Microseconds time) {
        while (due() < time) {
            asked_us_ += block_us_;
            late_us_.reset();
        }
    }

    std::vector<Microseconds> beeps;

private:
    PluggedDevices& devices_;
    ManualClock& clock_;
    const double block_us_;
    double asked_us_ = 0;
    double loud_us_ = -1e9;
    std::optional<std::int64_t> late_us_;
    std::uint32_t seed_ = 5;
};

class Cinema {
public:
    Cinema(const std::filesystem::path& film, double wrong) : horn_(devices_, stage_.clock, wrong) {
        stage_.clock.step_wall(noon + 300ms); // joined in the middle
        Video video;
        video.asset.sha256 = stage_.assets.add(film);
        PlaylistItem item = item_named("film", 300s);
        item.content = video;
        engine_.show(std::make_shared<const Presentation>(showing(program_of("p", {item}))));
        loop_.add(engine_, screen_, observer_);
    }

    void run(Microseconds time) {
        const Microseconds end = stage_.clock.monotonic() + time;
        while (stage_.clock.monotonic() < end) {
            const Microseconds next = std::min({draw_at_, horn_.due(), tend_at_});
            if (next > stage_.clock.monotonic()) {
                stage_.clock.advance(next - stage_.clock.monotonic());
            }
            if (next == horn_.due()) {
                horn_.ask();
            }
            if (next == tend_at_) {
                tend_at_ = output_.tend();
            }
            if (next == draw_at_) {
                ::poll(nullptr, 0, 2); // for the decoder: a fifth of the time it has to play it
                draw_at_ = stage_.clock.monotonic() + (loop_.turn() - stage_.clock.wall());
                draw_at_ = std::max(draw_at_, stage_.clock.monotonic() + 100us);
            }
        }
    }

    PluggedDevices& devices() { return devices_; }

    // Sound after picture, of every flash in the time, in milliseconds.
    std::vector<double> offsets(Microseconds from, Microseconds to) const {
        std::vector<double> offsets;
        for (const Microseconds flash : screen_.flashes) {
            if (flash < from || flash >= to) {
                continue;
            }
            double nearest = 1e9;
            for (const Microseconds beep : horn_.beeps) {
                const double offset = static_cast<double>((beep - flash).count()) / 1'000;
                nearest = std::abs(offset) < std::abs(nearest) ? offset : nearest;
            }
            offsets.push_back(nearest);
        }
        return offsets;
    }

private:
    MediaStage stage_;
    PluggedDevices devices_;
    SoundOutput output_{devices_, stage_.clock};
    Horn horn_;
    FlashSink screen_{stage_.clock};
    RecordingObserver observer_;
    FontCatalog fonts_ = FontCatalog::load("/usr/share/fonts").value();
    ContentSources sources_{fonts_, stage_.tasks, stage_.supply(&output_)};
    Engine engine_{DisplayId{"display"}, {64, 64}, sources_, observer_};
    WallJudgedClock judged_{stage_.clock};
    SystemSleeper sleeper_;
    RenderLoop loop_{stage_.clock, judged_, sleeper_};
    Microseconds draw_at_{0};
    Microseconds tend_at_{0};
};

void check_in_step(const std::vector<double>& offsets, std::size_t count) {
    CHECK(offsets.size() >= count);
    for (const double offset : offsets) {
        CHECK(std::abs(offset) <= offset_ms_max);
    }
}

} // namespace

TEST_CASE("a flash and its beep come together, and stay so beside a device with another clock") {
    const double wrong = GENERATE(0.0, 200e-6, -200e-6);
    INFO(wrong);
    Cinema cinema(made_media("flashes-120.mkv", flashes(120, "-c:a pcm_s16le")), wrong);
    cinema.run(110s);
    check_in_step(cinema.offsets(1s, 20s), 18);
    check_in_step(cinema.offsets(20s, 109s), 85);
    const auto late = cinema.offsets(90s, 109s);
    const auto early = cinema.offsets(20s, 40s);
    const auto mean = [](const std::vector<double>& values) {
        double sum = 0;
        for (const double value : values) {
            sum += value;
        }
        return sum / static_cast<double>(values.size());
    };
    CHECK(mean(late) == Approx(mean(early)).margin(1.0)); // no drift
    WARN("sound after picture, ms: " << mean(early) << " early, " << mean(late) << " late");
}

TEST_CASE("a film with AAC is in step from its start, its encoder's delay left out") {
    Cinema cinema(made_media("flashes-20.mp4", flashes(20, "-c:a aac -b:a 192k")), 0);
    cinema.run(18s);
    check_in_step(cinema.offsets(1s, 17s), 15);
}

TEST_CASE("a device that was away comes back in step, and the picture never noticed") {
    Cinema cinema(made_media("flashes-120.mkv", flashes(120, "-c:a pcm_s16le")), 0);
    cinema.run(10s);
    cinema.devices().unplug();
    cinema.run(20s);
    CHECK(cinema.offsets(12s, 29s).size() >= 16); // flashes went on
    cinema.devices().plug();
    cinema.run(20s);
    check_in_step(cinema.offsets(40s, 49s), 8);
}
