#include "player/app.hpp"

#include <future>
#include <memory>

#include "common/clock.hpp"
#include "common/log.hpp"
#include "player/decode/task_thread.hpp"
#include "player/decode_settings.hpp"
#include "player/light_sensor.hpp"
#include "player/local_reading.hpp"
#include "player/managed.hpp"
#include "player/open_sink.hpp"
#include "player/open_sound.hpp"
#include "player/play_statistics.hpp"
#include "player/playout/render_loop.hpp"
#include "player/sinks/png_file.hpp"
#include "player/sources/content_sources.hpp"
#include "player/stop_signals.hpp"
#include "player/wall_judged_clock.hpp"

namespace marquee::player {
namespace {

// What a run needs from outside.
struct Surroundings {
    const Clock& clock;
    RenderLoop& loop;
    PlayStatistics& statistics;
    const DecodeSettings& decode;
    const Log& log;
};

template<typename T>
Status status_of(const Result<T>& result) {
    return result ? Status{} : tl::unexpected(result.error());
}

// A cold start is short because what takes long goes on at once: the first film is opened and
// decoded, and the sound device opened, while this thread opens the window.
Status play(const Config& config, LocalReading& reading, const Surroundings& around) {
    const DisplayPlace& place = config.displays.front();
    const bool is_seen = place.kind != DisplayKind::loudspeaker;
    auto hearing = std::async(std::launch::async,
                              [&] { return open_sound(config, around.clock, around.log); });
    SharedWindows windows;
    auto window =
        is_seen ? open_sink_now(config, place, {around.clock, around.log, windows}) : nullptr;
    auto fonts = FontCatalog::load(config.fonts_directory);
    const auto sound = hearing.get();
    const auto& local = reading.program();
    for (const Status& step : {status_of(local), status_of(fonts), status_of(window)}) {
        if (!step) {
            return step;
        }
    }
    TaskThread drawing;
    ContentSources sources(
        *fonts, drawing,
        {reading.store(), reading.opening(), around.clock, around.decode,
         sound ? &sound->output : nullptr, &reading.head_start(), [&](const Error& why) {
             around.log.failure(LogLevel::warning, "sources", "font_missing", why);
         }});
    const Presentation& presentation = local->presentation;
    Engine engine(presentation.display, presentation.size, sources, around.statistics);
    LightSensor light(config.light_sensor, config.light_curve, around.log);
    engine.heed(light);
    engine.show(std::make_shared<const Presentation>(presentation));
    engine.attend(around.clock.wall(), rules::ClockTrust::trusted);
    const auto sink = is_seen ? *std::move(window) : open_speaker(*sound, place, nullptr);
    around.loop.add(engine, *sink, around.statistics);
    around.loop.run(config.run_for ? std::optional(around.clock.monotonic() + *config.run_for)
                                   : std::nullopt);
    return {};
}

Status write_statistics(const Config& config, const PlayStatistics& statistics) {
    return config.stats.empty() ? Status{} : replace_file(config.stats, statistics.to_json());
}

} // namespace

ExitCode run_player(const Config& config) {
    const SystemClock clock;
    const Log log(clock);
    if (!config.play) {
        return run_managed(config, clock, log);
    }
    SystemSleeper sleeper;
    const WallJudgedClock judged(clock);
    RenderLoop loop(clock, judged, sleeper);
    const StopSignals signals([&loop] { loop.stop(); });

    const DecodeSettings decode = decode_settings(config);
    LocalReading reading({config, decode, clock});
    PlayStatistics statistics(log);
    Status done = play(config, reading, {clock, loop, statistics, decode, log});
    if (!reading.program()) {
        log.failure(LogLevel::error, "player", "cannot_play", reading.program().error());
        return ExitCode::usage;
    }
    done = done ? write_statistics(config, statistics) : done;
    if (!done) {
        log.failure(LogLevel::error, "player", "stopped", done.error());
        return ExitCode::runtime;
    }
    return statistics.anything_played() ? ExitCode::ok : ExitCode::runtime;
}

} // namespace marquee::player
