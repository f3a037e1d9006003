#include "player/report/play_journal.hpp"

#include <catch2/catch.hpp>

#include <fstream>

#include "schemas/model/limits.hpp"
#include "schemas/wire/journal.hpp"
#include "tests/fakes/temporary_directory.hpp"

using namespace marquee;
using namespace marquee::player;
namespace fs = std::filesystem;

namespace {

struct Fixture {
    TemporaryDirectory directory;
    fs::path root = directory.path() / "plays";

    PlayJournal open() const {
        return PlayJournal::open(root, {"01930000-0000-7000-8000-000000000001"}).value();
    }
    std::vector<fs::path> files() const {
        std::vector<fs::path> found;
        for (const auto& entry : fs::directory_iterator(root)) {
            if (entry.path().extension() == ".plays") {
                found.push_back(entry.path());
            }
        }
        std::sort(found.begin(), found.end());
        return found;
    }
};

PlayedItem item(int number) {
    PlayedItem item;
    item.program = {"01930000-0000-7000-8000-000000000002"};
    item.revision = 3;
    item.program_name = "反诈";
    item.item = {"01930000-0000-7000-8000-00000000010" + std::to_string(number)};
    item.item_name = "slogan " + std::to_string(number);
    item.content.bytes[0] = static_cast<std::uint8_t>(number);
    return item;
}

// The play of second `second`; its item alternates between two.
void play(PlayJournal& journal, int second) {
    PlayRecord record;
    record.from = Instant(Seconds(second));
    record.duration = Milliseconds(1000);
    record.trusted = second % 3 != 0;
    REQUIRE(journal.append(item(second % 2), record));
}

// Takes everything as a manager would, and returns the seconds that were played, in order.
std::vector<std::int64_t> deliver_all(PlayJournal& journal) {
    std::vector<std::int64_t> seconds;
    std::uint64_t held = 0;
    while (const std::optional<PlaySegment> segment = journal.pending().value()) {
        REQUIRE(wire::read_play_segment(wire::write_play_segment(*segment)));
        REQUIRE_FALSE(segment->records.empty());
        CHECK((held == 0 || segment->first_number == held + 1));
        for (const PlayRecord& record : segment->records) {
            const std::int64_t second = record.from.time_since_epoch() / Seconds(1);
            seconds.push_back(second);
            CHECK(segment->items.at(record.item) == item(static_cast<int>(second % 2)));
            CHECK(record.trusted == (second % 3 != 0));
        }
        held = segment->first_number + segment->records.size() - 1;
        REQUIRE(journal.acknowledge(held));
    }
    return seconds;
}

std::vector<std::int64_t> seconds_to(int last) {
    std::vector<std::int64_t> seconds;
    for (int second = 1; second <= last; ++second) {
        seconds.push_back(second);
    }
    return seconds;
}

} // namespace

TEST_CASE("plays are delivered in order, with their names, and then forgotten") {
    const Fixture f;
    PlayJournal journal = f.open();
    CHECK_FALSE(journal.pending().value());
    for (int second = 1; second <= 5; ++second) {
        play(journal, second);
    }
    CHECK(deliver_all(journal) == seconds_to(5));
    CHECK_FALSE(journal.pending().value());
}

TEST_CASE("what is not acknowledged is delivered again, also after a restart") {
    const Fixture f;
    {
        PlayJournal journal = f.open();
        play(journal, 1);
        play(journal, 2);
        play(journal, 3);
        CHECK(journal.pending().value()->first_number == 1);
        CHECK(journal.pending().value()->records.size() == 3);
        REQUIRE(journal.acknowledge(1));
        CHECK(journal.pending().value()->first_number == 2);
        CHECK(journal.pending().value()->records.size() == 2);
    }
    PlayJournal journal = f.open();
    play(journal, 4);
    CHECK(deliver_all(journal) == std::vector<std::int64_t>{2, 3, 4});
}

TEST_CASE("numbers go on after a restart, though everything was acknowledged and deleted") {
    const Fixture f;
    {
        PlayJournal journal = f.open();
        play(journal, 1);
        play(journal, 2);
        REQUIRE(deliver_all(journal).size() == 2);
    }
    {
        PlayJournal journal = f.open();
        CHECK(journal.next_number() == 3);
        play(journal, 3);
    }
    CHECK(f.open().pending().value()->first_number == 3);
}

TEST_CASE("weeks of plays fill many files, and acknowledged files are deleted") {
    const Fixture f;
    PlayJournal journal = f.open();
    const int plays = static_cast<int>(limits::journal_file_records_max) * 2 + 10;
    for (int second = 1; second <= plays; ++second) {
        play(journal, second);
    }
    CHECK(f.files().size() == 3);
    REQUIRE(journal.acknowledge(limits::journal_file_records_max));
    CHECK(f.files().size() == 2);
    CHECK(deliver_all(journal).size() == limits::journal_file_records_max + 10);
    CHECK(f.files().size() == 1); // the one being written
    play(journal, plays + 1);
    CHECK(deliver_all(journal) == std::vector<std::int64_t>{plays + 1});
}

TEST_CASE("a power cut in the middle of a record loses that record and no other") {
    const Fixture f;
    {
        PlayJournal journal = f.open();
        for (int second = 1; second <= 4; ++second) {
            play(journal, second);
        }
        REQUIRE(journal.pending());
    }
    const fs::path file = f.files().at(0);
    const auto whole = fs::file_size(file);
    const std::uintmax_t torn = GENERATE(1U, 5U, 20U);
    fs::resize_file(file, whole - torn);
    PlayJournal journal = f.open();
    CHECK(journal.next_number() == 4);
    play(journal, 4);
    CHECK(deliver_all(journal) == seconds_to(4));
}

TEST_CASE("a damaged line and what follows it in its file are not believed") {
    const Fixture f;
    {
        PlayJournal journal = f.open();
        for (int second = 1; second <= 6; ++second) {
            play(journal, second);
        }
        REQUIRE(journal.pending());
    }
    std::vector<std::string> lines;
    {
        std::ifstream text(f.files().at(0));
        for (std::string line; std::getline(text, line);) {
            lines.push_back(line);
        }
    }
    REQUIRE(lines.size() == 6);
    lines[3].back() ^= 1;
    {
        std::ofstream text(f.files().at(0), std::ios::trunc);
        for (const std::string& line : lines) {
            text << line << '\n';
        }
    }
    PlayJournal journal = f.open();
    CHECK(deliver_all(journal) == seconds_to(3));
}

TEST_CASE("a manager that holds more than we remember makes us count on from there") {
    const Fixture f;
    PlayJournal journal = f.open();
    play(journal, 1);
    REQUIRE(journal.acknowledge(500));
    CHECK(journal.next_number() == 501);
    CHECK_FALSE(journal.pending().value());
    play(journal, 2);
    CHECK(journal.pending().value()->first_number == 501);
}

TEST_CASE("an old acknowledgement that comes late changes nothing") {
    const Fixture f;
    PlayJournal journal = f.open();
    play(journal, 1);
    play(journal, 2);
    REQUIRE(journal.acknowledge(2));
    REQUIRE(journal.acknowledge(1));
    CHECK_FALSE(journal.pending().value());
    CHECK(journal.next_number() == 3);
}
