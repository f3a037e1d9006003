// The many files in a backup, one after the other:
//
//   file SIZE NAME\n  SIZE bytes  64 hexadecimal digits of their SHA-256  \n
//   …
//   end COUNT\n
//
// Names are relative, in the state directory. One thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "ctl/sealed_stream.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/sha256.hpp"

namespace marquee::ctl {

class ArchiveWriter {
public:
    explicit ArchiveWriter(SealedOutput out) : out_(std::move(out)) {}

    Status add(const std::string& name, std::string_view bytes);

    // A regular file that does not change meanwhile. io_failed when it does.
    Status add_file(const std::string& name, const std::filesystem::path& file);

    // Makes the backup appear. Once, the last thing.
    Status finish();

    std::int64_t files() const { return files_; }
    std::uint64_t bytes() const { return bytes_; }

private:
    SealedOutput out_;
    std::int64_t files_ = 0;
    std::uint64_t bytes_ = 0;
};

struct ArchiveEntry {
    std::string name;
    std::uint64_t size_bytes = 0;
};

class ArchiveReader {
public:
    explicit ArchiveReader(SealedInput in) : in_(std::move(in)) {}

    // The next file; nothing at the end. Failures of SealedInput, and malformed.
    Result<std::optional<ArchiveEntry>> next();

    // Hands the content of the file that next() named to `take`, piece by piece; its digest.
    // digest_wrong when it is not the one the archive says. Once for each next().
    Result<Sha256> content(const std::function<Status(std::string_view)>& take);

private:
    Result<std::string> line();
    Result<std::string> exactly(std::size_t bytes);

    SealedInput in_;
    std::string ahead_; // read and not yet used
    std::uint64_t left_ = 0;
    std::int64_t files_ = 0;
};

} // namespace marquee::ctl
