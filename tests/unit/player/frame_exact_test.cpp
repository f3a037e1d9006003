// The player's own path, from the file to what a sink is given: each frame of a film once, in
// order, at its time.
#include <catch2/catch.hpp>

#include <poll.h>

#include "player/playout/render_loop.hpp"
#include "player/sources/video.hpp"
#include "tests/fakes/media_stage.hpp"
#include "tests/unit/player/decode/decoding.hpp"
#include "tests/unit/player/playout/playout_rig.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

// Eight blocks of 16 × 16 pixels, white for 1, lowest bit first: the number of the frame.
constexpr std::int32_t block = 16;
constexpr int bits = 8;

std::filesystem::path numbered_film(const std::string& name, const std::string& input,
                                    const std::string& output) {
    return made_media(name, "-f lavfi -i 'color=black:size=128x16:" + input
                                + ",geq=lum=if(mod(floor(N/pow(2\\,floor(X/16)))\\,2)\\,235\\,16):"
                                  "cb=128:cr=128' "
                                + output + " -c:v libx264 -preset veryfast -bf 2 -pix_fmt yuv420p");
}

int number_of(const Picture& picture) {
    int number = 0;
    for (int bit = 0; bit < bits; ++bit) {
        const std::uint8_t* row = picture.planes[0] + block / 2 * picture.strides[0];
        number |= (row[bit * block + block / 2] > 128 ? 1 : 0) << bit;
    }
    return number;
}

// Time that goes on only when the decoder has come as far: the test asks about the order and the
// time of frames, not about the speed of this machine.
class WaitedFor final : public SourceFactory {
public:
    explicit WaitedFor(MediaStage& stage) : stage_(stage) {}

    std::unique_ptr<FrameSource> open(const SourceRequest& request) override {
        auto source = std::make_unique<VideoSource>(stage_.supply(), request,
                                                    std::get<Video>(request.item.content));
        wait_until([&] { return source->poll() != SourceState::preparing; });
        return std::make_unique<Waiting>(std::move(source), skipped);
    }
    std::unique_ptr<FrameSource> open_slate(const SlateRequest&) override {
        return std::make_unique<Nothing>();
    }
    std::unique_ptr<FrameSource> open_card(const CardRequest&) override {
        return std::make_unique<Nothing>();
    }

    std::uint64_t skipped = 0;

private:
    template<typename Done>
    static void wait_until(Done done) {
        for (int turn = 0; turn < 12'000 && !done(); ++turn) {
            ::poll(nullptr, 0, 5);
        }
    }

    class Nothing final : public FrameSource {
    public:
        SourceState poll() override { return SourceState::ready; }
        const Error& failure() const override { return none_; }
        Frame frame_at(Microseconds) override { return {}; }
        std::optional<Microseconds> next_change(Microseconds) const override {
            return std::nullopt;
        }

    private:
        Error none_;
    };

    class Waiting final : public FrameSource {
    public:
        Waiting(std::unique_ptr<VideoSource> source, std::uint64_t& skipped)
            : source_(std::move(source)), skipped_(skipped) {}
        ~Waiting() override { skipped_ += source_->frames_skipped(); }

        SourceState poll() override { return source_->poll(); }
        const Error& failure() const override { return source_->failure(); }
        Frame frame_at(Microseconds position) override {
            Frame frame = source_->frame_at(position);
            wait_until([&] {
                source_->poll();
                return source_->settled(position);
            });
            return frame;
        }
        std::optional<Microseconds> next_change(Microseconds position) const override {
            return source_->next_change(position);
        }

    private:
        std::unique_ptr<VideoSource> source_;
        std::uint64_t& skipped_;
    };

    MediaStage& stage_;
};

struct ShownFrame {
    Instant at;
    int number;
};

