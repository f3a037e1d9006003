// Goes into the sandbox like a decoder and then does one forbidden thing. `drill NAME`; ends with
// exit status 3 if it lived through it, 0 for the one that is allowed.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <map>
#include <string>

#include "player/decode/worker/lockdown.hpp"

using namespace marquee::player;

namespace {

using Drill = void (*)();

const std::map<std::string, Drill> drills{
    {"allowed",
     [] {
         void* memory =
             ::mmap(nullptr, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
         ::munmap(memory, 1 << 20);
         ::_exit(0);
     }},
    {"open", [] { ::open("/etc/passwd", O_RDONLY); }},
    {"create", [] { ::open("/tmp/marquee-drill", O_CREAT | O_WRONLY, 0600); }},
    {"socket", [] { ::socket(AF_INET, SOCK_STREAM, 0); }},
    {"execve",
     [] {
         char* const none[] = {nullptr};
         ::execve("/bin/true", none, none);
     }},
    {"fork", [] { ::fork(); }},
    {"kill", [] { ::kill(::getppid(), SIGTERM); }},
    {"unlink", [] { ::unlink("/tmp/marquee-drill"); }},
    {"read another descriptor",
     [] {
         char byte = 0;
         ::pread(0, &byte, 1, 0);
     }},
    {"send elsewhere", [] { ::send(5, "x", 1, 0); }},
    {"executable memory",
     [] {
         ::mmap(nullptr, 4'096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1,
                0);
     }},
    {"make memory executable",
     [] {
         void* memory =
             ::mmap(nullptr, 4'096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
         ::mprotect(memory, 4'096, PROT_READ | PROT_EXEC);
     }},
    {"map a file", [] { ::mmap(nullptr, 4'096, PROT_READ, MAP_PRIVATE, 0, 0); }},
};

} // namespace

int main(int count, char** arguments) {
    const auto drill = count == 2 ? drills.find(arguments[1]) : drills.end();
    if (drill == drills.end()) {
        return 2;
    }
    worker::warm_up();
    if (!worker::lock_down()) {
        return 4;
    }
    drill->second();
    ::_exit(3);
}
