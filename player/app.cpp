#include "player/app.hpp"

#include <memory>

#include "common/clock.hpp"
#include "common/log.hpp"
#include "player/decode/task_thread.hpp"
#include "player/film_length.hpp"
#include "player/local_program.hpp"
#include "player/local_store.hpp"
#include "player/managed.hpp"
#include "player/open_sink.hpp"
#include "player/play_statistics.hpp"
#include "player/playout/render_loop.hpp"
#include "player/sinks/png_file.hpp"
#include "player/sinks/sdl_audio_sink.hpp"
#include "player/sources/content_sources.hpp"
#include "player/stop_signals.hpp"
#include "player/wall_judged_clock.hpp"

namespace marquee::player {
namespace {

// Silence needs no device, and a machine without one plays in silence.
std::unique_ptr<AudioSink> open_loudspeaker(const Config& config, const Clock& clock) {
    if (config.headless || config.play->files.empty()) {
        return nullptr;
    }
    auto device = SdlAudioSink::open_device(clock);
    return device ? std::move(*device) : nullptr;
}

// What a run needs from outside.
struct Surroundings {
    const Clock& clock;
    RenderLoop& loop;
    PlayStatistics& statistics;
    const DecodeSettings& decode;
};

Status play(const Config& config, const LocalProgram& local, const Surroundings& around) {
    auto fonts = FontCatalog::load(config.fonts_directory);
    if (!fonts) {
        return tl::unexpected(fonts.error());
    }
    LocalStore store(local.files);
    const auto loudspeaker = open_loudspeaker(config, around.clock);
    TaskThread drawing;
    TaskThread opening;
    ContentSources sources(*fonts, drawing,
                           {store, opening, around.clock, around.decode, loudspeaker.get()});
    const Presentation& presentation = local.presentation;
    Engine engine(presentation.display, presentation.size, sources, around.statistics);
    engine.show(std::make_shared<const Presentation>(presentation));
    auto sink = open_sink(config, config.displays.front());
    if (!sink) {
        return tl::unexpected(sink.error());
    }
    around.loop.add(engine, **sink, around.statistics);
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

    const DecodeSettings decode{.program = config.decoder.string(),
                                .cleaner = std::make_shared<TaskThread>()};
    // A film that does not open gets a turn like a picture, and is set aside when it comes.
    const FilmLength length = [&](const std::filesystem::path& film) {
        const auto known = open_file(film).and_then(
            [&](OpenAsset opened) { return film_length(decode, std::move(opened), clock); });
        return known ? std::optional(*known) : std::nullopt;
    };
    const auto local =
        local_program(*config.play, config.displays.front().place.size(), clock.wall(), length);
    if (!local) {
        log.failure(LogLevel::error, "player", "cannot_play", local.error());
        return ExitCode::usage;
    }
    PlayStatistics statistics(log);
    Status done = play(config, *local, {clock, loop, statistics, decode});
    done = done ? write_statistics(config, statistics) : done;
    if (!done) {
        log.failure(LogLevel::error, "player", "stopped", done.error());
        return ExitCode::runtime;
    }
    return statistics.anything_played() ? ExitCode::ok : ExitCode::runtime;
}

} // namespace marquee::player
