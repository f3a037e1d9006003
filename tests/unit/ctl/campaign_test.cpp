// Campaign files.
#include "ctl/campaign.hpp"

#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

using namespace marquee;
using namespace marquee::ctl;
using Json = nlohmann::json;

namespace {

Json campaign_with(const Json& more) {
    Json campaign = {{"format", "campaign/1.0"},
                     {"name", "宣传月"},
                     {"programs", Json::array()},
                     {"schedules", Json::array()}};
    campaign.update(more);
    return campaign;
}

Result<Campaign> read(const Json& more = Json::object()) {
    return read_campaign(campaign_with(more).dump());
}

Json asset(const std::string& file) {
    return {{"assets", {{{"name", "海报"}, {"file", file}}}}};
}

} // namespace

TEST_CASE("a campaign names slogans, assets and playlists, or leaves them out") {
    CHECK(read()->slogans.empty());
    const auto campaign =
        read({{"slogans", {{{"name", "s"}, {"text", "心莫贪"}}}},
              {"assets", {{{"name", "海报"}, {"file", "posters/a.png"}}}},
              {"playlists",
               {{{"name", "早间"},
                 {"items", {{{"asset", "海报"}}, {{"slogan", "s"}, {"duration_ms", 4'000}}}}}}}});
    REQUIRE(campaign);
    CHECK(campaign->assets[0].file == "posters/a.png");
    const auto& items = campaign->playlists[0].items;
    CHECK(std::get<AssetReference>(items[0].shows).asset == "海报");
    CHECK(items[1].duration == Milliseconds{4'000});
}

TEST_CASE("a campaign cannot send files that do not lie beside it") {
    CHECK(read(asset("film.mp4")));
    for (const char* file : {"/etc/passwd", "../film.mp4", "a/../../film.mp4"}) {
        INFO(file);
        const auto refused = read(asset(file));
        REQUIRE_FALSE(refused);
        CHECK(refused.error().where == "/assets/0/file");
    }
}

TEST_CASE("a program of a campaign plays a playlist by name") {
    const Json zone = {{"name", "all"},
                       {"rect", {{"x", 0}, {"y", 0}, {"width", 64}, {"height", 64}}},
                       {"playlist", "早间"}};
    const auto campaign =
        read({{"programs",
               {{{"name", "p"},
                 {"layout", {{"canvas", {{"width", 64}, {"height", 64}}}, {"zones", {zone}}}}}}}});
    REQUIRE(campaign);
    CHECK(std::get<PlaylistReference>(campaign->programs[0].layout.zones[0].plays).playlist
          == "早间");
}
