// Displays, windows and maps as settings say them.
#include <catch2/catch.hpp>

#include <fstream>

#include "player/panel_settings.hpp"
#include "tests/fakes/temporary_directory.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

struct Read {
    std::optional<Config> config;
    std::string complaint;
};

Read read(std::vector<std::string> arguments) {
    std::vector<const char*> words;
    for (const std::string& argument : arguments) {
        words.push_back(argument.c_str());
    }
    const char* const none = nullptr;
    const SettingsOutcome outcome = read_settings(player_settings(), words, &none);
    if (!outcome.settings) {
        return {std::nullopt, outcome.complaint};
    }
    const auto config = config_from(*outcome.settings);
    return config ? Read{*config, ""} : Read{std::nullopt, config.error().what};
}

std::string complaint(std::vector<std::string> arguments) {
    const Read outcome = read(std::move(arguments));
    return outcome.config ? "fine" : outcome.complaint;
}

} // namespace

TEST_CASE("a display of its own is as it always was") {
    const Config config = *read({"--display", "main=640x64+8+16"}).config;
    REQUIRE(config.displays.size() == 1);
    CHECK(config.displays[0] == DisplayPlace{"main", {8, 16, 640, 64}});
    CHECK(config.displays[0].footprint() == Rect{8, 16, 640, 64});
    CHECK(config.displays[0].colour == PanelColour{});
    CHECK_FALSE(config.light_curve.empty());
    CHECK(read({"--size", "320x160"}).config->displays[0].place == Rect{0, 0, 320, 160});
}

TEST_CASE("several displays share a window, each at its place, as large as its map makes it") {
    const Config config =
        *read({"--window", "sender=1920x1080+0+0", "--display", "sign=768x64+0+0@sender",
               "--display", "pole=64x512+200+0@sender", "--display-map", "sign=serpentine:4",
               "--display-map", "pole=rotate:90"})
             .config;
    CHECK(config.windows == std::vector<WindowPlace>{{"sender", {0, 0, 1920, 1080}}});
    CHECK(config.displays[0].window == "sender");
    CHECK(config.displays[0].place.size() == Size{768, 64});
    CHECK(config.displays[0].footprint() == Rect{0, 0, 192, 256});
    CHECK(config.displays[1].footprint() == Rect{200, 0, 512, 64});
}

TEST_CASE("a map may be a file") {
    const TemporaryDirectory etc;
    const std::string file = (etc.path() / "main.map.json").string();
    std::ofstream(file) << R"({"format": "panel-map/1.0", "canvas": {"width": 64, "height": 16},
        "output": {"width": 16, "height": 64}, "parts": [{"from": {"x": 0, "y": 0, "width": 64,
        "height": 16}, "to": {"x": 0, "y": 0}, "turn": 270}]})";
    const Config config =
        *read({"--display", "main=64x16", "--display-map", "main=" + file}).config;
    REQUIRE(config.displays[0].map);
    CHECK(config.displays[0].map->output == Size{16, 64});
    CHECK(complaint({"--display", "main=64x32", "--display-map", "main=" + file})
          == "the map is for a canvas of 64x16, the display has 64x32");
}

TEST_CASE("what does not fit together is said before anything is opened") {
    const std::vector<std::string> window{"--window", "sender=200x100"};
    const auto with = [&](std::vector<std::string> more) {
        more.insert(more.begin(), window.begin(), window.end());
        return complaint(std::move(more));
    };
    CHECK(with({"--display", "a=100x50@sender"}) == "fine");
    CHECK(with({"--display", "a=100x50@sendr"}) == "no window is called sendr");
    CHECK(with({"--display", "a=201x50@sender"}) == "display a reaches out of window sender");
    CHECK(with({"--display", "a=100x50@sender", "--display", "b=100x50+99+49@sender"})
          == "displays a and b lie over each other");
    CHECK(with({"--display", "a=100x50@sender", "--display", "b=100x50+100+0@sender"}) == "fine");
    CHECK(with({"--display", "a=100x50@sender", "--display-map", "a=rotate:90"}) == "fine");
    CHECK(with({"--display", "a=150x50@sender", "--display-map", "a=rotate:90"})
          == "display a reaches out of window sender");
    CHECK(with({"--display", "a=100x50", "--display-map", "b=rotate:90"})
          == "no screen is called b");
    CHECK(with({"--display", "horn=loudspeaker", "--display-map", "horn=mirror"})
          == "no screen is called horn");
    CHECK(with({"--display", "a=100x50", "--display-map", "a=folded:3"})
          == "a canvas of 100x50 cannot be cut into 3 parts of equal width");
    CHECK(with({"--window", "sender=1x1"}) == "two windows are called sender");
    CHECK(complaint({"--window", "sender"}).find("sender=1920x1080") != std::string::npos);
    CHECK(complaint({"--display", "a=100x50@"}).find("a=192x64+0+0@sender") != std::string::npos);
}

TEST_CASE("gamma, white point and light curve are checked") {
    const Config config = *read({"--panel-gamma", "2.8", "--colour-temperature", "6500",
                                 "--light-sensor", "/dev/null", "--light-curve", "0:5 1000:100"})
                               .config;
    CHECK(config.displays[0].colour == PanelColour{2.8, 6'500});
    CHECK(config.light_curve == std::vector<LightPoint>{{0, 5}, {1'000, 100}});
    CHECK(complaint({"--panel-gamma", "0.5"}).find("a gamma is a number from 1 to 4")
          != std::string::npos);
    CHECK(complaint({"--colour-temperature", "3000"}).find("4000 to 25000") != std::string::npos);
    CHECK(complaint({"--light-curve", "10:50 5:60"}).find("ascend") != std::string::npos);
}

TEST_CASE("panels of one player have colours of their own") {
    const auto with = [](std::vector<std::string> more) {
        std::vector<std::string> all{"--panel-gamma",
                                     "2.4",
                                     "--colour-temperature",
                                     "6504",
                                     "--display",
                                     "a=64x32",
                                     "--display",
                                     "b=64x32",
                                     "--display",
                                     "horn=loudspeaker"};
        all.insert(all.end(), more.begin(), more.end());
        return read(all);
    };
    const Config config =
        *with({"--display-colour", "b=2.8", "--display-colour", "a=1@9300"}).config;
    CHECK(config.displays[0].colour == PanelColour{1.0, 9'300});
    CHECK(config.displays[1].colour == PanelColour{2.8, 6'504});
    CHECK(with({}).config->displays[1].colour == PanelColour{2.4, 6'504});
    for (const char* wrong : {"b", "b=", "b=5", "b=2.8@", "b=2.8@3000", "b=2.8@65o4", "b=@6500"}) {
        CAPTURE(wrong);
        CHECK(with({"--display-colour", wrong}).complaint.find("main=2.8@6500")
              != std::string::npos);
    }
    CHECK(with({"--display-colour", "c=2.8"}).complaint == "no screen is called c");
    CHECK(with({"--display-colour", "horn=2.8"}).complaint == "no screen is called horn");
}

TEST_CASE("a test card needs no manager and no files") {
    const Config config = *read({"--test-card", "modules", "--module", "32x16"}).config;
    REQUIRE(config.play);
    CHECK(config.play->test_card == TestCard{TestCardKind::modules, {32, 16}});
    CHECK_FALSE(read({}).config->play);
    CHECK_FALSE(read({"--test-card", "stripes"}).config);
}
