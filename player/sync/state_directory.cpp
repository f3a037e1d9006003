#include "player/sync/state_directory.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view version_prefix = "marquee-player/";
constexpr int version_current = 1;
constexpr std::size_t version_bytes_max = 64;

// "marquee-player/1\n"; nullopt when it is anything else.
std::optional<int> parse_version(std::string_view text) {
    if (!text.starts_with(version_prefix) || !text.ends_with('\n')) {
        return std::nullopt;
    }
    text.remove_prefix(version_prefix.size());
    text.remove_suffix(1);
    int version = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), version);
    if (problem != std::errc{} || end != text.data() + text.size() || version < 1) {
        return std::nullopt;
    }
    return version;
}

bool is_set_aside(const std::string& name) {
    return name.find(".damaged-") != std::string::npos;
}

void remove_leftovers_below(const fs::path& root) {
    std::error_code ignored;
    std::vector<fs::path> folders{root};
    for (fs::recursive_directory_iterator entry(root, ignored), end; entry != end;
         entry.increment(ignored)) {
        if (entry->is_directory(ignored)) {
            folders.push_back(entry->path());
        }
    }
    for (const fs::path& folder : folders) {
        // A leftover that cannot be removed costs a little room and nothing else.
        (void)remove_leftovers(folder);
    }
}

} // namespace

Result<StateDirectory> StateDirectory::open(const fs::path& root, const Clock& clock) {
    if (Status made = make_directory(root); !made) {
        return tl::unexpected(made.error());
    }
    Result<StateLock> lock = StateLock::acquire(root);
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    StateDirectory state(root, std::move(*lock), clock);
    if (Status version = state.check_version(); !version) {
        return tl::unexpected(version.error());
    }
    remove_leftovers_below(root);
    return state;
}

StateDirectory::StateDirectory(fs::path root, StateLock lock, const Clock& clock)
    : root_(std::move(root)), lock_(std::move(lock)), clock_(&clock) {}

Status StateDirectory::check_version() {
    const std::optional<std::string> text = read("version", version_bytes_max);
    if (text) {
        const std::optional<int> version = parse_version(*text);
        if (version && *version > version_current) {
            return fail(ErrorCode::newer_schema,
                        "the state was written by newer software; install that or clear it",
                        root_.string());
        }
        if (version) {
            return {};
        }
        set_aside("version", {ErrorCode::malformed, "not a version", "version", {}});
    }
    return write("version", std::string(version_prefix) + std::to_string(version_current) + "\n");
}

std::optional<std::string> StateDirectory::read(const std::string& name, std::size_t bytes_max) {
    Result<std::string> bytes = read_whole(root_ / name, bytes_max);
    if (bytes) {
        return std::move(*bytes);
    }
    if (bytes.error().code != ErrorCode::not_found) {
        set_aside(name, bytes.error());
    }
    return std::nullopt;
}

Status StateDirectory::write(const std::string& name, std::string_view bytes) {
    const fs::path path = root_ / name;
    if (Status made = make_directory(path.parent_path()); !made) {
        return made;
    }
    return write_durably(path, bytes);
}

Status StateDirectory::remove(const std::string& name) {
    return remove_durably(root_ / name);
}

std::vector<std::string> StateDirectory::list(const std::string& folder) const {
    std::vector<std::string> names;
    std::error_code missing;
    for (fs::directory_iterator entry(root_ / folder, missing), end; entry != end;
         entry.increment(missing)) {
        std::string name = entry->path().filename().string();
        if (entry->is_regular_file(missing) && !is_set_aside(name) && name.front() != '.') {
            names.push_back(std::move(name));
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

void StateDirectory::set_aside(const std::string& name, const Error& why) {
    Quarantined entry{name, std::string(error_slug(why.code)), why.what, clock_->wall()};
    // When even the rename fails, the file stays where it is and is refused again next time.
    (void)marquee::set_aside(root_ / name);
    if (quarantined_.size() == limits::quarantine_kept_max) {
        quarantined_.erase(quarantined_.begin());
    }
    quarantined_.push_back(std::move(entry));
}

} // namespace marquee::player
