#include "player/process_restart.hpp"

#include <cerrno>
#include <string>
#include <vector>

#include <linux/close_range.h>
#include <unistd.h>

#include "common/durable_file.hpp"
#include "common/file_error.hpp"

namespace marquee::player {

namespace {

constexpr std::size_t arguments_bytes_max = 2U << 20U; // ARG_MAX's default (execve(2))

// As the kernel keeps them: each ended by a zero (proc(5)).
Result<std::vector<std::string>> own_arguments() {
    return read_whole("/proc/self/cmdline", arguments_bytes_max).map([](const std::string& text) {
        std::vector<std::string> arguments;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = text.find('\0', at);
            arguments.push_back(text.substr(at, end - at));
            at = end == std::string::npos ? text.size() : end + 1;
        }
        return arguments;
    });
}

} // namespace

Status begin_process_anew() {
    return own_arguments().and_then([](std::vector<std::string> arguments) -> Status {
        std::vector<char*> pointers;
        for (std::string& argument : arguments) {
            pointers.push_back(argument.data());
        }
        pointers.push_back(nullptr);
        ::close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC);
        ::execv("/proc/self/exe", pointers.data());
        return tl::unexpected(file_error(errno, "starting the player anew", "/proc/self/exe"));
    });
}

} // namespace marquee::player
