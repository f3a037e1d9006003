// The manager's renderer with a real marquee-render behind: what happens when it is killed, hangs,
// is not there, or has too much to do.
#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <csignal>
#include <fstream>
#include <future>

#include "common/durable_file.hpp"
#include "common/log.hpp"
#include "common/sha256.hpp"
#include "manager/preview/helper_renderer.hpp"
#include "schemas/model/limits.hpp"
#include "tests/fakes/temporary_directory.hpp"
#include "tests/places.hpp"

using namespace marquee;
using namespace marquee::manager;
using namespace std::chrono_literals;

namespace {

const std::filesystem::path renderer = program_path("marquee-render");

StillOrder order_of(const std::string& text, Milliseconds at = 0ms) {
    Slogan slogan;
    slogan.text = text;
    PlaylistItem item;
    item.id = ItemId{"018f0000-0000-7000-8000-000000000001"};
    item.name = "item";
    item.content = slogan;
    StillOrder order;
    order.layout.canvas = order.display = {192, 32};
    order.layout.zones.push_back({"all", {0, 0, 192, 32}, {{item}}});
    order.at = at;
    return order;
}

struct Setting {
    TemporaryDirectory assets;
    SystemClock clock;
    Log log{clock, LogLevel::error};
    mutable int scripts = 0;

    RenderProgram program(const std::filesystem::path& file = renderer) const {
        return {.program = file, .assets = assets.path()};
    }
    // A renderer of our own, as a shell script; each in a file of its own.
    RenderProgram script(const std::string& body) const {
        const auto file = assets.path() / ("renderer-" + std::to_string(++scripts) + ".sh");
        std::ofstream(file) << "#!/bin/sh\n" << body << "\n";
        ::chmod(file.c_str(), 0700);
        return program(file);
    }
};

using Answer = std::future<Result<RenderReply>>;

// Waits until `holds`, or until the request is answered, which is too early: then nothing that this
// test waits for would ever come.
template<typename Condition>
void wait_before(const Answer& answer, Condition holds) {
    while (!holds()) {
        REQUIRE(answer.wait_for(0s) == std::future_status::timeout);
        std::this_thread::sleep_for(1ms);
    }
}

bool is_png(const std::string& bytes) {
    return bytes.starts_with("\x89PNG\r\n\x1a\n");
}

} // namespace

TEST_CASE("a still and a check come from the same renderer that players' code is in") {
    Setting setting;
    HelperRenderer helper(setting.program(), setting.clock, setting.log);
    const auto still = helper.still(order_of("防诈骗"));
    REQUIRE(still);
    CHECK(is_png(*still));
    CHECK(*still == helper.still(order_of("防诈骗")).value());
    CHECK(helper.still(order_of("\U0001FAE0")).error().code == ErrorCode::missing_glyph);
    SloganCheckOrder check;
    check.slogan.text = "防诈骗\U0001FAE0";
    CHECK(helper.check(check).value().missing_glyphs
          == std::vector<UndrawnText>{{"\U0001FAE0", {0x1FAE0}}});
}

TEST_CASE("a motion comes with all its pictures, and asked for again without the renderer") {
    Setting setting;
    HelperRenderer helper(setting.program(), setting.clock, setting.log);
    SloganMotionOrder order;
    order.slogan.text = "不轻信\n不转账";
    order.slogan.style.motion = Motion::pages;
    order.slogan.style.text_height_pixels = 30;
    order.zone = {160, 36};
    order.duration = 8s;
    const auto drawn = helper.motion(order);
    REQUIRE(drawn);
    REQUIRE(drawn->motion.sheets.size() == 2);
    CHECK(is_png(drawn->pictures));
    CHECK(is_png(drawn->pictures.substr(drawn->motion.sheets.front().png_bytes)));
    CHECK(drawn->pictures.size() == bytes_following(drawn->motion));
    ::kill(helper.drawing().renderer(), SIGSTOP);
    const auto again = helper.motion(order);
    REQUIRE(again);
    CHECK(again->motion == drawn->motion);
    CHECK(again->pictures == drawn->pictures);
    ::kill(helper.drawing().renderer(), SIGCONT);
    order.zone = {1'920, 1'080};
    for (int i = 0; i < 20; ++i) {
        order.slogan.text += "多方确认防上当";
    }
    order.slogan.style = {.motion = Motion::scroll_left};
    const auto large = helper.motion(order);
    REQUIRE_FALSE(large);
    CHECK(large.error().code == ErrorCode::too_large);
}

