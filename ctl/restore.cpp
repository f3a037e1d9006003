#include "ctl/restore.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fmt/format.h>

#include "common/durable_file.hpp"
#include "ctl/backup.hpp"
#include "ctl/backup_archive.hpp"
#include "manager/sql/database_copy.hpp"
#include "manager/trust/trust_authority.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::ctl {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t about_bytes_max = 64 * limits::KiB;
constexpr std::size_t digest_digits = 64;

// What came of reading a backup.
struct Restored {
    std::string about;
    std::int64_t files = 0;
    std::vector<std::string> damaged; // blobs that are not what their names say
};

// Only letters, digits, '-', '_' and single dots: never a way out of the directory.
bool is_plain_name(std::string_view name) {
    return !name.empty() && name.front() != '.'
           && std::all_of(name.begin(), name.end(), [](char c) {
                  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                         || c == '-' || c == '_' || c == '.';
              });
}

// The parts of a name that a backup may hold: about, the database, trust/…, blobs/XX/….
Result<std::vector<std::string>> parts_of(const std::string& name) {
    std::vector<std::string> parts;
    std::string_view rest = name;
    for (;;) {
        const std::size_t slash = rest.find('/');
        parts.emplace_back(rest.substr(0, slash));
        if (slash == std::string_view::npos) {
            break;
        }
        rest.remove_prefix(slash + 1);
    }
    const bool plain = std::all_of(parts.begin(), parts.end(), is_plain_name);
    const bool alone = parts.size() == 1 && (name == about_name || name == database_name);
    const bool trust = parts.size() >= 2 && parts.size() <= 3 && parts[0] == "trust";
    const bool blob = parts.size() == 3 && parts[0] == "blobs"
                      && parts[1].size() + parts[2].size() == digest_digits;
    if (!plain || (!alone && !trust && !blob)) {
        return fail(ErrorCode::malformed, "the backup names a file that no backup has", name);
    }
    return parts;
}

std::string said(std::string_view about, std::string_view key) {
    const std::string start = std::string(key) + "=";
    std::size_t at = about.starts_with(start) ? 0 : about.find("\n" + start);
    if (at == std::string_view::npos) {
        return {};
    }
    at = about.find('=', at) + 1;
    return std::string(about.substr(at, about.find('\n', at) - at));
}

// Reads one entry to its place below `root`.
Status restore_entry(ArchiveReader& archive, const ArchiveEntry& entry, const fs::path& root,
                     Restored& restored) {
    const auto parts = parts_of(entry.name);
    if (!parts) {
        return tl::unexpected<Error>(parts.error());
    }
    if (entry.name == about_name) {
        return archive
            .content([&](std::string_view piece) -> Status {
                restored.about += piece;
                return restored.about.size() <= about_bytes_max
                           ? Status{}
                           : fail(ErrorCode::malformed, "the backup says too much about itself");
            })
            .map([](const Sha256&) {});
    }
    const fs::path path = root / entry.name;
    if (const Status made = make_directory(path.parent_path()); !made) {
        return made;
    }
    auto file = DurableFile::create(path);
    if (!file) {
        return tl::unexpected<Error>(file.error());
    }
    const auto digest = archive.content([&](std::string_view piece) { return file->write(piece); });
    if (!digest) {
        return tl::unexpected<Error>(digest.error());
    }
    if (parts->front() == "blobs" && to_hex(*digest) != (*parts)[1] + (*parts)[2]) {
        restored.damaged.push_back((*parts)[1] + (*parts)[2]);
        return {}; // as damaged as it was when it was kept
    }
    ++restored.files;
    return file->commit();
}

Result<Restored> read_all(const fs::path& from, const std::string& passphrase,
                          const fs::path& root) {
    auto in = SealedInput::open(from, passphrase);
    if (!in) {
        return tl::unexpected<Error>(in.error());
    }
    ArchiveReader archive(*std::move(in));
    Restored restored;
    for (;;) {
        const auto entry = archive.next();
        if (!entry) {
            return tl::unexpected<Error>(entry.error());
        }
        if (!*entry) {
            return restored;
        }
        if (const Status done = restore_entry(archive, **entry, root, restored); !done) {
            return tl::unexpected<Error>(done.error());
        }
    }
}

