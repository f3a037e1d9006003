// marquee-decode: decodes one picture or video for the player, in a sandbox. Started by the player
// only (player/decode/worker_process.hpp says with what).
#include <sys/mman.h>
#include <unistd.h>

#include "player/decode/arena.hpp"
#include "player/decode/worker/job.hpp"
#include "player/decode/worker/lockdown.hpp"

using namespace marquee::player;

int main() {
    worker::die_with_parent();
    void* memory = ::mmap(nullptr, arena::bytes, PROT_READ | PROT_WRITE, MAP_SHARED,
                          worker::memory_descriptor, 0);
    if (memory == MAP_FAILED) {
        ::_exit(1);
    }
    ::close(worker::memory_descriptor);
    const worker::CompositorLink link(worker::socket_descriptor);
    worker::warm_up();
    if (!worker::lock_down()) {
        ::_exit(1);
    }
    worker::do_job(link, static_cast<std::byte*>(memory));
    ::_exit(0); // destructors of libraries have nothing to do here
}
