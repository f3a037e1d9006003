#include "player/stagehand.hpp"

namespace marquee::player {

Stagehand::Stagehand(const Parts& parts)
    : sound_(parts.sound),
      light_(parts.light),
      output_{parts.clock, parts.log, windows_},
      sources_(parts.fonts, drawing_,
               {parts.assets, opening_, parts.clock, parts.decode,
                parts.sound == nullptr ? nullptr : &parts.sound->output, nullptr,
                [&log = parts.log](const Error& why) {
                    log.failure(LogLevel::warning, "sources", "font_missing", why);
                }}) {}

void Stagehand::open(const Config& config, PlayoutObserver& observer, ScreenshotDesk& desk) {
    for (const DisplayPlace& place : config.displays) {
        auto engine = std::make_unique<Engine>(DisplayId{}, place.place.size(), sources_, observer);
        engine->heed(light_);
        auto sink = place.kind == DisplayKind::loudspeaker
                        ? open_speaker(*sound_, place, &desk)
                        : open_sink(config, place, output_, desk);
        screens_.push_back({place.name, std::move(engine), std::move(sink)});
    }
}

void Stagehand::show_names() {
    for (const Screen& screen : screens_) {
        screen.engine->show(std::make_shared<const Presentation>(
            Presentation{.name = screen.name, .size = screen.sink->size()}));
    }
}

void Stagehand::show(const PresentationPtr& presentation) {
    for (const Screen& screen : screens_) {
        if (screen.name == presentation->name) {
            screen.engine->show(presentation);
        }
    }
}

void Stagehand::stand(const std::string& display, const StandingCardPtr& card) {
    for (const Screen& screen : screens_) {
        if (screen.name == display) {
            screen.engine->cover(card);
        }
    }
}

} // namespace marquee::player
