// Screenshots: asked for by one thread, copied by the one that draws.
#include <catch2/catch.hpp>

#include <thread>

#include "player/sinks/screenshot_desk.hpp"
#include "player/sinks/screenshot_sink.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

// Shows one colour, in rows with a gap behind them as real surfaces have.
class PlainSink final : public FrameSink {
public:
    static constexpr std::int32_t width = 3;
    static constexpr std::int32_t height = 2;
    static constexpr std::ptrdiff_t stride = 16;

    Size size() const override { return {width, height}; }
    Status compose(const Scene&) override {
        composed = true;
        return {};
    }
    Status present(Instant) override {
        composed = false;
        return {};
    }
    std::optional<Picture> shown() const override {
        if (composed) {
            return std::nullopt;
        }
        Picture picture;
        picture.size = size();
        picture.planes[0] = pixels.data();
        picture.strides[0] = stride;
        return picture;
    }

    std::vector<std::uint8_t> pixels = std::vector<std::uint8_t>(stride * height, 200);
    bool composed = false;
};

struct Screen {
    Screen() {
        auto plain = std::make_unique<PlainSink>();
        below = plain.get();
        sink.emplace(std::move(plain), "main", desk);
    }

    // Asks on another thread while this one, which draws, does `turn` again and again.
    template<typename Turn>
    Result<std::string> ask(const std::string& name, Milliseconds patience, Turn turn) {
        std::atomic<bool> answered = false;
        Result<std::string> png;
        std::thread asking([&] {
            png = desk.screenshot(name, patience);
            answered = true;
        });
        while (!answered) {
            turn();
        }
        asking.join();
        return png;
    }

    ScreenshotDesk desk;
    std::optional<ScreenshotSink> sink;
    PlainSink* below = nullptr;
};

} // namespace

TEST_CASE("a still display is copied when it is attended to") {
    Screen screen;
    const auto png = screen.ask("main", Seconds{10}, [&] { screen.sink->attend(); });
    REQUIRE(png);
    CHECK(png->starts_with("\x89PNG"));
}

TEST_CASE("a moving display is copied right after a present, never half composed") {
    Screen screen;
    const auto png = screen.ask("main", Seconds{10}, [&] {
        std::ignore = screen.sink->compose({});
        screen.sink->attend(); // nothing to copy: it is composed and not presented
        std::ignore = screen.sink->present({});
    });
    CHECK(png);
}

TEST_CASE("nobody presents: the one who asks is told so in time") {
    Screen screen;
    const auto other = screen.ask("another", Milliseconds{20}, [&] { screen.sink->attend(); });
    REQUIRE_FALSE(other);
    CHECK(other.error().code == ErrorCode::timed_out);
    const auto half = screen.ask("main", Milliseconds{20}, [&] {
        std::ignore = screen.sink->compose({});
        screen.sink->attend();
    });
    CHECK_FALSE(half);
    CHECK(screen.ask("main", Seconds{10}, [&] { std::ignore = screen.sink->present({}); }));
}
