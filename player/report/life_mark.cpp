#include "player/report/life_mark.hpp"

#include <array>
#include <cerrno>
#include <sstream>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "common/durable_file.hpp"
#include "common/file_error.hpp"
#include "player/report/journal_file.hpp"
#include "player/report/moment_text.hpp"

namespace marquee::player {
namespace {

constexpr std::size_t place_bytes = 4096; // one sector and page, so rarely torn at all
constexpr std::array<std::string_view, 3> presented_words{"nothing", "showing", "off"};

std::string body_of(std::uint64_t sequence, const LifeMark& mark) {
    std::ostringstream words;
    words << sequence << ' ' << mark.life.boot_id << ' ' << mark.life.machine_boot;
    write_moment(words, mark.alive);
    words << ' ' << mark.displays.size();
    for (const auto& [display, open] : mark.displays) {
        words << ' ' << display.value << ' '
              << presented_words.at(static_cast<std::size_t>(open.presented));
        write_moment(words, open.running_since);
        write_moment(words, open.presented_since);
    }
    return words.str();
}

struct Numbered {
    std::uint64_t sequence = 0;
    LifeMark mark;
};

std::optional<Numbered> read_body(const std::string& body) {
    std::istringstream words(body);
    Numbered read;
    std::size_t displays = 0;
    words >> read.sequence >> read.mark.life.boot_id >> read.mark.life.machine_boot;
    if (!read_moment(words, read.mark.alive) || !(words >> displays)) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < displays; ++i) {
        DisplayId display;
        std::string presented;
        OpenUptime open;
        words >> display.value >> presented;
        if (!read_moment(words, open.running_since) || !read_moment(words, open.presented_since)) {
            return std::nullopt;
        }
        open.presented = presented == presented_words[1]   ? Presented::showing
                         : presented == presented_words[2] ? Presented::off
                                                           : Presented::nothing;
        read.mark.displays[display] = open;
    }
    return read;
}

std::optional<Numbered> read_place(int descriptor, std::size_t place) {
    std::string text(place_bytes, '\0');
    const ssize_t got =
        ::pread(descriptor, text.data(), text.size(), static_cast<off_t>(place * place_bytes));
    if (got <= 0) {
        return std::nullopt;
    }
    text.resize(std::min(text.find('\n'), static_cast<std::size_t>(got) - 1) + 1);
    const auto body = checked_body(text);
    return body ? read_body(std::string(*body)) : std::nullopt;
}

std::optional<Numbered> newest(int descriptor) {
    auto first = read_place(descriptor, 0);
    auto second = read_place(descriptor, 1);
    return !first || (second && second->sequence > first->sequence) ? second : first;
}

} // namespace

Result<LifeMarkFile> LifeMarkFile::open(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return tl::unexpected(file_error(errno, "open", path));
    }
    LifeMarkFile file(descriptor, path);
    return sync_directory(path.parent_path()).map([&] { return std::move(file); });
}

LifeMarkFile::LifeMarkFile(int descriptor, std::filesystem::path path)
    : descriptor_(descriptor), path_(std::move(path)) {
    if (const auto held = newest(descriptor_)) {
        sequence_ = held->sequence;
    }
}

LifeMarkFile::LifeMarkFile(LifeMarkFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      path_(std::move(other.path_)),
      sequence_(other.sequence_) {}

LifeMarkFile& LifeMarkFile::operator=(LifeMarkFile&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    std::swap(path_, other.path_);
    std::swap(sequence_, other.sequence_);
    return *this;
}

LifeMarkFile::~LifeMarkFile() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

std::optional<LifeMark> LifeMarkFile::last() const {
    auto held = newest(descriptor_);
    return held ? std::optional(std::move(held->mark)) : std::nullopt;
}

Status LifeMarkFile::write(const LifeMark& mark, Strength strength) {
    const std::uint64_t next = sequence_ + 1;
    const std::string text = checked_line(body_of(next, mark));
    if (text.size() > place_bytes) {
        return fail(ErrorCode::too_large, "the mark of life is too long", path_.string());
    }
    const ssize_t put =
        ::pwrite(descriptor_, text.data(), text.size(), static_cast<off_t>(next % 2 * place_bytes));
    if (put != static_cast<ssize_t>(text.size())) {
        return tl::unexpected(file_error(put < 0 ? errno : ENOSPC, "write", path_));
    }
    if (strength == Strength::flushed && ::fdatasync(descriptor_) != 0) {
        return tl::unexpected(file_error(errno, "flush", path_));
    }
    sequence_ = next;
    return {};
}

} // namespace marquee::player
