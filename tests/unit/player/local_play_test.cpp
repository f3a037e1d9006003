// What `marquee-player --play FILE…` makes of its files.
#include <catch2/catch.hpp>

#include <filesystem>

#include "player/film_length.hpp"
#include "player/local_program.hpp"
#include "player/local_reading.hpp"
#include "player/local_store.hpp"
#include "tests/fakes/inline_tasks.hpp"
#include "tests/places.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

const std::filesystem::path media = source_path("tests/data/media");

const std::string decoder = program_path("marquee-decode");

Result<Milliseconds> length_of(const std::string& file, const std::string& program) {
    const SystemClock clock;
    DecodeSettings settings;
    settings.program = program;
    settings.cleaner = std::make_shared<InlineTasks>();
    DecodeRequest request;
    request.medium = message::Medium::video;
    request.zone = {1, 1};
    return DecodeClient::start(settings, open_file(media / file).value(), request,
                               clock.monotonic())
        .and_then([&](const auto& client) { return film_length(*client, clock); });
}

Config playing(std::vector<std::filesystem::path> files) {
    Config config;
    config.play = LocalPlay{std::move(files), "", {}, Motion::still};
    config.displays.push_back({"main", {0, 0, 800, 480}});
    return config;
}

DecodeSettings decoding() {
    DecodeSettings settings;
    settings.program = decoder;
    settings.cleaner = std::make_shared<InlineTasks>();
    settings.spare = std::make_shared<SpareWorker>(decoder, settings.cleaner);
    settings.spare->prepare();
    return settings;
}

// What the first film's source asks for.
DecodeRequest first_film(Sound sound) {
    return {message::Medium::video, Fit::contain, {800, 480}, sound, 300ms};
}

Sha256 first_asset(const LocalProgram& local) {
    const Program& program = *local.presentation.programs.begin()->second;
    return std::get<Video>(program.layout.zones[0].playlist.items[0].content).asset.sha256;
}

} // namespace

TEST_CASE("the decoder that tells how long the first film is goes on with it") {
    const SystemClock clock;
    const Config config = playing({media / "big_buck_bunny_720p.mp4"});
    const DecodeSettings decode = decoding();
    const auto spare = decode.spare->waiting();
    LocalReading reading({config, decode, clock});
    REQUIRE(reading.program());
    CHECK(reading.program()->presentation.manifest->programs[0].cycle > 5'200ms);
    const auto begun =
        reading.head_start().take(first_asset(*reading.program()), first_film(Sound::decoded));
    REQUIRE(begun);
    CHECK(begun->worker() == spare);
    CHECK(begun->info());
}

TEST_CASE("films after the first are only asked for their length") {
    const SystemClock clock;
    const Config config =
        playing({media / "photo_portrait_exif8.jpg", media / "big_buck_bunny_720p.mp4"});
    const DecodeSettings decode = decoding();
    LocalReading reading({config, decode, clock});
    REQUIRE(reading.program());
    const auto& film = reading.program()->presentation.programs.begin()->second->layout.zones[0];
    const auto& asset = std::get<Video>(film.playlist.items[1].content).asset;
    CHECK(film.playlist.items[1].duration > 5'200ms);
    CHECK(reading.store().open(asset.sha256)->size_bytes() == asset.size_bytes);
    CHECK_FALSE(reading.head_start().take(asset.sha256, first_film(Sound::none)));
}

TEST_CASE("a file is known by where it lies and when it changed, not by reading it") {
    const std::filesystem::path file = build_path("known-file.jpg");
    const auto identity = [&] { return identity_of(open_file(file).value()).value(); };
    std::filesystem::remove(file);
    std::filesystem::copy_file(media / "photo_portrait_exif8.jpg", file);
    const Sha256 first = identity();
    CHECK(identity() == first);
    CHECK(identity_of(open_file(media / "photo_portrait_exif8.jpg").value()) != first);
    std::filesystem::last_write_time(file, std::filesystem::last_write_time(file) + 1ms);
    CHECK(identity() != first);
}

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
                         {},
                         Motion::still};
    const auto local = local_program(play, {800, 480}, {}, [](const auto&...) { return 5'312ms; });
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

TEST_CASE("files enter by the transition that was asked for, within their own time") {
    LocalPlay play{{media / "big_buck_bunny_720p.mp4", media / "photo_portrait_exif8.jpg"}};
    play.item_time = 4s;
    play.transition = {TransitionKind::crossfade, 2s};
    const auto local = local_program(play, {800, 480}, {}, [](const auto&...) { return 500ms; });
    REQUIRE(local);
    const auto& items =
        local->presentation.programs.begin()->second->layout.zones[0].playlist.items;
    CHECK(items[0].transition == Transition{TransitionKind::crossfade, 500ms});
    CHECK(items[1].transition == Transition{TransitionKind::crossfade, 2s});
    CHECK(items[1].duration == 4s);
}

TEST_CASE("a film that does not tell its length has a picture's turn") {
    const LocalPlay play{{media / "big_buck_bunny_720p.mp4"}, "", {}, Motion::still};
    const auto local =
        local_program(play, {800, 480}, {}, [](const auto&...) { return std::nullopt; });
    REQUIRE(local);
    const auto& program = *local->presentation.programs.begin()->second;
    CHECK(program.layout.zones[0].playlist.items[0].duration == 10s);
}

TEST_CASE("a file that is not there or of no known type cannot be played") {
    const auto failure = [](const char* name) {
        const LocalPlay play{{media / name}, "", {}, Motion::still};
        const auto length = [](const auto&...) { return std::nullopt; };
        return local_program(play, {800, 480}, {}, length).error().code;
    };
    CHECK(failure("not-there.jpg") == ErrorCode::not_found);
    CHECK(failure("README.md") == ErrorCode::unsupported_media);
}
