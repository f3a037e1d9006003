#include "player/report/uptime_journal.hpp"

#include <algorithm>
#include <array>
#include <sstream>
#include <string_view>
#include <utility>

#include "player/report/moment_text.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

constexpr std::array<std::string_view, 3> measures{"running", "showing", "off"};

std::string line_of(const UptimeEntry& entry) {
    std::ostringstream words;
    words << measures.at(static_cast<std::size_t>(entry.measure)) << ' ' << entry.life.boot_id
          << ' ' << entry.life.machine_boot;
    write_moment(words, entry.from);
    write_moment(words, entry.to);
    return words.str();
}

std::optional<UptimeEntry> entry_of(const std::string& line) {
    std::istringstream words(line);
    std::string measure;
    UptimeEntry entry;
    words >> measure >> entry.life.boot_id >> entry.life.machine_boot;
    if (!read_moment(words, entry.from) || !read_moment(words, entry.to)) {
        return std::nullopt;
    }
    const auto* const found = std::find(measures.begin(), measures.end(), measure);
    if (found == measures.end()) {
        return std::nullopt;
    }
    entry.measure = static_cast<UptimeMeasure>(found - measures.begin());
    return entry;
}

} // namespace

Result<UptimeJournal> UptimeJournal::open(std::filesystem::path directory, DisplayId display) {
    return RecordFiles::open({std::move(directory), ".uptime", limits::journal_files_max,
                              limits::journal_file_records_max})
        .map(
            [&](RecordFiles files) { return UptimeJournal(std::move(files), std::move(display)); });
}

Status UptimeJournal::append(const std::vector<UptimeEntry>& group) {
    if (group.empty()) {
        return {};
    }
    if (const auto room = files_.make_room(group.size()); !room) {
        return tl::unexpected(room.error());
    }
    for (const UptimeEntry& entry : group) {
        if (Status written = files_.append(line_of(entry)); !written) {
            return written;
        }
    }
    return files_.flush();
}

Result<std::optional<UptimeSegment>> UptimeJournal::pending(const Moment& now,
                                                            const std::string& machine_boot) {
    const auto held = files_.oldest();
    if (!held) {
        return tl::unexpected(held.error());
    }
    if (!*held) {
        return std::optional<UptimeSegment>{};
    }
    const std::uint64_t first = std::max((*held)->first_number, files_.acknowledged() + 1);
    UptimeSegment segment{display_, first, {}};
    std::array<std::optional<PlacedBefore>, measures.size()> before;
    std::uint64_t number = (*held)->first_number;
    for (const std::string& line : (*held)->lines) {
        const auto entry = entry_of(line);
        if (!entry) {
            break; // not ours: what follows in this file is not believed either
        }
        auto& last = before.at(static_cast<std::size_t>(entry->measure));
        const UptimeRecord record = place(*entry, now, machine_boot, last ? &*last : nullptr);
        last = PlacedBefore{entry->to.monotonic, entry->life.machine_boot, record.interval.to};
        if (number++ >= first) {
            segment.records.push_back(record);
        }
    }
    return segment.records.empty() ? std::optional<UptimeSegment>{}
                                   : std::optional(std::move(segment));
}

} // namespace marquee::player
