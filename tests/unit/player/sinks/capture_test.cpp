#include "player/sinks/capture_sink.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

#include <unistd.h>

#include "player/sinks/surface_sink.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

struct Folder {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("marquee-capture-" + std::to_string(::getpid()));
    Folder() { std::filesystem::create_directories(path); }
    ~Folder() { std::filesystem::remove_all(path); }
};

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

Scene scene_of(const std::string& item) {
    Scene scene;
    scene.rung = Rung::scheduled;
    Frame frame;
    frame.item.program = ProgramId{"program"};
    frame.item.revision = 7;
    frame.item.item = ItemId{item};
    frame.background = {0, 128, 0, 255};
    scene.zones.push_back({"main\nzone", {0, 0, 64, 32}, frame});
    return scene;
}

} // namespace

TEST_CASE("the text of a capture names the items of that frame") {
    const std::string text = describe(scene_of("item-1"), {64, 32}, Instant{1s});
    CHECK(text
          == "at 1970-01-01T00:00:01Z\nsize 64 32\nrung scheduled\n"
             "zone 0 0 64 32 program program revision 7 item item-1 content "
                 + std::string(64, '0') + " name main zone\n");
}

TEST_CASE("the last presented frame is in the file when the sink is gone") {
    const Folder folder;
    const auto file = folder.path / "screen.png";
    {
        CaptureSink sink({64, 32}, file);
        for (const char* item : {"first", "second"}) {
            REQUIRE(sink.compose(scene_of(item)));
            REQUIRE(sink.present(Instant{2s}));
        }
        REQUIRE(sink.compose(scene_of("never presented")));
    }
    CHECK(read(file).substr(1, 3) == "PNG");
    const std::string text = read(file.string() + ".txt");
    CHECK(text.find("item second") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(file.string() + ".part"));
}

TEST_CASE("a still picture is captured by attending") {
    const Folder folder;
    std::optional<Error> failure;
    {
        CaptureSink sink({64, 32}, folder.path / "no" / "such" / "folder.png");
        REQUIRE(sink.compose(scene_of("item")));
        REQUIRE(sink.present(Instant{2s}));
        sink.attend();
        while (!failure) { // ends because the writer reports what cannot be written
            failure = sink.take_failure();
        }
    }
    CHECK(failure->code == ErrorCode::io_failed);
}

TEST_CASE("a headless window takes scenes") {
    auto sink = SurfaceSink::open({{0, 0, 64, 32}, "test", true});
    REQUIRE(sink);
    CHECK((*sink)->size() == Size{64, 32});
    REQUIRE((*sink)->compose(scene_of("item")));
    CHECK((*sink)->present(Instant{1s}));
    CHECK((*sink)->attend() == SinkEvent::none);
}
