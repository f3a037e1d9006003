// What `marquee-player --play FILE…` makes of its files.
#include <catch2/catch.hpp>

#include "player/film_length.hpp"
#include "player/local_program.hpp"
#include "player/local_store.hpp"
#include "tests/fakes/inline_tasks.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

const std::filesystem::path media = MARQUEE_SOURCE_DIR "/tests/data/media";

Result<Milliseconds> length_of(const std::string& file, const std::string& decoder) {
    const SystemClock clock;
    DecodeSettings settings;
    settings.program = decoder;
    settings.cleaner = std::make_shared<InlineTasks>();
    return film_length(settings, open_file(media / file).value(), clock);
}

const std::string decoder = MARQUEE_BIN_DIR "/marquee-decode";

} // namespace

TEST_CASE("a film's length is its own") {
    const auto length = length_of("big_buck_bunny_720p.mp4", decoder);
    REQUIRE(length);
    CHECK(*length > 5'200ms);
    CHECK(*length < 5'400ms);
}

TEST_CASE("what is no film has no length, and says why") {
    CHECK(length_of("photo_landscape_exif1.jpg", decoder).error().code
          == ErrorCode::unsupported_media);
    CHECK_FALSE(length_of("big_buck_bunny_720p.mp4", "/nonexistent"));
}

TEST_CASE("a film plays for its own length, a picture for ten seconds") {
    const LocalPlay play{{media / "big_buck_bunny_720p.mp4", media / "photo_portrait_exif8.jpg"},
                         "text",
                         Motion::still};
    const auto local = local_program(play, {800, 480}, {}, [](const auto&) { return 5'312ms; });
    REQUIRE(local);
    const Layout& layout = local->presentation.programs.begin()->second->layout;
    REQUIRE(layout.zones.size() == 2);
    const auto& items = layout.zones[0].playlist.items;
    REQUIRE(items.size() == 2);
    CHECK(items[0].duration == 5'312ms);
    CHECK(items[1].duration == 10s);
    CHECK(local->presentation.manifest->programs[0].cycle == 15'312ms);
    const auto& poster = std::get<Poster>(items[1].content).asset;
    CHECK(LocalStore(local->files).open(poster.sha256)->size_bytes() == 251'978);
}

TEST_CASE("a film that does not tell its length has a picture's turn") {
    const LocalPlay play{{media / "big_buck_bunny_720p.mp4"}, "", Motion::still};
    const auto local =
        local_program(play, {800, 480}, {}, [](const auto&) { return std::nullopt; });
    REQUIRE(local);
    const auto& program = *local->presentation.programs.begin()->second;
    CHECK(program.layout.zones[0].playlist.items[0].duration == 10s);
}

TEST_CASE("a file that is not there or of no known type cannot be played") {
    const auto failure = [](const char* name) {
        const LocalPlay play{{media / name}, "", Motion::still};
        const auto length = [](const auto&) { return std::nullopt; };
        return local_program(play, {800, 480}, {}, length).error().code;
    };
    CHECK(failure("not-there.jpg") == ErrorCode::not_found);
    CHECK(failure("README.md") == ErrorCode::unsupported_media);
}
