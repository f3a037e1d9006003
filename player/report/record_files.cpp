#include "player/report/record_files.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

#include "common/durable_file.hpp"

namespace marquee::player {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t number_digits = 20;
constexpr std::size_t acknowledged_bytes_max = 32;

std::optional<std::uint64_t> parse_number(std::string_view text) {
    std::uint64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, number);
    return problem == std::errc{} && stop == end ? std::optional(number) : std::nullopt;
}

} // namespace

Result<RecordFiles> RecordFiles::open(RecordLayout layout) {
    if (Status made = make_directory(layout.directory); !made) {
        return tl::unexpected(made.error());
    }
    RecordFiles records(std::move(layout));
    const fs::path mark = records.layout_.directory / "acknowledged";
    if (const Result<std::string> text = read_whole(mark, acknowledged_bytes_max)) {
        records.acknowledged_ =
            parse_number(std::string_view(*text).substr(0, text->find('\n'))).value_or(0);
    }
    records.list_files();
    records.next_number_ = records.acknowledged_ + 1;
    if (!records.files_.empty()) {
        const std::uint64_t last = records.files_.back();
        const auto lines = read_journal_file(records.file_of(last));
        records.next_number_ = std::max(records.next_number_, last + (lines ? lines->size() : 0));
    }
    return records;
}

void RecordFiles::list_files() {
    std::error_code problem;
    for (fs::directory_iterator entry(layout_.directory, problem), end; !problem && entry != end;
         entry.increment(problem)) {
        const std::string name = entry->path().filename().string();
        if (name.size() == number_digits + layout_.suffix.size()
            && name.ends_with(layout_.suffix)) {
            if (const auto first = parse_number(name.substr(0, number_digits))) {
                files_.push_back(*first);
            }
        }
    }
    std::sort(files_.begin(), files_.end());
}

fs::path RecordFiles::file_of(std::uint64_t first_number) const {
    const std::string digits = std::to_string(first_number);
    return layout_.directory
           / (std::string(number_digits - digits.size(), '0') + digits + layout_.suffix);
}

Status RecordFiles::begin_file() {
    // A file of this very number holds no whole record, or the number would be a higher one.
    if (Status removed = remove_durably(file_of(next_number_)); !removed) {
        return removed;
    }
    Result<JournalFile> file = JournalFile::create(file_of(next_number_));
    if (!file) {
        return tl::unexpected(file.error());
    }
    open_file_ = std::move(*file);
    if (files_.empty() || files_.back() != next_number_) {
        files_.push_back(next_number_);
    }
    return {};
}

Status RecordFiles::give_up_oldest() {
    while (files_.size() > layout_.files_max) {
        const std::uint64_t first = std::max(files_[0], acknowledged_ + 1);
        if (Status removed = remove_durably(file_of(files_[0])); !removed) {
            return removed;
        }
        given_up_ += files_[1] > first ? files_[1] - first : 0;
        files_.erase(files_.begin());
    }
    return {};
}

Result<RecordFiles::Room> RecordFiles::make_room(std::size_t count) {
    const bool fits =
        open_file_ && next_number_ - files_.back() + count <= layout_.records_per_file_max;
    if (fits) {
        return Room::same_file;
    }
    Status done = flush();
    if (done) {
        done = begin_file();
    }
    if (done) {
        done = give_up_oldest();
    }
    if (!done) {
        return tl::unexpected(done.error());
    }
    return Room::new_file;
}

Status RecordFiles::append(std::string_view body) {
    if (!open_file_) {
        return fail(ErrorCode::io_failed, "the file of records broke", layout_.directory.string());
    }
    if (Status written = open_file_->append(body); !written) {
        open_file_.reset(); // the next record begins a new file
        return written;
    }
    ++next_number_;
    return {};
}

Status RecordFiles::flush() {
    return open_file_ ? open_file_->flush() : Status();
}

Result<std::optional<HeldRecords>> RecordFiles::oldest() {
    if (Status flushed = flush(); !flushed) {
        return tl::unexpected(flushed.error());
    }
    for (const std::uint64_t first : files_) {
        Result<std::vector<std::string>> lines = read_journal_file(file_of(first));
        // Unreadable: what it held is lost, what follows is not.
        if (lines && first + lines->size() > acknowledged_ + 1) {
            return std::optional(HeldRecords{first, std::move(*lines)});
        }
    }
    return std::optional<HeldRecords>{};
}

Status RecordFiles::acknowledge(std::uint64_t number) {
    if (number <= acknowledged_) {
        return {};
    }
    const fs::path mark = layout_.directory / "acknowledged";
    if (Status kept = write_durably(mark, std::to_string(number) + "\n"); !kept) {
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
