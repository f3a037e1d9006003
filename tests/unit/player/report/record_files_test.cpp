#include "player/report/record_files.hpp"

#include <catch2/catch.hpp>

#include <fstream>

#include "player/report/life_mark.hpp"
#include "tests/fakes/temporary_directory.hpp"

using namespace marquee;
using namespace marquee::player;
namespace fs = std::filesystem;

namespace {

struct Folder {
    RecordFiles open() const {
        return RecordFiles::open({directory.path() / "records", ".x", 3, 4}).value();
    }
    TemporaryDirectory directory;
};

void add(RecordFiles& files, int count) {
    for (int i = 0; i < count; ++i) {
        REQUIRE(files.make_room(1));
        REQUIRE(files.append("record " + std::to_string(files.next_number())));
    }
}

} // namespace

TEST_CASE("when there is no room the oldest records are given up, and counted") {
    const Folder folder;
    RecordFiles files = folder.open();
    add(files, 12);
    CHECK(files.given_up() == 0);
    add(files, 1); // a fourth file
    CHECK(files.given_up() == 4);
    const auto held = files.oldest().value();
    REQUIRE(held);
    CHECK(held->first_number == 5);
    CHECK(held->lines.at(0) == "record 5");
    REQUIRE(files.acknowledge(6));
    add(files, 4);
    CHECK(files.given_up() == 6); // 5 and 6 were acknowledged
    CHECK(folder.open().next_number() == 18);
}

TEST_CASE("records that belong together are never in two files") {
    const Folder folder;
    RecordFiles files = folder.open();
    add(files, 3);
    CHECK(files.make_room(2).value() == RecordFiles::Room::new_file);
    REQUIRE(files.append("a"));
    REQUIRE(files.append("b"));
    REQUIRE(files.acknowledge(3));
    CHECK(files.oldest().value()->lines == std::vector<std::string>{"a", "b"});
}

TEST_CASE("a mark of life survives a torn write of the next one") {
    TemporaryDirectory directory;
    const fs::path path = directory.path() / "alive";
    LifeMark mark{{"boot", "machine"}, {Seconds(5), Instant(Seconds(7)), true, false}, {}};
    OpenUptime open;
    open.presented = Presented::off;
    open.presented_since = {Seconds(4), Instant(Seconds(6)), true, true};
    mark.displays[{"01930000-0000-7000-8000-000000000001"}] = open;
    {
        auto file = LifeMarkFile::open(path).value();
        CHECK_FALSE(file.last());
        REQUIRE(file.write(mark, LifeMarkFile::Strength::flushed));
        LifeMark next = mark;
        next.alive.monotonic = Seconds(10);
        REQUIRE(file.write(next, LifeMarkFile::Strength::kept));
        CHECK(file.last() == next);
    }
    {
        std::fstream text(path, std::ios::in | std::ios::out | std::ios::binary);
        text.seekp(30); // the second place is the first half: sequence 2 is even
        text.write("torn", 4);
    }
    CHECK(LifeMarkFile::open(path).value().last() == mark);
}
