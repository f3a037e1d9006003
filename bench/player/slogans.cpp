// marquee-bench-slogans CASE SECONDS: what slogans cost when they are drawn frame by frame into
// memory, as the player does before it shows them; no window takes part. CASE:
//   text-200   one line with letters of 200 pixels, over 3840 x 240
//   four       four lines over 1920 x 64 each, all at once
//   long       2,000 characters over 1920 x 135
// Prints the percent of a core for SECONDS of 60 frames each, and the megabytes that its pictures
// took at most.
#include <sys/resource.h>

#include <charconv>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "player/sinks/memory_sink.hpp"
#include "player/sources/slogan.hpp"
#include "tests/fakes/no_assets.hpp"

namespace {

using namespace marquee;
using namespace marquee::player;

// Draws at once, on the thread that asks: all of it counts.
class DrawNow final : public TaskRunner {
public:
    void post(std::function<void()> task) override { task(); }
};

double cpu_seconds() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

double peak_megabytes() {
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    return static_cast<double>(used.ru_maxrss) * 1024 / 1e6;
}

struct Case {
    std::vector<std::string> texts; // each in a zone below the last
    Size zone;
    std::int32_t text_height_pixels = 0;
    Size display() const {
        return {zone.width, zone.height * static_cast<std::int32_t>(texts.size())};
    }
};

std::string repeated(std::string_view words, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) {
        text += words;
    }
    return text;
}

Case case_of(std::string_view name) {
    constexpr std::string_view words = "文明健康绿色环保垃圾分类从我做起平平安安"; // twenty
    if (name == "text-200") {
        return {{repeated(words, 2)}, {3840, 240}, 200};
    }
    if (name == "four") {
        return {{4, repeated(words, 2)}, {1920, 64}};
    }
    return {{repeated(words, 100)}, {1920, 135}};
}

Status draw(const FontCatalog& fonts, const Case& wanted, int seconds) {
    DrawNow tasks;
    const auto shelf = shelf_without_assets(fonts);
    std::vector<std::unique_ptr<SloganSource>> sources;
    for (const std::string& text : wanted.texts) {
        Slogan slogan;
        slogan.text = text;
        slogan.style.motion = Motion::scroll_left;
        slogan.style.text_height_pixels = wanted.text_height_pixels;
        SourceRequest request;
        request.item.content = slogan;
        request.zone = wanted.zone;
        sources.push_back(std::make_unique<SloganSource>(shelf, tasks, request));
        if (sources.back()->poll() != SourceState::ready) {
            return tl::unexpected(sources.back()->failure());
        }
    }
    MemorySink sink(wanted.display());
    for (std::int64_t frame = 0; frame < std::int64_t{60} * seconds; ++frame) {
        const Microseconds position{(frame * 1'000'000 + 59) / 60};
        Scene scene;
        std::int32_t y = 0;
        for (const auto& source : sources) {
            const Rect rect{0, y, wanted.zone.width, wanted.zone.height};
            scene.zones.push_back({.rect = rect, .frame = source->frame_at(position)});
            y += wanted.zone.height;
        }
        if (const auto composed = sink.compose(scene); !composed) {
            return composed;
        }
    }
    return {};
}

} // namespace

int main(int count, char** words) {
    const std::vector<std::string_view> arguments(words, words + count);
    int seconds = 0;
    if (arguments.size() == 3) {
        std::from_chars(arguments[2].data(), arguments[2].data() + arguments[2].size(), seconds);
    }
    if (seconds <= 0) {
        std::cerr << "usage: marquee-bench-slogans text-200|four|long SECONDS\n";
        return 2;
    }
    const auto fonts = FontCatalog::load();
    const double cpu_before = cpu_seconds();
    const double memory_before = peak_megabytes();
    const auto drawn = fonts ? draw(*fonts, case_of(arguments[1]), seconds)
                             : Status(tl::unexpected(fonts.error()));
    if (!drawn) {
        std::cerr << "marquee-bench-slogans: " << drawn.error().what << '\n';
        return 1;
    }
    std::cout << (cpu_seconds() - cpu_before) / seconds * 100 << ' '
              << peak_megabytes() - memory_before << '\n';
}
