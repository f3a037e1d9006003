// Does one thing that a cell forbids. `cell-drill NAME [PATH]`, run by marquee-ingest; says on
// standard output how it went: "done", or the number of the error.
#include <fcntl.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace {

using Drill = long (*)(const char* path);

long as_result(bool done) {
    return done ? 0 : -1;
}

const std::map<std::string, Drill> drills{
    {"read the medium",
     [](const char*) -> long {
         char byte = 0;
         const int file = ::open("/dev/fd/3", O_RDONLY);
         return file < 0 ? -1 : as_result(::read(file, &byte, 1) == 1);
     }},
    {"write in the folder",
     [](const char*) -> long { return ::open("made", O_CREAT | O_RDWR | O_TRUNC, 0600); }},
    {"start a thread",
     [](const char*) -> long {
         bool ran = false;
         std::thread([&] { ran = true; }).join();
         return as_result(ran);
     }},
    {"read a file", [](const char* path) -> long { return ::open(path, O_RDONLY); }},
    {"write a file", [](const char* path) -> long { return ::open(path, O_WRONLY | O_TRUNC); }},
    {"write the medium", [](const char*) -> long { return ::open("/dev/fd/3", O_RDWR); }},
    {"shorten a file", [](const char* path) -> long { return ::truncate(path, 0); }},
    {"change a mode", [](const char* path) -> long { return ::chmod(path, 0777); }},
    {"change the times",
     [](const char* path) -> long { return ::utimensat(AT_FDCWD, path, nullptr, 0); }},
    {"remove a file", [](const char* path) -> long { return ::unlink(path); }},
    {"make a file elsewhere",
     [](const char* path) -> long {
         return ::open((std::string(path) + ".new").c_str(), O_CREAT | O_WRONLY, 0600);
     }},
    {"link a file here", [](const char* path) -> long { return ::link(path, "linked"); }},
    {"make a symbolic link", [](const char* path) -> long { return ::symlink(path, "named"); }},
    {"make a folder", [](const char*) -> long { return ::mkdir("folder", 0700); }},
    {"read proc", [](const char*) -> long { return ::open("/proc/self/environ", O_RDONLY); }},
    {"list a folder", [](const char*) -> long { return ::open("/etc", O_RDONLY | O_DIRECTORY); }},
    {"run a program",
     [](const char*) -> long {
         char* const none[] = {nullptr};
         return ::execve("/bin/true", none, none);
     }},
    {"fork", [](const char*) -> long { return ::fork(); }},
    {"talk to the network", [](const char*) -> long { return ::socket(AF_INET, SOCK_STREAM, 0); }},
    {"talk to a neighbour", [](const char*) -> long { return ::socket(AF_UNIX, SOCK_STREAM, 0); }},
    {"signal its parent", [](const char*) -> long { return ::kill(::getppid(), 0); }},
    {"trace its parent",
     [](const char*) -> long { return ::ptrace(PTRACE_ATTACH, ::getppid(), nullptr, nullptr); }},
    {"limit its parent",
     [](const char*) -> long {
         rlimit limit{};
         return ::prlimit(::getppid(), RLIMIT_NOFILE, nullptr, &limit);
     }},
    {"run from memory",
     [](const char*) -> long { return ::syscall(SYS_memfd_create, "drill", 0); }},
    {"mount", [](const char*) -> long { return ::mount("none", ".", "tmpfs", 0, nullptr); }},
    {"leave its namespace", [](const char*) -> long { return ::unshare(CLONE_NEWUSER); }},
    {"raise a limit",
     [](const char*) -> long {
         const rlimit more{RLIM_INFINITY, RLIM_INFINITY};
         return ::setrlimit(RLIMIT_FSIZE, &more);
     }},
    {"take much memory",
     [](const char*) -> long {
         void* const memory = ::mmap(nullptr, 1UL << 40, PROT_READ,
                                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
         return as_result(memory != MAP_FAILED);
     }},
    {"wait for ever",
     [](const char*) -> long {
         std::cout << ::getpid() << std::endl;
         return ::pause();
     }},
    {"talk for ever",
     [](const char*) -> long {
         for (;;) {
             std::cout << "frame=1\n";
         }
     }},
    {"say an endless line",
     [](const char*) -> long {
         for (;;) {
             std::cout << "frame=1";
         }
     }},
};

} // namespace

int main(int count, char** words) {
    const auto drill = count == 3 ? drills.find(words[1]) : drills.end();
    if (drill == drills.end()) {
        return 2;
    }
    if (drill->second(words[2]) >= 0) {
        std::cout << "done" << std::endl;
    } else {
        std::cout << errno << std::endl;
    }
    return 0;
}