// Remembers every picture that would have reached the glass.
class NumberSink final : public FrameSink {
public:
    Size size() const override { return {200, 100}; }
    Status compose(const Scene& scene) override {
        composed_ = scene.zones.empty() || scene.zones[0].frame.pieces.empty()
                        ? -1
                        : number_of(scene.zones[0].frame.pieces[0].picture);
        return {};
    }
    Status present(Instant at) override {
        if (composed_ >= 0) {
            shown.push_back({at, composed_});
        }
        return {};
    }

    std::vector<ShownFrame> shown;

private:
    int composed_ = -1;
};

class TrustedClock final : public JudgedClock {
public:
    explicit TrustedClock(const Clock& clock) : clock_(clock) {}
    PlayerClock read() const override {
        PlayerClock judged;
        judged.utc = clock_.wall();
        judged.trusted = true;
        return judged;
    }

private:
    const Clock& clock_;
};

// When each frame is shown, since the first.
std::vector<Microseconds> times_of(const std::filesystem::path& film) {
    Decoding decoding(film, video_request());
    std::vector<Microseconds> times;
    while (const auto frame = decoding.next_frame()) {
        CHECK(number_of(frame->picture) == static_cast<int>(times.size()));
        times.push_back(frame->pts);
    }
    return times;
}

void check_each_once(const std::filesystem::path& film, std::size_t frames, Milliseconds length) {
    INFO(film.string());
    const auto times = times_of(film);
    REQUIRE(times.size() == frames);
    constexpr int rounds = 2;
    MediaStage stage;
    stage.clock.step_wall(noon);
    PlaylistItem item = item_named("film", length);
    std::get<Video>(item.content).asset.sha256 = stage.assets.add(film);
    WaitedFor sources(stage);
    NumberSink sink;
    RecordingObserver observer;
    {
        const TrustedClock judged(stage.clock);
        ManualSleeper sleeper(stage.clock);
        RenderLoop loop(stage.clock, judged, sleeper);
        Engine engine(DisplayId{"display"}, sink.size(), sources, observer);
        engine.show(std::make_shared<const Presentation>(showing(program_of("program", {item}))));
        loop.add(engine, sink, observer);
        loop.run(stage.clock.monotonic() + rounds * length);
    }
    CHECK(sources.skipped == 0);
    REQUIRE(sink.shown.size() == rounds * frames);
    for (std::size_t i = 0; i < sink.shown.size(); ++i) {
        INFO("frame " << i);
        REQUIRE(sink.shown[i].number == static_cast<int>(i % frames));
        const Instant due = noon + (i / frames) * length + times[i % frames];
        REQUIRE(sink.shown[i].at == due);
    }
}

} // namespace

TEST_CASE("each frame of a film is shown once, in order and at its time") {
    struct Rate {
        const char* name;
        const char* rate;
        std::size_t frames;
        Milliseconds length;
    };
    for (const Rate& rate : {Rate{"25", "25", 50, 2'000ms},
                             {"29", "30000/1001", 60, 2'002ms},
                             {"30", "30", 60, 2'000ms},
                             {"50", "50", 100, 2'000ms},
                             {"60", "60", 120, 2'000ms}}) {
        const auto film = numbered_film("numbers-" + std::string(rate.name) + ".mp4",
                                        "rate=" + std::string(rate.rate),
                                        "-frames:v " + std::to_string(rate.frames));
        REQUIRE(!film.empty());
        check_each_once(film, rate.frames, rate.length);
    }
}

TEST_CASE("each frame of a film with uneven times is shown once, in order and at its time") {
    // 24 frames, each n × n milliseconds after the first.
    const auto film = numbered_film("numbers-uneven.mkv", "rate=1000",
                                    "-vf 'setpts=N*N*0.001/TB' -enc_time_base 1/1000 -fps_mode "
                                    "passthrough -frames:v 24");
    REQUIRE(!film.empty());
    const auto times = times_of(film);
    REQUIRE(times.size() == 24);
    CHECK(times[10] == 100ms);
    CHECK(times[23] == 529ms);
    check_each_once(film, 24, 600ms);
}
