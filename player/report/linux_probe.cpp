#include "player/report/linux_probe.hpp"

#include <algorithm>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>

#include <sys/statvfs.h>

namespace marquee::player {
namespace {

namespace fs = std::filesystem;

// "MemAvailable:   123456 kB"
std::optional<std::uint64_t> meminfo_bytes(const fs::path& file, const std::string& name) {
    constexpr std::uint64_t kilobyte = 1024;
    std::ifstream lines(file);
    std::string word;
    std::uint64_t kilobytes = 0;
    while (lines >> word) {
        if (word == name && lines >> kilobytes) {
            return kilobytes * kilobyte;
        }
        std::getline(lines, word);
    }
    return std::nullopt;
}

std::optional<double> first_number(const fs::path& file) {
    std::ifstream text(file);
    double number = 0;
    return text >> number ? std::optional(number) : std::nullopt;
}

std::optional<double> hottest_celsius(const fs::path& zones) {
    constexpr double millidegrees = 1000;
    std::optional<double> hottest;
    std::error_code problem;
    for (fs::directory_iterator zone(zones, problem), end; !problem && zone != end;
         zone.increment(problem)) {
        if (!zone->path().filename().string().starts_with("thermal_zone")) {
            continue;
        }
        if (const std::optional<double> reading = first_number(zone->path() / "temp")) {
            hottest = std::max(hottest.value_or(*reading / millidegrees), *reading / millidegrees);
        }
    }
    return hottest;
}

} // namespace

LinuxProbe::LinuxProbe(fs::path state, fs::path root)
    : state_(std::move(state)), root_(std::move(root)) {}

Vitals LinuxProbe::vitals() {
    Vitals vitals;
    struct statvfs disk {};
    if (::statvfs(state_.c_str(), &disk) == 0) {
        vitals.disk_free_bytes = std::uint64_t{disk.f_bavail} * disk.f_frsize;
        vitals.disk_total_bytes = std::uint64_t{disk.f_blocks} * disk.f_frsize;
    }
    const fs::path meminfo = root_ / "proc/meminfo";
    vitals.memory_available_bytes = meminfo_bytes(meminfo, "MemAvailable:");
    vitals.memory_total_bytes = meminfo_bytes(meminfo, "MemTotal:");
    vitals.temperature_celsius = hottest_celsius(root_ / "sys/class/thermal");
    vitals.load_one_minute = first_number(root_ / "proc/loadavg");
    return vitals;
}

} // namespace marquee::player