TEST_CASE("a renderer that promises pictures and sends others is given up") {
    Setting setting;
    const std::string head =
        R"({"format":"render-answer/1.0","slogan_motion":{"zone":{"width":4,"height":4},)"
        R"("background":"#000000","writing":"horizontal","motion":{"kind":"pages","rounds":0,)"
        R"("enter":{"effect":"cut","direction":"left"},"exit":{"effect":"cut","direction":"left"},)"
        R"("pages":[{"from_us":0,"enter_us":0,"exit_us":0,"until_us":1}]},)"
        R"("sheets":[{"x":0,"y":0,"width":4,"height":4,"page":0,"png_bytes":3}]}})";
    const auto answered_with = [&](const std::string& pictures) {
        HelperRenderer helper(setting.script("while read line; do printf '%s\\n" + pictures + "' '"
                                             + head + "'; done"),
                              setting.clock, setting.log);
        SloganMotionOrder order;
        order.slogan.text = "x";
        order.zone = {4, 4};
        return helper.motion(order);
    };
    CHECK(answered_with("PNG").value().pictures == "PNG");
    CHECK(answered_with("PNG and more").error().code == ErrorCode::preview_failed);
}

TEST_CASE("a renderer within its walls still draws pictures and films") {
    Setting setting;
    const std::filesystem::path media = source_path("tests/data/media");
    const auto stocked = [&](const char* name) {
        const std::string bytes = read_whole(media / name, limits::GiB).value();
        const Sha256 digest = sha256(bytes);
        std::ofstream(setting.assets.path() / to_hex(digest), std::ios::binary) << bytes;
        return AssetRef{digest, bytes.size(), "image/jpeg"};
    };
    HelperRenderer helper(setting.program(), setting.clock, setting.log);
    StillOrder order = order_of("x");
    Content& content = order.layout.zones[0].playlist.items[0].content;
    content = Poster{.asset = stocked("photo_portrait_exif8.jpg")};
    CHECK(is_png(helper.still(order).value_or("")));
    Video film;
    film.asset = stocked("big_buck_bunny_720p.mp4");
    content = film;
    CHECK(is_png(helper.still(order).value_or("")));
}

TEST_CASE("a renderer that is killed fifty times answers every request all the same") {
    Setting setting;
    HelperRenderer helper(setting.program(), setting.clock, setting.log);
    pid_t last = 0;
    for (int round = 0; round < 50; ++round) {
        INFO("round " << round);
        const auto still = helper.still(order_of("round " + std::to_string(round)));
        REQUIRE(still);
        CHECK(is_png(*still));
        const pid_t now = helper.drawing().renderer();
        REQUIRE(now > 0);
        CHECK(now != last);
        last = now;
        ::kill(now, SIGKILL);
    }
}

TEST_CASE("what was drawn once is not drawn again") {
    Setting setting;
    HelperRenderer helper(setting.program(), setting.clock, setting.log);
    const auto first = helper.still(order_of("x"));
    REQUIRE(first);
    ::kill(helper.drawing().renderer(), SIGSTOP); // would never answer
    CHECK(helper.still(order_of("x")).value() == *first);
}

