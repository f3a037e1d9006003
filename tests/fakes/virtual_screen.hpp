// A desktop that nobody sees: Xvfb, for tests of what draws through X and OpenGL.
#pragma once

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <string>

namespace marquee {

// The last one made is what DISPLAY names.
class VirtualScreen {
public:
    VirtualScreen() {
        for (int attempt = 0; attempt < 10 && name_.empty(); ++attempt) {
            stop();
            start(":" + std::to_string(next_number()));
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

    void start(const std::string& name) {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), 0) != 0) {
            return;
        }
        server_ = ::fork();
        if (server_ == 0) {
            serve(name, ends);
        }
        ::close(ends[1]);
        std::array<char, 16> answer{};
        const ssize_t length = ::read(ends[0], answer.data(), answer.size());
        ::close(ends[0]);
        if (length > 1) {
            name_ = name;
            use();
        }
    }

    [[noreturn]] static void serve(const std::string& name, const std::array<int, 2>& ends) {
        ::close(ends[0]);
        const std::string number = std::to_string(ends[1]);
        ::dup2(::open("/dev/null", O_RDWR), 2);
        ::execlp("Xvfb", "Xvfb", name.c_str(), "-displayfd", number.c_str(), "-screen", "0",
                 "1280x1024x24", "-nolisten", "tcp", "-noreset",
                 nullptr); // a reset refuses the next window
        ::_exit(127);
    }

    void stop() {
        if (server_ > 0) {
            ::kill(server_, SIGTERM);
            ::waitpid(server_, nullptr, 0);
            server_ = -1;
        }
    }

    pid_t server_ = -1;
    std::string name_;
};

} // namespace marquee
