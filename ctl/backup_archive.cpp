#include "ctl/backup_archive.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>

#include <fmt/format.h>

#include "common/sha256.hpp"

namespace marquee::ctl {

namespace {

constexpr std::size_t line_bytes_max = 1'024;
constexpr std::size_t piece_bytes = 256 * 1'024;
constexpr std::size_t digest_bytes = 64; // in hexadecimal digits

tl::unexpected<Error> malformed() {
    return fail(ErrorCode::malformed, "the backup does not have the shape of one");
}

std::optional<std::uint64_t> number_in(std::string_view text) {
    std::uint64_t value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

} // namespace

Status ArchiveWriter::add(const std::string& name, std::string_view bytes) {
    ++files_;
    bytes_ += bytes.size();
    return out_.write(fmt::format("file {} {}\n", bytes.size(), name))
        .and_then([&] { return out_.write(bytes); })
        .and_then([&] { return out_.write(to_hex(sha256(bytes)) + "\n"); });
}

Status ArchiveWriter::add_file(const std::string& name, const std::filesystem::path& file) {
    std::error_code failure;
    const std::uint64_t size = std::filesystem::file_size(file, failure);
    std::ifstream in(file, std::ios::binary);
    if (failure || !in) {
        return fail(ErrorCode::io_failed, "a file cannot be read for the backup", file.string());
    }
    Status written = out_.write(fmt::format("file {} {}\n", size, name));
    Sha256Stream digest;
    std::string piece(piece_bytes, '\0');
    std::uint64_t left = size;
    while (written && left > 0) {
        const auto wanted = std::min<std::uint64_t>(left, piece.size());
        in.read(piece.data(), static_cast<std::streamsize>(wanted));
        if (in.gcount() != static_cast<std::streamsize>(wanted)) {
            return fail(ErrorCode::io_failed, "a file became shorter during the backup",
                        file.string());
        }
        const std::string_view got(piece.data(), wanted);
        digest.update(got);
        written = out_.write(got);
        left -= wanted;
    }
    ++files_;
    bytes_ += size;
    return written.and_then([&] { return out_.write(to_hex(digest.finish()) + "\n"); });
}

Status ArchiveWriter::finish() {
    return out_.write(fmt::format("end {}\n", files_)).and_then([&] { return out_.finish(); });
}

Result<std::string> ArchiveReader::line() {
    for (;;) {
        const std::size_t end = ahead_.find('\n');
        if (end != std::string::npos && end <= line_bytes_max) {
            std::string found = ahead_.substr(0, end);
            ahead_.erase(0, end + 1);
            return found;
        }
        if (ahead_.size() > line_bytes_max) {
            return malformed();
        }
        auto more = in_.read(piece_bytes);
        if (!more || more->empty()) {
            return more ? malformed() : more;
        }
        ahead_ += *more;
    }
}

Result<std::string> ArchiveReader::exactly(std::size_t bytes) {
    while (ahead_.size() < bytes) {
        auto more = in_.read(piece_bytes);
        if (!more || more->empty()) {
            return more ? malformed() : more;
        }
        ahead_ += *more;
    }
    std::string found = ahead_.substr(0, bytes);
    ahead_.erase(0, bytes);
    return found;
}

Result<std::optional<ArchiveEntry>> ArchiveReader::next() {
    const auto head = line();
    if (!head) {
        return tl::unexpected<Error>(head.error());
    }
    if (*head == fmt::format("end {}", files_)) {
        const auto behind = in_.read(1);
        if (!behind || !behind->empty() || !ahead_.empty()) {
            return behind ? malformed() : tl::unexpected<Error>(behind.error());
        }
        return std::optional<ArchiveEntry>{};
    }
    const std::size_t middle = head->find(' ', 5);
    const auto size = middle == std::string::npos
                          ? std::nullopt
                          : number_in(std::string_view(*head).substr(5, middle - 5));
    if (!head->starts_with("file ") || !size) {
        return malformed();
    }
    ++files_;
    left_ = *size;
    return std::optional(ArchiveEntry{head->substr(middle + 1), *size});
}

Result<Sha256> ArchiveReader::content(const std::function<Status(std::string_view)>& take) {
    Sha256Stream stream;
    while (left_ > 0) {
        const auto piece = exactly(std::min<std::uint64_t>(left_, piece_bytes));
        if (!piece) {
            return tl::unexpected<Error>(piece.error());
        }
        left_ -= piece->size();
        stream.update(*piece);
        if (const Status taken = take(*piece); !taken) {
            return tl::unexpected<Error>(taken.error());
        }
    }
    const Sha256 digest = stream.finish();
    const auto promised = exactly(digest_bytes + 1);
    if (!promised) {
        return tl::unexpected<Error>(promised.error());
    }
    if (*promised != to_hex(digest) + "\n") {
        return fail(ErrorCode::digest_wrong, "a file of the backup is not what was put into it");
    }
    return digest;
}

} // namespace marquee::ctl
