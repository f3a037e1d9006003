#include "player/decode_settings.hpp"

#include "player/decode/task_thread.hpp"

namespace marquee::player {

DecodeSettings decode_settings(const Config& config) {
    DecodeSettings settings;
    settings.program = config.decoder.string();
    settings.cleaner = std::make_shared<TaskThread>();
    settings.spare = std::make_shared<SpareWorker>(settings.program, settings.cleaner);
    settings.spare->prepare();
    return settings;
}

} // namespace marquee::player
