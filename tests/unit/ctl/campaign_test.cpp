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

TEST_CASE("a campaign says hours, days and dates under names, and schedules name them") {
    const Json window{{"start", "06:00"}, {"end", "23:30"}};
    const Json new_year{
        {"lunar_range",
         {{"first", {{"month", 12}, {"day", 23}}}, {"last", {{"month", 1}, {"day", 15}}}}}};
    const auto campaign = read({{"dayparts", {{{"name", "运营时间"}, {"windows", {window}}}}},
                                {"periods", {{{"name", "春节前后"}, {"days", {new_year}}}}},
                                {"campaigns",
                                 {{{"name", "春节反诈"},
                                   {"last", "2027-03-01"},
                                   {"goal", {{"measure", "plays"}, {"amount", 20}}}}}},
                                {"schedules",
                                 {{{"name", "s"},
                                   {"program", "p"},
                                   {"displays", {"wall"}},
                                   {"daypart", "运营时间"},
                                   {"periods", {"春节前后"}},
                                   {"campaign", "春节反诈"},
                                   {"interrupt_seconds_per_hour", 360},
                                   {"tags", "户外"}}}}});
    REQUIRE(campaign);
    CHECK(campaign->dayparts[0].windows[0].end == TimeOfDay{23 * 3600 + 1'800});
    CHECK(std::get<LunarRange>(campaign->periods[0].days[0]).first == LunarMonthDay{12, 23});
    CHECK(campaign->campaigns[0].goal->amount == 20);
    const CampaignSchedule& schedule = campaign->schedules[0];
    CHECK(schedule.daypart == "运营时间");
    CHECK(schedule.periods == std::vector<std::string>{"春节前后"});
    CHECK(schedule.campaign == "春节反诈");
    CHECK(schedule.schedule.interrupt_seconds_per_hour == 360);
    CHECK(schedule.tags == "户外");
}

TEST_CASE("a member that no campaign has is a typing error") {
    const auto refused = read({{"shedules", Json::array()}});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::unknown_member);
    CHECK(read({{"format", "campaign/1.1"}}));
}
