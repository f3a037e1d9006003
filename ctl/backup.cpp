#include "ctl/backup.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>
#include <unistd.h>

#include "common/durable_file.hpp"
#include "ctl/backup_archive.hpp"
#include "manager/sql/database_copy.hpp"
#include "manager/trust/trust_authority.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::ctl {

namespace {

namespace fs = std::filesystem;

// Where the snapshot and the links lie while the backup is written; empty afterwards.
class Workplace {
public:
    // busy: another backup is being made.
    static Result<Workplace> open(const fs::path& state) {
        const fs::path folder = state / "backup";
        if (const Status made = make_directory(folder); !made) {
            return tl::unexpected<Error>(made.error());
        }
        auto lock = StateLock::acquire(folder);
        if (!lock) {
            return fail(ErrorCode::busy, "another backup is being made", folder.string());
        }
        Workplace place(folder, *std::move(lock));
        place.clear(); // what a killed one left
        return place;
    }

    Workplace(Workplace&& other) noexcept
        : folder_(std::exchange(other.folder_, {})), lock_(std::move(other.lock_)) {}
    ~Workplace() {
        if (!folder_.empty()) {
            clear();
        }
    }

    fs::path database() const { return folder_ / database_name; }
    fs::path blobs() const { return folder_ / "blobs"; }

private:
    Workplace(fs::path folder, StateLock lock)
        : folder_(std::move(folder)), lock_(std::move(lock)) {}

    void clear() const {
        std::error_code ignored;
        fs::remove_all(blobs(), ignored);
        fs::remove(database(), ignored);
    }

    fs::path folder_; // empty: moved from
    StateLock lock_;
};

bool is_hexadecimal(const std::string& text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

// Every finished blob that is there now gets a second name, so that its bytes stay.
Status link_blobs(const fs::path& from, const fs::path& to) {
    if (const Status made = make_directory(to); !made) {
        return made;
    }
    std::error_code failure;
    for (const fs::directory_entry& group : fs::directory_iterator(from, failure)) {
        const std::string name = group.path().filename().string();
        if (name.size() != 2 || !is_hexadecimal(name)) {
            continue; // what is not finished
        }
        if (const Status made = make_directory(to / name); !made) {
            return made;
        }
        for (const fs::directory_entry& blob : fs::directory_iterator(group.path(), failure)) {
            const fs::path linked = to / name / blob.path().filename();
            if (!is_hexadecimal(blob.path().filename().string())) {
                continue;
            }
            if (::link(blob.path().c_str(), linked.c_str()) != 0 && errno != EEXIST
                && errno != ENOENT) {
                return fail(ErrorCode::io_failed,
                            std::string("a blob cannot be linked: ") + std::strerror(errno),
                            blob.path().string());
            }
        }
    }
    return failure ? fail(ErrorCode::io_failed, "could not list the blobs", from.string())
                   : Status{};
}

// Regular files below `folder`, in order of their names.
Status add_folder(ArchiveWriter& archive, const std::string& as, const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code failure;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder, failure)) {
        if (entry.is_regular_file(failure) && !entry.is_symlink(failure)) {
            files.push_back(entry.path());
        }
    }
    if (failure) {
        return fail(ErrorCode::io_failed, "a folder cannot be listed", folder.string());
    }
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
        const std::string name = as + "/" + file.lexically_relative(folder).generic_string();
        if (const Status added = archive.add_file(name, file); !added) {
            return added;
        }
    }
    return {};
}

std::string about(const TrustDocument& trust, Instant now) {
    return fmt::format("created_at={}\norganisation={}\norganisation_name={}\nepoch={}\n"
                       "trust_version={}\nsoftware={}\n",
                       to_rfc3339(now), trust.organisation.value, trust.organisation_name,
                       trust.epoch, trust.version, MARQUEE_VERSION);
}

Status run(Session& session) {
    const fs::path state = session.settings.path("state-dir");
    const fs::path target = session.settings.positional().front();
    const auto passphrase = read_passphrase(session.settings);
    if (!passphrase) {
        return tl::unexpected<Error>(passphrase.error());
    }
    if (!manager::TrustAuthority::founded(state / "trust")) {
        return fail(ErrorCode::not_found, "there is no organisation here: check --state-dir",
                    state.string());
    }
    const auto place = Workplace::open(state);
    if (!place) {
        return tl::unexpected<Error>(place.error());
    }
    const Instant now = session.clock.wall();
    const Status taken =
        link_blobs(state / "blobs", place->blobs())
            .and_then([&] {
                return manager::sql::copy_database(state / database_name, place->database());
            })
            .and_then([&] { return link_blobs(state / "blobs", place->blobs()); });
    if (!taken) {
        return taken;
    }
    const auto trust = manager::TrustAuthority::load(state / "trust");
    if (!trust) {
        return tl::unexpected<Error>(trust.error());
    }
    auto out = SealedOutput::create(target, *passphrase);
    if (!out) {
        return tl::unexpected<Error>(out.error());
    }
    ArchiveWriter archive(*std::move(out));
    return archive.add(std::string(about_name), about(trust->document(), now))
        .and_then([&] { return archive.add_file(std::string(database_name), place->database()); })
        .and_then([&] { return add_folder(archive, "trust", state / "trust"); })
        .and_then([&] { return add_folder(archive, "blobs", place->blobs()); })
        .and_then([&] { return archive.finish(); })
        .map([&] {
            session.out = fmt::format("{}: {} files, {} bytes, epoch {}, trust version {}\n",
                                      target.string(), archive.files(), archive.bytes(),
                                      trust->document().epoch, trust->document().version);
        });
}

} // namespace

Setting passphrase_setting() {
    return {.key = "passphrase-file",
            .kind = SettingKind::path,
            .help = "file whose first line is the passphrase of the backup"};
}

Result<std::string> read_passphrase(const Settings& settings) {
    return read_whole(settings.path("passphrase-file"), limits::key_file_bytes_max)
        .and_then([](const std::string& text) -> Result<std::string> {
            std::string first = text.substr(0, text.find_first_of("\r\n"));
            if (first.size() < limits::password_characters_min) {
                return fail(ErrorCode::out_of_range,
                            fmt::format("the passphrase needs at least {} bytes",
                                        limits::password_characters_min));
            }
            return first;
        });
}

Command backup_command() {
    return {.name = "backup",
            .summary = "keeps all of a manager in one sealed file, while it runs",
            .positional = "FILE",
            .positional_least = 1,
            .positional_most = 1,
            .needed = {"passphrase-file"},
            .settings = {{.key = "state-dir",
                          .kind = SettingKind::path,
                          .default_value = "/var/lib/marquee/manager",
                          .help = "directory of the manager's state; the manager may run"},
                         passphrase_setting()},
            .run = run};
}

} // namespace marquee::ctl
