// A desktop that nobody sees: Xvfb, for tests of what draws through X and OpenGL.
#pragma once

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <string>
#include <thread>

namespace marquee {

// The last one made is what DISPLAY names.
class VirtualScreen {
public:
    VirtualScreen() {
        for (int attempt = 0; attempt < 10 && name_.empty(); ++attempt) {
            stop();
            start(next_number());
        }
    }
    VirtualScreen(const VirtualScreen&) = delete;
    VirtualScreen& operator=(const VirtualScreen&) = delete;
    ~VirtualScreen() { stop(); }

    bool is_there() const { return !name_.empty(); }

    // What is opened from now on is opened here.
    void use() const {
        ::setenv("DISPLAY", name_.c_str(), 1);
        ::unsetenv("SDL_VIDEODRIVER");
    }

    // The server ends in the middle of whatever it does for this process.
    void take_away() { stop(); }

private:
    // Far apart for each process. Where the server itself looks for a free number, two that start
    // together take the same one, and a lock that a killed one left stops all that come after.
    static int next_number() {
        static int number = 1'000 + ::getpid() % 1'500 * 32;
        return number++;
    }

    void start(int number) {
        const std::string name = ":" + std::to_string(number);
        server_ = ::fork();
        if (server_ == 0) {
            serve(name);
        }
        for (int attempt = 0; attempt < 1'000; ++attempt) {
            if (::waitpid(server_, nullptr, WNOHANG) != 0) {
                server_ = -1; // somebody has that number
                return;
            }
            if (accepts(number)) {
                name_ = name;
                use();
                return;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds{10});
        }
    }

    // What -displayfd says comes before the server listens.
    static bool accepts(int number) {
        sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
        const std::string path = "/tmp/.X11-unix/X" + std::to_string(number);
        path.copy(address.sun_path, sizeof(address.sun_path) - 1);
        const int end = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const bool connected =
            ::connect(end, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
        ::close(end);
        return connected;
    }

    [[noreturn]] static void serve(const std::string& name) {
        ::dup2(::open("/dev/null", O_RDWR), 2);
        ::execlp("Xvfb", "Xvfb", name.c_str(), "-screen", "0", "1280x1024x24", "-nolisten", "tcp",
                 "-noreset", nullptr); // a reset refuses the next window
        ::_exit(127);
    }

    // One that is asked to end just before it goes to sleep may miss it, and sleeps for minutes.
    void stop() {
        if (server_ <= 0) {
            return;
        }
        ::kill(server_, SIGTERM);
        for (int attempt = 0; attempt < 500; ++attempt) {
            if (::waitpid(server_, nullptr, WNOHANG) != 0) {
                server_ = -1;
                return;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds{10});
        }
        ::kill(server_, SIGKILL);
        ::waitpid(server_, nullptr, 0);
        server_ = -1;
    }

    pid_t server_ = -1;
    std::string name_;
};

} // namespace marquee
