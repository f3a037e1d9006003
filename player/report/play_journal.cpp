#include "player/report/play_journal.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

#include "schemas/model/limits.hpp"
#include "schemas/wire/journal.hpp"

namespace marquee::player {
namespace {

// One more line into the segment; false when it does not follow on what is there.
bool add_line(PlaySegment& segment, const std::string& line) {
    std::istringstream words(line);
    std::string kind;
    words >> kind;
    if (kind == "item") {
        std::string json;
        std::getline(words >> std::ws, json);
        const Result<PlaySegment> one = wire::read_play_segment(json);
        if (!one || one->items.size() != 1 || one->records.size() != 1) {
            return false;
        }
        PlayRecord record = one->records[0];
        record.item = static_cast<std::uint32_t>(segment.items.size());
        segment.items.push_back(one->items[0]);
        segment.records.push_back(record);
        return true;
    }
    PlayRecord record;
    std::int64_t from_us = 0;
    std::int64_t duration_ms = 0;
    int level = 0;
    if (kind != "play" || !(words >> record.item >> from_us >> duration_ms >> record.trusted)
        || !(words >> level) || record.item >= segment.items.size()) {
        return false;
    }
    record.from = Instant(Microseconds(from_us));
    record.duration = Milliseconds(duration_ms);
    record.level = level == 0 ? ProofLevel::shown : ProofLevel::sent;
    segment.records.push_back(record);
    return true;
}

// Leaves out records up to `acknowledged` and items that nobody names then.
PlaySegment after(const PlaySegment& whole, std::uint64_t acknowledged) {
    PlaySegment rest{whole.display, std::max(whole.first_number, acknowledged + 1), {}, {}};
    std::vector<std::optional<std::uint32_t>> moved(whole.items.size());
    for (std::size_t i = rest.first_number - whole.first_number; i < whole.records.size(); ++i) {
        PlayRecord record = whole.records[i];
        std::optional<std::uint32_t>& place = moved[record.item];
        if (!place) {
            place = static_cast<std::uint32_t>(rest.items.size());
            rest.items.push_back(whole.items[record.item]);
        }
        record.item = *place;
        rest.records.push_back(record);
    }
    return rest;
}

} // namespace

Result<PlayJournal> PlayJournal::open(std::filesystem::path directory, DisplayId display) {
    return RecordFiles::open({std::move(directory), ".plays", limits::journal_files_max,
                              limits::journal_file_records_max})
        .map([&](RecordFiles files) { return PlayJournal(std::move(files), std::move(display)); });
}

Status PlayJournal::append(const PlayedItem& item, const PlayRecord& record) {
    const auto room = files_.make_room(1);
    if (!room) {
        return tl::unexpected(room.error());
    }
    if (*room == RecordFiles::Room::new_file) {
        open_items_.clear();
    }
    const auto known = std::find(open_items_.begin(), open_items_.end(), item);
    if (known == open_items_.end()) {
        PlaySegment one{display_, files_.next_number(), {item}, {record}};
        one.records[0].item = 0;
        const std::string json = wire::write_play_segment(one);
        if (const auto readable = wire::read_play_segment(json); !readable) {
            return tl::unexpected(readable.error());
        }
        return files_.append("item " + json).map([&] { open_items_.push_back(item); });
    }
    std::ostringstream words;
    words << "play " << known - open_items_.begin() << ' ' << record.from.time_since_epoch().count()
          << ' ' << record.duration.count() << ' ' << record.trusted << ' '
          << (record.level == ProofLevel::shown ? 0 : 1);
    return files_.append(words.str());
}

Result<std::optional<PlaySegment>> PlayJournal::pending() {
    const auto held = files_.oldest();
    if (!held) {
        return tl::unexpected(held.error());
    }
    if (!*held) {
        return std::optional<PlaySegment>{};
    }
    PlaySegment whole{display_, (*held)->first_number, {}, {}};
    for (const std::string& line : (*held)->lines) {
        if (!add_line(whole, line)) {
            break;
        }
    }
    PlaySegment rest = after(whole, files_.acknowledged());
    return rest.records.empty() ? std::optional<PlaySegment>{} : std::optional(std::move(rest));
}

} // namespace marquee::player
