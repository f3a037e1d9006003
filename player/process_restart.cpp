#include "player/process_restart.hpp"

#include <cerrno>
#include <filesystem>
#include <string>
#include <vector>

#include <linux/close_range.h>
#include <unistd.h>

#include "common/durable_file.hpp"
#include "common/file_error.hpp"

namespace marquee::player {

namespace {

const char* const link = "/proc/self/exe";
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

// Where this program lies, or what was put in its place; the link itself, by which the kernel
// still reaches a program without a name, when nothing is there.
std::string own_program() {
    constexpr std::string_view removed = " (deleted)"; // proc(5)
    std::error_code failed;
    std::string path = std::filesystem::read_symlink(link, failed).string();
    if (path.ends_with(removed)) {
        path.resize(path.size() - removed.size());
    }
    return !failed && ::access(path.c_str(), X_OK) == 0 ? path : link;
}

} // namespace

Status begin_process_anew(const Log& log) {
    return own_arguments().and_then([&](std::vector<std::string> arguments) -> Status {
        std::vector<char*> pointers;
        for (std::string& argument : arguments) {
            pointers.push_back(argument.data());
        }
        pointers.push_back(nullptr);
        if (::close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC) != 0) {
            log.failure(LogLevel::warning, "player", "files_stay_open",
                        file_error(errno, "closing all files", link)); // the next run has fewer
        }
        const std::string program = own_program();
        ::execv(program.c_str(), pointers.data());
        return tl::unexpected(file_error(errno, "starting the player anew", program));
    });
}

} // namespace marquee::player
