#include "common/durable_files.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include "common/file_error.hpp"

namespace marquee {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view temporary_suffix = ".tmp-XXXXXX"; // as remove_leftovers() knows it

tl::unexpected<Error> failed(std::string_view doing, const fs::path& path) {
    return tl::unexpected(file_error(errno, doing, path));
}

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) {
            ::close(number_);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int get() const { return number_; }
    // Some file systems report a full disk only here.
    bool close() { return ::close(std::exchange(number_, -1)) == 0; }

private:
    int number_;
};

// The names of files that are not in their places yet; unlinked when the batch fails.
class Temporaries {
public:
    ~Temporaries() {
        for (const std::string& name : names_) {
            ::unlink(name.c_str());
        }
    }

    Status write(const FileText& file) {
        std::string name = file.path.string() + std::string(temporary_suffix);
        Descriptor descriptor(::mkostemp(name.data(), O_CLOEXEC)); // 0600
        if (descriptor.get() < 0) {
            return failed("create", file.path);
        }
        names_.push_back(std::move(name));
        for (std::string_view rest = file.bytes; !rest.empty();) {
            const ssize_t put = ::write(descriptor.get(), rest.data(), rest.size());
            if (put < 0 && errno != EINTR) {
                return failed("write", file.path);
            }
            rest.remove_prefix(put > 0 ? static_cast<std::size_t>(put) : 0);
        }
        if (!descriptor.close()) {
            return failed("close", file.path);
        }
        return {};
    }

    Status put_in_place(std::span<const FileText> files) {
        for (std::size_t i = 0; i < files.size(); ++i) {
            if (::rename(names_[i].c_str(), files[i].path.c_str()) != 0) {
                return failed("rename", files[i].path);
            }
            names_[i].clear();
        }
        return {};
    }

private:
    std::vector<std::string> names_; // in the order of the files; empty: in its place
};

} // namespace

Status write_all_durably(std::span<const FileText> files) {
    if (files.empty()) {
        return {};
    }
    // Opened before anything is written: syncfs reports what went wrong since then (Linux 5.8).
    const fs::path directory = files.front().path.parent_path();
    const Descriptor file_system(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (file_system.get() < 0) {
        return failed("open", directory);
    }
    const auto sync = [&]() -> Status {
        if (::syncfs(file_system.get()) != 0) {
            return failed("flush", directory);
        }
        return {};
    };
    Temporaries temporaries;
    for (const FileText& file : files) {
        if (Status written = temporaries.write(file); !written) {
            return written;
        }
    }
    return sync().and_then([&] { return temporaries.put_in_place(files); }).and_then(sync);
}

} // namespace marquee
