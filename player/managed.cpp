#include "player/managed.hpp"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <functional>
#include <memory>

#include "common/durable_file.hpp"
#include "common/random.hpp"
#include "player/announced_abilities.hpp"
#include "player/decode/decoder_abilities.hpp"
#include "player/decode_settings.hpp"
#include "player/light_sensor.hpp"
#include "player/observer_fan.hpp"
#include "player/open_sound.hpp"
#include "player/play_statistics.hpp"
#include "player/playout/render_loop.hpp"
#include "player/process_restart.hpp"
#include "player/report/chronicle.hpp"
#include "player/report/frame_watch.hpp"
#include "player/report/linux_probe.hpp"
#include "player/report/reporter.hpp"
#include "player/sinks/png_file.hpp"
#include "player/sound_report.hpp"
#include "player/stagehand.hpp"
#include "player/stop_signals.hpp"
#include "player/sync/disk_asset_store.hpp"
#include "player/sync/https_manager_link.hpp"
#include "player/sync/live_channel.hpp"
#include "player/sync/state_directory.hpp"
#include "player/sync/state_store.hpp"
#include "player/sync/sync_thread.hpp"
#include "player/sync/trusted_clock.hpp"
#include "player/vigil.hpp"
#include "schemas/wire/enrolment.hpp"
#include "schemas/wire/format.hpp"

namespace marquee::player {
namespace {

constexpr std::size_t boot_id_bytes = 16;

DeviceDescription description_of(const Config& config, std::vector<std::string> capabilities) {
    DeviceDescription device;
    device.name = config.device_name;
    device.software = {.name = "marquee-player",
                       .version = MARQUEE_VERSION,
                       .formats = wire::formats_read(),
                       .capabilities = std::move(capabilities)};
    for (const DisplayPlace& display : config.displays) {
        device.displays.push_back({display.name, display.kind, display.place.size()});
    }
    return device;
}

// The file given, else the one an earlier start kept, else only the manager's address: then the
// device joins by a code. None: nobody told this device whom to ask.
std::optional<EnrolmentFile> enrolment_of(const Config& config, StateStore& store, const Log& log) {
    if (!config.enrolment.empty()) {
        const auto given =
            read_whole(config.enrolment, limits::enrolment_file_bytes_max)
                .and_then([](const std::string& text) { return wire::read_enrolment_file(text); });
        if (given) {
            return *given;
        }
        log.failure(LogLevel::warning, "player", "enrolment_file_unusable", given.error());
    }
    std::optional<EnrolmentFile> kept = store.enrolment_file();
    const bool by_code = !config.manager.empty() && (!kept || is_by_code(*kept));
    // One that was never answered begins again with what the manager offers now.
    if (by_code && (!kept || !store.enrolment() || kept->manager_url != config.manager)) {
        return EnrolmentFile{.manager_url = config.manager};
    }
    return kept;
}

// What stays in step with the manager, on a thread of its own.
class Office {
public:
    struct Parts {
        StateDirectory& directory;
        DiskAssetStore& assets;
        TrustedClock& trusted;
        FrameWatch& watch;
        JournalOutbox* journals;
        const std::string& boot_id;
        ScreenshotSource& screenshots;
        CardStand& cards;
        std::function<void()> restart; // any thread
        const SoundSystem* sound;
        DecoderAbilities& decoder;
        const FontCatalog& fonts;
        const Clock& clock;
        const Log& log;
    };

    Office(const Parts& parts, const Config& config, HttpsAddress address,
           const EnrolmentFile& file, SyncSession::PresentationReceiver receiver)
        : link_(address, parts.clock),
          channel_(std::move(address), parts.clock, randomness_, parts.log),
          probe_(config.state),
          device_(
              description_of(config, announced_abilities(parts.decoder, parts.fonts, parts.clock))),
          reporter_(parts.watch, probe_, parts.clock, device_.software, parts.boot_id),
          sound_report_(reporter_, parts.sound == nullptr ? nullptr : &parts.sound->output,
                        config.displays),
          session_({parts.directory, parts.assets, parts.trusted, link_, channel_, sound_report_,
                    randomness_, parts.clock, parts.log, parts.journals, &parts.screenshots,
                    &parts.cards,
                    [mine = parts.boot_id, restart = parts.restart](const std::string& boot_id) {
                        if (boot_id == mine) {
                            restart();
                        }
                    }},
                   file, device_, std::move(receiver)),
          thread_(session_, sleeper_),
          channel_thread_([this](const std::stop_token& stop) {
              channel_.run(stop, {.hinted = [this] { thread_.wake(); },
                                  .changed = [this] { sleeper_.wake(); }});
          }) {}

private:
    OsRandomness randomness_;
    HttpsManagerLink link_;
    LiveChannel channel_;
    LinuxProbe probe_;
    DeviceDescription device_;
    Reporter reporter_;
    SoundReport sound_report_;
    SystemSleeper sleeper_;
    SyncSession session_;
    SyncThread thread_;
    std::jthread channel_thread_; // last: it wakes the others
};

// Starts the office when this device knows whom to ask; the displays then hear from it.
std::unique_ptr<Office> open_office(const Office::Parts& parts, const Config& config,
                                    SyncSession::PresentationReceiver receiver) {
    StateStore store(parts.directory);
    const auto file = enrolment_of(config, store, parts.log);
    if (!file) {
        parts.log.warning("player", "not_enrolled",
                          {{"hint", "give --manager URL or --enrolment FILE"}});
        return nullptr;
    }
    auto address = https_address(file->manager_url);
    if (!address) { // what the disk holds is shown all the same
        parts.log.failure(LogLevel::error, "player", "manager_address_unusable", address.error());
        return nullptr;
    }
    return std::make_unique<Office>(parts, config, *std::move(address), *file, std::move(receiver));
}

// What this start of the process is called, on this start of the machine (proc(5)).
Life this_life() {
    OsRandomness randomness;
    const auto machine =
        read_whole("/proc/sys/kernel/random/boot_id", limits::word_bytes_max).value_or("unknown");
    return {random_hex(randomness, boot_id_bytes), machine.substr(0, machine.find('\n'))};
}

// Null when the disk refuses: then nothing is written down, and the show goes on.
std::unique_ptr<Chronicle> open_chronicle(Chronicle::Parts parts) {
    const Log& log = parts.log;
    auto chronicle = Chronicle::open(std::move(parts));
    if (!chronicle) {
        log.failure(LogLevel::error, "player", "nothing_written_down", chronicle.error());
        return nullptr;
    }
    return *std::move(chronicle);
}

// What was asked of a run. Both may be, in any order, until its last thread has ended: then a stop
// counts, and no other run follows.
struct Asked {
    std::atomic<bool> restart = false;
    std::atomic<bool> stop = false;

