#include "player/report/play_journal.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>
#include <system_error>
#include <utility>

#include "common/durable_file.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/journal.hpp"

namespace marquee::player {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view suffix = ".plays";
constexpr std::size_t number_digits = 20;
constexpr std::size_t acknowledged_bytes_max = 32;

std::optional<std::uint64_t> parse_number(std::string_view text) {
    std::uint64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, number);
    return problem == std::errc{} && stop == end ? std::optional(number) : std::nullopt;
}

// One more line into the segment; false when it does not follow on what is there.
bool add_line(PlaySegment& segment, const std::string& line) {
    std::istringstream words(line);
    std::string kind;
    std::uint64_t number = 0;
    if (!(words >> kind >> number) || number != segment.first_number + segment.records.size()) {
        return false;
    }
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

PlayJournal::PlayJournal(fs::path directory, DisplayId display)
    : directory_(std::move(directory)), display_(std::move(display)) {}

Result<PlayJournal> PlayJournal::open(fs::path directory, DisplayId display) {
    if (Status made = make_directory(directory); !made) {
        return tl::unexpected(made.error());
    }
    PlayJournal journal(std::move(directory), std::move(display));
    const fs::path mark = journal.directory_ / "acknowledged";
    if (const Result<std::string> text = read_whole(mark, acknowledged_bytes_max)) {
        journal.acknowledged_ =
            parse_number(std::string_view(*text).substr(0, text->find('\n'))).value_or(0);
    }
    std::error_code problem;
    for (fs::directory_iterator entry(journal.directory_, problem), end; !problem && entry != end;
         entry.increment(problem)) {
        const std::string name = entry->path().filename().string();
        if (name.size() == number_digits + suffix.size() && name.ends_with(suffix)) {
            if (const auto first = parse_number(name.substr(0, number_digits))) {
                journal.files_.push_back(*first);
            }
        }
    }
    std::sort(journal.files_.begin(), journal.files_.end());
    journal.next_number_ = journal.acknowledged_ + 1;
    for (const std::uint64_t first : journal.files_) {
        const Result<PlaySegment> held = journal.read(first);
        const std::uint64_t count = held ? held->records.size() : 0;
        journal.next_number_ = std::max(journal.next_number_, first + count);
    }
    return journal;
}

fs::path PlayJournal::file_of(std::uint64_t first_number) const {
    const std::string digits = std::to_string(first_number);
    return directory_
           / (std::string(number_digits - digits.size(), '0') + digits + std::string(suffix));
}

Result<PlaySegment> PlayJournal::read(std::uint64_t first_number) const {
    PlaySegment segment{display_, first_number, {}, {}};
    const Result<std::vector<std::string>> lines = read_journal_file(file_of(first_number));
    if (!lines) {
        return tl::unexpected(lines.error());
    }
    for (const std::string& line : *lines) {
        if (!add_line(segment, line)) {
            break;
        }
    }
    return segment;
}

Status PlayJournal::begin_file() {
    // A file of this very number holds no whole record, or the number would be a higher one.
    if (Status removed = remove_durably(file_of(next_number_)); !removed) {
        return removed;
    }
    Result<JournalFile> file = JournalFile::create(file_of(next_number_));
    if (!file) {
        return tl::unexpected(file.error());
    }
    open_file_ = std::move(*file);
    open_items_.clear();
    if (files_.empty() || files_.back() != next_number_) {
        files_.push_back(next_number_);
    }
    return {};
}

Status PlayJournal::append(const PlayedItem& item, const PlayRecord& record) {
    const bool full =
        open_file_ && next_number_ - files_.back() >= limits::journal_file_records_max;
    if (!open_file_ || full) {
        if (Status flushed = open_file_ ? open_file_->flush() : Status(); !flushed) {
            return flushed;
        }
        if (Status begun = begin_file(); !begun) {
            return begun;
        }
    }
    const auto known = std::find(open_items_.begin(), open_items_.end(), item);
    std::string line;
    if (known == open_items_.end()) {
        PlaySegment one{display_, next_number_, {item}, {record}};
        one.records[0].item = 0;
        line = "item " + std::to_string(next_number_) + " " + wire::write_play_segment(one);
    } else {
        std::ostringstream words;
        words << "play " << next_number_ << ' ' << known - open_items_.begin() << ' '
              << record.from.time_since_epoch().count() << ' ' << record.duration.count() << ' '
              << record.trusted << ' ' << (record.level == ProofLevel::shown ? 0 : 1);
        line = words.str();
    }
    if (Status written = open_file_->append(line); !written) {
        open_file_.reset(); // the next record begins a new file
        return written;
    }
    if (known == open_items_.end()) {
        open_items_.push_back(item);
    }
    ++next_number_;
    return {};
}

Result<std::optional<PlaySegment>> PlayJournal::pending() {
    if (Status flushed = open_file_ ? open_file_->flush() : Status(); !flushed) {
        return tl::unexpected(flushed.error());
    }
    for (const std::uint64_t first : files_) {
        Result<PlaySegment> whole = read(first);
        if (!whole) {
            continue; // unreadable: what it held is lost, what follows is not
        }
        if (first + whole->records.size() > acknowledged_ + 1) {
            return after(*whole, acknowledged_);
        }
    }
    return std::optional<PlaySegment>{};
}

Status PlayJournal::acknowledge(std::uint64_t number) {
    if (number <= acknowledged_) {
        return {};
    }
    if (Status kept = write_durably(directory_ / "acknowledged", std::to_string(number) + "\n");
        !kept) {
        return kept;
    }
    acknowledged_ = number;
    if (number >= next_number_) {
        open_file_.reset();
        next_number_ = number + 1;
    }
    while (!files_.empty()) {
        const std::uint64_t end = files_.size() > 1 ? files_[1] : next_number_;
        const bool still_open = files_.size() == 1 && open_file_.has_value();
        if (end > number + 1 || still_open) {
            break;
        }
        if (Status removed = remove_durably(file_of(files_.front())); !removed) {
            return removed;
        }
        files_.erase(files_.begin());
    }
    return {};
}

} // namespace marquee::player