// Manifests since the backup may have had any epoch that an earlier restore of it gave; each such
// restore raised it by the minutes since the backup, so later ones raise it further.
std::int64_t epoch_steps(const Restored& restored, Instant now) {
    const auto created = instant_from_rfc3339(said(restored.about, "created_at"));
    const auto minutes =
        created ? std::chrono::duration_cast<std::chrono::minutes>(now - *created).count() : 0;
    return 1 + std::max<std::int64_t>(minutes, 0);
}

// Checks what was read and makes it fit to be run. The epoch it will have.
Result<std::int64_t> make_fit(const Session& session, const Restored& restored,
                              const fs::path& root) {
    const Instant now = session.clock.wall();
    if (const Status sound = manager::sql::check_database(root / database_name, now); !sound) {
        return tl::unexpected<Error>(sound.error());
    }
    auto trust = manager::TrustAuthority::load(root / "trust");
    if (!trust) {
        return tl::unexpected<Error>(trust.error());
    }
    if (!session.settings.toggle("keep-epoch")) {
        const Status raised = trust->raise_epoch_by(epoch_steps(restored, now), now);
        if (!raised && raised.error().code == ErrorCode::key_unknown) {
            return fail(ErrorCode::key_unknown,
                        "the root key is not in this backup: restore with --keep-epoch, put the "
                        "key into trust/keys and run `marqueectl trust raise-epoch`",
                        (root / "trust" / "keys").string());
        }
        if (!raised) {
            return tl::unexpected<Error>(raised.error());
        }
    }
    return trust->document().epoch;
}

// An empty directory may be there: packages make it.
Status check_free(const fs::path& target) {
    std::error_code failure;
    const bool taken = fs::exists(fs::symlink_status(target, failure))
                       && !(fs::is_directory(target, failure) && fs::is_empty(target, failure));
    return taken ? fail(ErrorCode::already_exists,
                        "a backup is restored into a new directory; move this one away first",
                        target.string())
                 : Status{};
}

Status move_into_place(const fs::path& root, const fs::path& target) {
    // rename(2) takes the place of an empty directory, and of nothing else.
    if (std::rename(root.c_str(), target.c_str()) != 0) {
        return fail(ErrorCode::io_failed,
                    std::string("the restored state cannot be put in place: ")
                        + std::strerror(errno),
                    target.string());
    }
    return sync_directory(target.parent_path());
}

std::string report(const Restored& restored, std::int64_t epoch, const fs::path& target) {
    std::string text = fmt::format(
        "restored {} of {} into {}: {} files, epoch {}\n", said(restored.about, "created_at"),
        said(restored.about, "organisation_name"), target.string(), restored.files, epoch);
    for (const std::string& digest : restored.damaged) {
        text += fmt::format("left out, damaged already when it was kept: blob {}\n", digest);
    }
    return text;
}

Status run(Session& session) {
    fs::path target = fs::absolute(session.settings.path("state-dir")).lexically_normal();
    if (target.filename().empty()) {
        target = target.parent_path(); // written with a slash at the end
    }
    const auto passphrase = read_passphrase(session.settings);
    if (!passphrase) {
        return tl::unexpected<Error>(passphrase.error());
    }
    if (const Status free = check_free(target); !free) {
        return free;
    }
    const fs::path root = target.string() + ".restoring";
    std::error_code ignored;
    fs::remove_all(root, ignored); // of a restore that was killed
    const auto done =
        make_directory(root)
            .and_then(
                [&] { return read_all(session.settings.positional().front(), *passphrase, root); })
            .and_then([&](const Restored& restored) {
                return make_fit(session, restored, root).map([&](std::int64_t epoch) {
                    return report(restored, epoch, target);
                });
            })
            .and_then([&](std::string text) {
                return move_into_place(root, target).map([&] { return text; });
            });
    if (!done) {
        fs::remove_all(root, ignored);
        return tl::unexpected<Error>(done.error());
    }
    session.out = *done;
    return {};
}

} // namespace

Command restore_command() {
    return {.name = "restore",
            .summary = "makes a new state directory of a backup, and raises the epoch",
            .positional = "FILE",
            .positional_least = 1,
            .positional_most = 1,
            .needed = {"passphrase-file"},
            .settings = {{.key = "state-dir",
                          .kind = SettingKind::path,
                          .default_value = "/var/lib/marquee/manager",
                          .help = "the new directory; it must not exist, or be empty"},
                         {.key = "keep-epoch",
                          .kind = SettingKind::toggle,
                          .default_value = "no",
                          .help = "do not raise the epoch: when the root key is kept elsewhere"},
                         passphrase_setting()},
            .run = run};
}

} // namespace marquee::ctl
