#include "player/report/journal_file.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "common/durable_file.hpp"
#include "common/file_error.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t crc_digits = 8;

constexpr std::array<std::uint32_t, 256> make_crc_table() {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit) {
            value = (value & 1U) != 0 ? value >> 1U ^ 0xedb8'8320U : value >> 1U;
        }
        table[i] = value;
    }
    return table;
}

std::uint32_t crc32(std::string_view bytes) {
    static constexpr std::array<std::uint32_t, 256> table = make_crc_table();
    std::uint32_t crc = ~0U;
    for (const char byte : bytes) {
        crc = table[(crc ^ static_cast<unsigned char>(byte)) & 0xffU] ^ crc >> 8U;
    }
    return ~crc;
}

tl::unexpected<Error> failed(std::string_view doing, const fs::path& path) {
    return tl::unexpected(file_error(errno, doing, path));
}

} // namespace

std::string checked_line(std::string_view body) {
    std::array<char, crc_digits> digits{};
    char* const end = std::to_chars(digits.data(), digits.data() + crc_digits, crc32(body), 16).ptr;
    const auto length = static_cast<std::size_t>(end - digits.data());
    std::string line(crc_digits - length, '0');
    line.append(digits.data(), length);
    line += ' ';
    line += body;
    line += '\n';
    return line;
}

std::optional<std::string_view> checked_body(std::string_view line) {
    if (line.size() < crc_digits + 2 || line.back() != '\n') {
        return std::nullopt;
    }
    const std::string_view body = line.substr(crc_digits + 1, line.size() - crc_digits - 2);
    return checked_line(body) == line ? std::optional(body) : std::nullopt;
}

Result<JournalFile> JournalFile::create(const fs::path& path) {
    const int descriptor =
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return failed("create", path);
    }
    JournalFile file(descriptor, path);
    return sync_directory(path.parent_path()).map([&] { return std::move(file); });
}

JournalFile::JournalFile(int descriptor, fs::path path)
    : descriptor_(descriptor), path_(std::move(path)) {}

JournalFile::JournalFile(JournalFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      path_(std::move(other.path_)),
      broken_(other.broken_) {}

JournalFile& JournalFile::operator=(JournalFile&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    std::swap(path_, other.path_);
    std::swap(broken_, other.broken_);
    return *this;
}

JournalFile::~JournalFile() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

Status JournalFile::append(std::string_view body) {
    if (broken_) {
        return fail(ErrorCode::io_failed, "the journal file broke earlier", path_.string());
    }
    const std::string line = checked_line(body);
    std::string_view rest = line;
    while (!rest.empty()) {
        const ssize_t put = ::write(descriptor_, rest.data(), rest.size());
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put < 0) {
            broken_ = true; // half a line may be in it
            return failed("write", path_);
        }
        rest.remove_prefix(static_cast<std::size_t>(put));
    }
    return {};
}

Status JournalFile::flush() {
    if (::fsync(descriptor_) != 0) {
        broken_ = true;
        return failed("flush", path_);
    }
    return {};
}

Result<std::vector<std::string>> read_journal_file(const fs::path& path) {
    const Result<std::string> text = read_whole(path, limits::journal_file_bytes_max);
    if (!text) {
        return tl::unexpected(text.error());
    }
    std::vector<std::string> bodies;
    std::string_view rest = *text;
    for (std::size_t end = rest.find('\n'); end != rest.npos; end = rest.find('\n')) {
        const auto body = checked_body(rest.substr(0, end + 1));
        if (!body) {
            break;
        }
        bodies.emplace_back(*body);
        rest.remove_prefix(end + 1);
    }
    return bodies;
}

} // namespace marquee::player