TEST_CASE("a renderer that is not there or says nonsense is a failure of the preview, by name") {
    Setting setting;
    const std::vector<RenderProgram> useless{
        setting.program("/nonexistent"),
        setting.script("exit 1"),
        setting.script("echo nonsense; exec sleep 60"),
        setting.script("head -c 2000000 /dev/zero | tr '\\0' x; exec sleep 60"),
        setting.script(
            R"(echo '{"format":"render-answer/1.0","picture_bytes":5}'; echo tooMuchOfIt; exec sleep 60)"),
        setting.script(
            R"(echo '{"format":"render-answer/1.0","picture_bytes":99999999999}'; exec sleep 60)"),
    };
    for (const RenderProgram& program : useless) {
        RenderDesk desk(program, 10s, setting.clock, setting.log);
        CHECK(desk.ask("{}").error().code == ErrorCode::preview_failed);
    }
}

TEST_CASE(
    "a renderer that hangs is given up at the deadline, and the next request gets a new one") {
    Setting setting;
    RenderDesk desk(setting.script("exec sleep 600"), 100ms, setting.clock, setting.log);
    CHECK(desk.ask("{}").error().code == ErrorCode::timed_out);
    CHECK(desk.renderer() == 0);
    CHECK(desk.ask("{}").error().code == ErrorCode::timed_out);
}

TEST_CASE("who waits behind a renderer that is stuck is answered by the next one") {
    Setting setting;
    const std::string was_here = (setting.assets.path() / "was_here").string();
    RenderDesk desk(setting.script("if mkdir " + was_here
                                   + " 2>/dev/null; then exec sleep 600; fi\n"
                                     "read line\n"
                                     R"(echo '{"format":"render-answer/1.0","picture_bytes":3}')"
                                     "\nprintf PNG; exec sleep 600"),
                    8s, setting.clock, setting.log);
    auto first = std::async(std::launch::async, [&] { return desk.ask("{}"); });
    wait_before(first, [&] { return desk.renderer() != 0 && desk.waiting() == 0; }); // served
    auto second = std::async(std::launch::async, [&] { return desk.ask("{}"); });
    wait_before(first, [&] { return desk.waiting() == 1; });
    wait_before(first, [&] { return std::filesystem::exists(was_here); });
    CHECK(first.get().error().code == ErrorCode::timed_out);
    CHECK(second.get().value().picture == "PNG");
}

TEST_CASE("more requests than may wait are told to come again, and nobody waits for ever") {
    Setting setting;
    std::vector<Answer> answers;
    {
        RenderDesk desk(setting.script("exec sleep 600"), 600s, setting.clock, setting.log);
        const auto call = [&] {
            answers.push_back(std::async(std::launch::async, [&] { return desk.ask("{}"); }));
        };
        call();
        wait_before(answers.front(), // served
                    [&] { return desk.renderer() != 0 && desk.waiting() == 0; });
        for (std::size_t i = 1; i <= limits::render_requests_waiting_max; ++i) {
            call();
            wait_before(answers.front(), [&] { return desk.waiting() == i; });
        }
        CHECK(desk.ask("{}").error().code == ErrorCode::busy);
    }
    for (auto& answer : answers) {
        CHECK(answer.get().error().code == ErrorCode::preview_failed);
    }
}

TEST_CASE("the cache keeps what is asked for and stays within its bytes") {
    PictureCache cache(100);
    const auto key = [](std::uint8_t number) {
        Sha256 digest;
        digest.bytes[0] = number;
        return digest;
    };
    cache.keep(key(1), std::string(40, 'a'));
    cache.keep(key(2), std::string(40, 'b'));
    CHECK(cache.find(key(1)) == std::string(40, 'a')); // now the newest
    cache.keep(key(3), std::string(40, 'c'));
    CHECK(cache.find(key(1)));
    CHECK_FALSE(cache.find(key(2)));
    CHECK(cache.find(key(3)));
    cache.keep(key(4), std::string(101, 'd'));
    CHECK_FALSE(cache.find(key(4)));
    CHECK(cache.find(key(3)));
}
