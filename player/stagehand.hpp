// Everything that draws and sounds: the displays of a player that a manager leads.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "player/config.hpp"
#include "player/decode/task_thread.hpp"
#include "player/open_sink.hpp"
#include "player/open_sound.hpp"
#include "player/playout/engine.hpp"
#include "player/ports/card_stand.hpp"
#include "player/sinks/screenshot_desk.hpp"
#include "player/sources/content_sources.hpp"

namespace marquee::player {

// A display of this player: what decides, and where it is seen or heard.
struct Screen {
    std::string name;
    std::unique_ptr<Engine> engine;
    std::unique_ptr<FrameSink> sink;
};

// Owned by the main thread, which is the render thread.
class Stagehand final : public CardStand {
public:
    // All of them outlive it.
    struct Parts {
        const FontCatalog& fonts;
        AssetStore& assets;
        const DecodeSettings& decode;
        SoundSystem* sound; // there when one of the displays is a loudspeaker
        const Clock& clock;
        const Log& log;
        const AmbientLight& light;
    };

    explicit Stagehand(const Parts& parts);

    void open(const Config& config, PlayoutObserver& observer, ScreenshotDesk& desk);

    // For a device that nobody will ever give anything: the slate with its name, at once.
    void show_names();

    // Any thread.
    void show(const PresentationPtr& presentation);

    // Any thread.
    void stand(const std::string& display, const StandingCardPtr& card) override;

    const std::vector<Screen>& screens() const { return screens_; }

private:
    TaskThread drawing_;
    TaskThread opening_;
    SoundSystem* sound_;
    const AmbientLight& light_;
    SharedWindows windows_;
    const OutputParts output_;
    ContentSources sources_;
    std::vector<Screen> screens_;
};

} // namespace marquee::player
