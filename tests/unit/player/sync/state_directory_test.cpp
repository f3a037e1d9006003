#include "player/sync/state_directory.hpp"

#include <catch2/catch.hpp>

#include <fstream>

#include "player/sync/manifest_slots.hpp"
#include "schemas/model/limits.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/temporary_directory.hpp"

using namespace marquee;
using namespace marquee::player;
namespace fs = std::filesystem;

namespace {

struct Fixture {
    TemporaryDirectory directory;
    ManualClock clock;
    fs::path root = directory.path() / "state";

    StateDirectory open() {
        Result<StateDirectory> state = StateDirectory::open(root, clock);
        REQUIRE(state);
        return std::move(*state);
    }
    void put(const std::string& name, const std::string& bytes) const {
        std::ofstream(root / name, std::ios::binary | std::ios::trunc) << bytes;
    }
};

} // namespace

TEST_CASE("a new state directory is made for its owner alone") {
    Fixture f;
    const StateDirectory state = f.open();
    CHECK((fs::status(f.root).permissions() & fs::perms::mask) == fs::perms::owner_all);
    CHECK(state.quarantined().empty());
}

TEST_CASE("a state directory belongs to one player at a time") {
    Fixture f;
    const StateDirectory first = f.open();
    CHECK(StateDirectory::open(f.root, f.clock).error().code == ErrorCode::busy);
}

TEST_CASE("state written by newer software is left alone") {
    Fixture f;
    (void)f.open();
    f.put("version", "marquee-player/2\n");
    CHECK(StateDirectory::open(f.root, f.clock).error().code == ErrorCode::newer_schema);
}

TEST_CASE("a damaged version file is set aside and is not fatal") {
    Fixture f;
    (void)f.open();
    f.put("version", "marq\x01");
    {
        const StateDirectory state = f.open();
        REQUIRE(state.quarantined().size() == 1);
        CHECK(state.quarantined()[0].what == "version");
    }
    CHECK(f.open().quarantined().empty());
}

TEST_CASE("a file is read back as it was written, and is gone once removed") {
    Fixture f;
    StateDirectory state = f.open();
    REQUIRE(state.write("displays/one/pointer", "a\n"));
    CHECK(state.read("displays/one/pointer", 16) == "a\n");
    REQUIRE(state.remove("displays/one/pointer"));
    CHECK_FALSE(state.read("displays/one/pointer", 16));
    CHECK(state.quarantined().empty());
}

TEST_CASE("a file over its limit is set aside with its reason") {
    Fixture f;
    StateDirectory state = f.open();
    REQUIRE(state.write("time-floor", std::string(100, '9')));
    CHECK_FALSE(state.read("time-floor", 64));
    REQUIRE(state.quarantined().size() == 1);
    CHECK(state.quarantined()[0].code == "too_large");
    CHECK_FALSE(fs::exists(f.root / "time-floor"));
}

TEST_CASE("a folder lists its files without those set aside") {
    Fixture f;
    StateDirectory state = f.open();
    REQUIRE(state.write("overrides/b.json", "{}"));
    REQUIRE(state.write("overrides/a.json", "{}"));
    REQUIRE(state.write("overrides/c.json", "?"));
    state.set_aside("overrides/c.json", {ErrorCode::malformed, "not JSON", {}, {}});
    CHECK(state.list("overrides") == std::vector<std::string>{"a.json", "b.json"});
    CHECK(state.list("nothing").empty());
}

TEST_CASE("the list of what was set aside stays bounded and keeps the newest") {
    Fixture f;
    StateDirectory state = f.open();
    for (std::size_t i = 0; i < limits::quarantine_kept_max + 3; ++i) {
        state.set_aside("file-" + std::to_string(i), {ErrorCode::malformed, "damaged", {}, {}});
    }
    REQUIRE(state.quarantined().size() == limits::quarantine_kept_max);
    CHECK(state.quarantined().front().what == "file-3");
}

TEST_CASE("a new slot is not current before the pointer flips") {
    Fixture f;
    StateDirectory state = f.open();
    ManifestSlots slots(state, DisplayId{"0193"});
    CHECK_FALSE(slots.pointer());
    REQUIRE(slots.write(ManifestSlot::a, "first"));
    CHECK_FALSE(slots.pointer());
    REQUIRE(slots.point_at(ManifestSlot::a));
    REQUIRE(slots.write(ManifestSlot::b, "second"));
    CHECK(slots.pointer() == ManifestSlot::a);
    REQUIRE(slots.point_at(ManifestSlot::b));
    CHECK(slots.pointer() == ManifestSlot::b);
    CHECK(slots.read(ManifestSlot::a) == "first");
    CHECK(slots.read(ManifestSlot::b) == "second");
}

TEST_CASE("a pointer that points nowhere is set aside") {
    Fixture f;
    StateDirectory state = f.open();
    REQUIRE(state.write("displays/0193/pointer", "c\n"));
    ManifestSlots slots(state, DisplayId{"0193"});
    CHECK_FALSE(slots.pointer());
    CHECK(state.quarantined().size() == 1);
}
