// A whole sync session on a temporary disk, against a manager in memory.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include "common/sha256.hpp"
#include "player/sync/sync_session.hpp"
#include "tests/fakes/fake_manager_channel.hpp"
#include "tests/fakes/fake_manager_link.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/seeded_randomness.hpp"
#include "tests/fakes/signing_office.hpp"
#include "tests/fakes/temporary_directory.hpp"

namespace marquee::player {

// Repeats what sync said.
class PlainHeartbeats final : public HeartbeatSource {
public:
    Heartbeat heartbeat(const SyncReport& sync) override {
        Heartbeat heartbeat;
        heartbeat.player = sync.player;
        heartbeat.nonce = sync.nonce;
        heartbeat.clock = sync.clock;
        heartbeat.trust_version = sync.trust_version;
        for (const DisplaySync& display : sync.displays) {
            DisplayHeartbeat one;
            one.display = display.display;
            one.name = display.name;
            one.active = display.active;
            one.wanted = display.wanted;
            one.blocked = display.blocked;
            one.quarantine = sync.set_aside;
            heartbeat.displays.push_back(one);
        }
        return heartbeat;
    }
};

// Gives one picture of every display.
class PlainScreenshots final : public ScreenshotSource {
public:
    Result<std::string> screenshot(const std::string& display_name, Milliseconds) override {
        asked.push_back(display_name);
        return picture;
    }

    std::vector<std::string> asked;
    Result<std::string> picture = "a picture";
};

// Remembers what was put up and taken down.
class PlainCards final : public CardStand {
public:
    void stand(const std::string& display, const StandingCardPtr& card) override {
        told.emplace_back(display, card);
    }

    std::vector<std::pair<std::string, StandingCardPtr>> told;
};

// What one start of the player makes anew.
class RunningSync {
public:
    RunningSync(const std::filesystem::path& root, ManualClock& clock, ManagerLink& link,
                ManagerChannel& channel, const EnrolmentFile& file, const DeviceDescription& device)
        : state(StateDirectory::open(root, clock).value()),
          assets(root, clock),
          trusted_clock(clock, instant_from_rfc3339("2026-06-01T00:00:00Z").value(),
                        StateStore(state).time_floor()),
          silence(::open("/dev/null", O_WRONLY | O_CLOEXEC)),
          log(clock, LogLevel::error, silence),
          session({state, assets, trusted_clock, link, channel, heartbeats, randomness, clock, log,
                   nullptr, &screenshots, &cards,
                   [this](const std::string& boot_id) { restarts.push_back(boot_id); }},
                  file, device, [this](PresentationPtr shown) { presentations.push_back(shown); }) {
    }
    ~RunningSync() { ::close(silence); }

    // The newest presentation of a display, by name; null: none.
    PresentationPtr shown(const std::string& name) const {
        PresentationPtr newest;
        for (const PresentationPtr& each : presentations) {
            newest = each->name == name ? each : newest;
        }
        return newest;
    }

    StateDirectory state;
    DiskAssetStore assets;
    TrustedClock trusted_clock;
    PlainHeartbeats heartbeats;
    PlainScreenshots screenshots;
    PlainCards cards;
    SeededRandomness randomness;
    int silence;
    Log log;
    std::vector<PresentationPtr> presentations;
    std::vector<std::string> restarts; // runs that the manager wants ended
    SyncSession session;
};

struct SyncRig {
    TemporaryDirectory directory;
    ManualClock clock{instant_from_rfc3339("2026-11-21T12:00:00Z").value()};
    SigningOffice office;
    FakeManagerLink link{office};
    FakeManagerChannel channel;
    EnrolmentFile file{"https://manager.example:8443",
                       sha256(office.trust().payload),
                       "one-time-secret-0001",
                       {sample_id(2)},
                       instant_from_rfc3339("2027-01-01T00:00:00Z").value()};
    DeviceDescription device{"box-1",
                             {"marquee-player", "0.1.0", {"manifest/1.0"}, {}},
                             {{"main", DisplayKind::screen, {640, 64}}}};
    DisplayId display{sample_id(201)}; // what the fake gives to "main"
    std::unique_ptr<RunningSync> running = start();

    std::filesystem::path root() const { return directory.path() / "state"; }

    std::unique_ptr<RunningSync> start() {
        return std::make_unique<RunningSync>(root(), clock, link, channel, file, device);
    }
    void restart() {
        running.reset();
        running = start();
    }

    // The next turn that is due.
    void turn() {
        const Microseconds due = running->session.step();
        clock.advance(std::max(due - clock.monotonic(), Microseconds(0)));
    }
    void turns(int count) {
        for (int i = 0; i < count; ++i) {
            turn();
        }
    }

    // A manifest of one slogan and these posters.
    Manifest publish(ManifestNumber number, const std::string& text,
                     const std::vector<std::string>& posters = {}) {
        std::vector<AssetRef> assets;
        for (const std::string& bytes : posters) {
            link.put_blob(bytes);
            assets.push_back({sha256(bytes), bytes.size(), "image/png"});
        }
        const SignedProgram program =
            office.program(office.program_of(sample_id(300), text, assets), {});
        const Manifest manifest = office.manifest_of(display, number, {program});
        link.publish(manifest, {program});
        return manifest;
    }

    // "1.4", or "0.0" when the display has none.
    std::string active() const {
        const PresentationPtr shown = running->shown("main");
        return to_string(shown && shown->manifest ? shown->manifest->number : ManifestNumber{});
    }
    const DisplayHeartbeat& last_heartbeat() const {
        return link.heartbeats.back().displays.front();
    }
};

} // namespace marquee::player