    bool another_run() const { return restart && !stop; }
};

Status run(const Config& config, const Clock& clock, const Log& log, PlayStatistics& statistics,
           Asked& asked) {
    SystemSleeper sleeper;
    DecoderAbilities decoder(config.decoder.string()); // starts while everything else does
    auto directory = StateDirectory::open(config.state, clock);
    if (!directory) {
        return tl::unexpected(directory.error());
    }
    DiskAssetStore assets(config.state, clock, config.media_bytes_max);
    TrustedClock trusted(clock, *instant_from_rfc3339(MARQUEE_RELEASED),
                         StateStore(*directory).time_floor());
    RenderLoop loop(clock, trusted, sleeper);
    const StopSignals signals([&] {
        asked.stop = true;
        loop.stop();
    });
    const DecodeSettings decode = decode_settings(config);
    auto fonts = FontCatalog::load(config.fonts_directory);
    if (!fonts) {
        return tl::unexpected(fonts.error());
    }
    FrameWatch watch;
    const Life life = this_life();
    const auto chronicle = open_chronicle({.directory = config.state / "journals",
                                           .life = life,
                                           .delivery_interval = config.report_interval,
                                           .clock = clock,
                                           .judged = trusted,
                                           .log = log});
    std::vector<PlayoutObserver*> observers{&watch, &statistics};
    SystemSleeper chronicle_sleeper;
    std::optional<ChronicleThread> chronicle_thread;
    if (chronicle) {
        observers.push_back(chronicle.get());
        chronicle_thread.emplace(*chronicle, clock, chronicle_sleeper);
    }
    ObserverFan observer(std::move(observers));
    ScreenshotDesk desk;
    const auto sound = open_sound(config, clock, log);
    LightSensor light(config.light_sensor, config.light_curve, log);
    Stagehand stagehand({*fonts, assets, decode, sound.get(), clock, log, light});
    stagehand.open(config, observer, desk);
    for (const Screen& screen : stagehand.screens()) {
        loop.add(*screen.engine, *screen.sink, observer);
    }
    Vigil vigil({config.state, life.machine_boot, loop, watch, clock, trusted, log,
                 [&](const PresentationPtr& presentation) {
                     stagehand.show(presentation);
                     sleeper.wake();
                 }});
    const auto restart = [&] {
        if (!asked.restart.exchange(true)) {
            log.info("player", "restart_ordered");
        }
        loop.stop();
    };
    const auto office = open_office(
        {*directory, assets, trusted, watch, chronicle.get(), life.boot_id, desk, stagehand,
         restart, sound.get(), decoder, *fonts, clock, log},
        config, [&](const PresentationPtr& presentation) { vigil.admit(presentation); });
    if (!office) {
        stagehand.show_names();
    }
    loop.run(config.run_for ? std::optional(clock.monotonic() + *config.run_for) : std::nullopt);
    vigil.end_in_order(asked.another_run());
    return {};
}

} // namespace

ExitCode run_managed(const Config& config, const Clock& clock, const Log& log) {
    std::signal(SIGPIPE, SIG_IGN);
    PlayStatistics statistics(log);
    Asked asked;
    Status done = run(config, clock, log, statistics, asked);
    if (done && !config.stats.empty()) {
        done = replace_file(config.stats, statistics.to_json());
    }
    if (done && asked.another_run()) {
        done = begin_process_anew(log);
    }
    if (!done) {
        log.failure(LogLevel::error, "player", "stopped", done.error());
        return ExitCode::runtime;
    }
    return ExitCode::ok;
}

} // namespace marquee::player
