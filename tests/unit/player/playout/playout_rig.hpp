// An engine with scripted sources, and a minute of its life in a microsecond.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "player/playout/engine.hpp"
#include "player/playout/pacer.hpp"
#include "tests/fakes/recording_observer.hpp"
#include "tests/fakes/scripted_sources.hpp"

namespace marquee::player {

inline constexpr Instant noon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 21}
                              + std::chrono::hours{12}};

// A video item; its digest is made from its name.
inline PlaylistItem item_named(const std::string& name, Milliseconds duration) {
    Video video;
    video.asset.sha256.bytes[0] = static_cast<std::uint8_t>(name.front());
    video.asset.sha256.bytes[1] = static_cast<std::uint8_t>(name.back());
    PlaylistItem item;
    item.id = ItemId{"id-" + name};
    item.name = name;
    item.duration = duration;
    item.content = video;
    return item;
}

inline Program program_of(const std::string& id, std::vector<PlaylistItem> items) {
    Program program;
    program.id = ProgramId{id};
    program.name = id;
    program.layout.canvas = {100, 100};
    program.layout.zones.push_back({"main", {0, 0, 100, 100}, {std::move(items)}});
    return program;
}

// A presentation in which `program` plays all day from noon on.
inline Presentation showing(const Program& program) {
    Presentation presentation;
    presentation.display = DisplayId{"display"};
    presentation.name = "display";
    presentation.size = {200, 100};
    Manifest manifest;
    manifest.display = presentation.display;
    manifest.not_after = noon + std::chrono::hours{24 * 365};
    ProgramRef ref;
    ref.id = program.id;
    ref.cycle = Seconds{60};
    manifest.programs.push_back(ref);
    Schedule schedule;
    schedule.id = ScheduleId{"schedule-" + program.id.value};
    schedule.program = program.id;
    schedule.any_time = true;
    schedule.times.dates.first = LocalDate{std::chrono::floor<std::chrono::days>(noon)};
    schedule.times.windows.push_back({{12 * 3'600}, {12 * 3'600}});
    manifest.schedules.push_back(schedule);
    presentation.manifest = manifest;
    presentation.programs.emplace(program.id, std::make_shared<const Program>(program));
    return presentation;
}

// Runs the engine as the render loop does, without waiting. Time goes only forward.
struct PlayoutRig {
    explicit PlayoutRig(Size size = {200, 100})
        : engine(DisplayId{"display"}, size, sources, observer) {}

    ScriptedSources sources;
    RecordingObserver observer;
    Engine engine;
    Instant now = noon;
    Scene scene; // on screen
    rules::ClockTrust trust = rules::ClockTrust::trusted;

    void show(Presentation presentation) {
        engine.show(std::make_shared<const Presentation>(std::move(presentation)));
    }

    void run_until(Instant end) {
        while (now < end) {
            const Pace step = pace(engine.attend(now, trust), now);
            if (!step.draw_for) {
                now = std::max(now + Microseconds{1}, std::min(step.rest_until, end));
                continue;
            }
            if (*step.draw_for > end) {
                now = end;
                return;
            }
            scene = engine.compose(*step.draw_for);
            now = std::max(now, *step.draw_for);
            engine.presented(*step.draw_for, now - *step.draw_for);
        }
    }
    void run_for(Microseconds time) { run_until(now + time); }

    // Names of the items on screen, "+" between zones.
    std::string on_screen() const {
        std::string names;
        for (const SceneZone& zone : scene.zones) {
            names += (names.empty() ? "" : "+") + zone.frame.item.item.value;
        }
        return names;
    }
    std::size_t times_opened(const std::string& name) const {
        return static_cast<std::size_t>(
            std::count(sources.opened.begin(), sources.opened.end(), name));
    }
};

} // namespace marquee::player
