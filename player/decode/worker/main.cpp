// marquee-decode: decodes one picture or video for the player, in a sandbox. Started by the player
// only (player/decode/worker_process.hpp says with what). `marquee-decode abilities` prints what it
// can decode instead (abilities.hpp).
#include <unistd.h>

#include <string>
#include <string_view>

#include "player/decode/worker/abilities.hpp"
#include "player/decode/worker/job.hpp"
#include "player/decode/worker/lockdown.hpp"

using namespace marquee::player;

namespace {

[[noreturn]] void tell_abilities() {
    const std::string lines = worker::ability_lines();
    const ssize_t told = ::write(STDOUT_FILENO, lines.data(), lines.size());
    ::_exit(told == static_cast<ssize_t>(lines.size()) ? 0 : 1);
}

} // namespace

int main(int count, char** words) {
    if (count == 2 && std::string_view(words[1]) == "abilities") {
        tell_abilities();
    }
    worker::live_locked_in(worker::warm_up, worker::decode_any);
}
