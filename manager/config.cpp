#include "manager/config.hpp"

#include <filesystem>
#include <system_error>

#include "common/log.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

// In a build tree and where it is installed alike: bin/marquee-manager, share/marquee/console.
std::string console_beside_this_program() {
    std::error_code ignored;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", ignored);
    return (self.parent_path().parent_path() / "share/marquee/console").string();
}

// Of uploads and what is made of them.
std::vector<Setting> library_settings() {
    return {
        {.key = "renderer",
         .kind = SettingKind::path,
         .help = "the program marquee-render; by default beside marquee-manager"},
        {.key = "ingest",
         .kind = SettingKind::path,
         .help = "the program marquee-ingest; by default beside marquee-manager"},
        {.key = "ffmpeg",
         .kind = SettingKind::path,
         .default_value = "/usr/bin/ffmpeg",
         .help = "the program that makes renditions of uploads"},
        {.key = "ffprobe",
         .kind = SettingKind::path,
         .default_value = "/usr/bin/ffprobe",
         .help = "the program that looks into uploads"},
        {.key = "film-size",
         .kind = SettingKind::choice,
         .default_value = "1080p",
         .help = "largest film that players are given",
         .choices = {"1080p", "2160p"}},
        {.key = "ingest-cell",
         .kind = SettingKind::choice,
         .default_value = "full",
         .help = "full: look at no upload where the kernel has no Landlock; partial: do",
         .choices = {"full", "partial"}},
        {.key = "unit-quota-mib",
         .kind = SettingKind::integer,
         .default_value = "512000",
         .help = "MiB that uploads and assets of a unit and all below it may take up",
         .least = 1,
         .most = 1'000'000'000},
        {.key = "disk-kept-mib",
         .kind = SettingKind::integer,
         .default_value = "2048",
         .help = "MiB of the disk that uploads leave free",
         .least = 0,
         .most = 1'000'000'000},
        {.key = "upload-life",
         .kind = SettingKind::duration,
         .default_value = "24h",
         .help = "how long an upload that receives nothing can be resumed",
         .least = 1'000,
         .most = 30LL * 24 * 3'600 * 1'000},
    };
}

std::vector<Setting> thread_settings() {
    return {
        {.key = "shards",
         .kind = SettingKind::integer,
         .default_value = "2",
         .help = "network threads",
         .least = 1,
         .most = 64},
        {.key = "workers",
         .kind = SettingKind::integer,
         .default_value = "8",
         .help = "threads that answer requests",
         .least = 1,
         .most = 256},
    };
}

Setting audit_setting() {
    return {.key = "audit-days",
            .kind = SettingKind::integer,
            .default_value = "1100",
            .help = "how long the audit trail is kept; at least half a year",
            .least = limits::audit_kept_days_min,
            .most = 36'500};
}

} // namespace

SettingsTable manager_settings() {
    SettingsTable table{.program = "marquee-manager",
                        .name = "manager",
                        .version = MARQUEE_VERSION,
                        .summary = "distributes approved publicity to players and hears from them"};
    table.settings = {
        {.key = "state-dir",
         .kind = SettingKind::path,
         .default_value = "/var/lib/marquee/manager",
         .help = "directory of the database, blobs and keys; made by marqueectl setup"},
        {.key = "address",
         .kind = SettingKind::text,
         .default_value = "::",
         .help = "numeric address to listen on; :: is every address"},
        {.key = "staff-port",
         .kind = SettingKind::integer,
         .default_value = "8443",
         .help = "HTTPS port for staff, marqueectl and monitoring",
         .least = 1,
         .most = 65'535},
        {.key = "players-port",
         .kind = SettingKind::integer,
         .default_value = "8444",
         .help = "HTTPS port for players",
         .least = 1,
         .most = 65'535},
        {.key = "names",
         .kind = SettingKind::list,
         .default_value = "localhost,127.0.0.1",
         .help = "DNS names and addresses under which players and staff reach this manager"},
        {.key = "staff-certificate",
         .kind = SettingKind::path,
         .help = "PEM chain for the staff port; default: a certificate of the manager's own"},
        {.key = "staff-key",
         .kind = SettingKind::path,
         .help = "PEM private key of staff-certificate"},
        {.key = "console-dir",
         .kind = SettingKind::path,
         .default_value = console_beside_this_program(),
         .help = "folder of the built staff console"},
        {.key = "players-url",
         .kind = SettingKind::text,
         .help = "URL that enrolment files carry; default: https:// first name : players-port"},
        {.key = "contact-interval",
         .kind = SettingKind::duration,
         .default_value = "10s",
         .help = "how often players call",
         .least = 1'000,
         .most = 3'600'000},
        {.key = "player-certificate-lifetime",
         .kind = SettingKind::duration,
         .default_value = "365d",
         .help = "how long certificates of players hold; they renew them in the last third",
         .least = limits::certificate_seconds_min * 1'000,
         .most = limits::certificate_seconds_max * 1'000},
        {.key = "log-level",
         .kind = SettingKind::choice,
         .default_value = "info",
         .help = "least grave event that is logged",
         .choices = {"debug", "info", "warning", "error"}},
    };
    table.settings.push_back(audit_setting());
    for (const std::vector<Setting>& group : {thread_settings(), library_settings()}) {
        table.settings.insert(table.settings.end(), group.begin(), group.end());
    }
    return table;
}

} // namespace marquee::manager
