// What marquee-render says about slogans, reads from its folder, and answers on its pipe.
#include <catch2/catch.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <fstream>

#include "common/durable_file.hpp"
#include "common/sha256.hpp"
#include "player/render/folder_assets.hpp"
#include "player/render/line_service.hpp"
#include "player/render/slogan_examination.hpp"
#include "player/text/text_layout.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/preview.hpp"
#include "tests/fakes/no_assets.hpp"
#include "tests/fakes/temporary_directory.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

const FontCatalog& fonts() {
    static const FontCatalog catalog = FontCatalog::load().value();
    return catalog;
}

Result<SloganCheck> examined(const SloganCheckOrder& order) {
    return examine(*shelf_without_assets(fonts()), order, Instant{});
}

SloganCheckOrder check_of(const std::string& text, const std::vector<Size>& shapes = {}) {
    SloganCheckOrder order;
    order.slogan.text = text;
    for (const Size shape : shapes) {
        order.shapes.push_back({shape});
    }
    return order;
}

std::vector<std::string> missing_in(const std::string& text) {
    std::vector<std::string> texts;
    const SloganCheck check = examined(check_of(text)).value();
    for (const UndrawnText& undrawn : check.missing_glyphs) {
        texts.push_back(undrawn.text);
    }
    return texts;
}

void write_file(const std::filesystem::path& file, const std::string& text) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

// Feeds `input` to the service and returns all it said.
std::string conversation(const std::string& input) {
    const TemporaryDirectory folder;
    write_file(folder.path() / "in", input);
    const int in = ::open((folder.path() / "in").c_str(), O_RDONLY | O_CLOEXEC);
    const int out = ::open((folder.path() / "out").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    CHECK(serve(in, out, [](const RenderOrder&) { return Reply{PictureFollows{3}, "PNG"}; }));
    ::close(in);
    ::close(out);
    return read_whole(folder.path() / "out", limits::MiB).value();
}

ErrorCode refusal_in(const std::string& line) {
    const auto answer = wire::read_render_answer(line.substr(0, line.find('\n')));
    REQUIRE(answer);
    return std::get<Error>(*answer).code;
}

} // namespace

TEST_CASE("a slogan of ordinary Chinese, Latin and punctuation misses nothing") {
    CHECK(missing_in("陌生来电要提防,多方确认防上当! Stop fraud — 96110").empty());
    CHECK(missing_in("第一行\n第二行").empty());
}

TEST_CASE("emoji and rare ideographs that no font draws are found, each once") {
    CHECK(missing_in("防诈骗\U0001FAE0防\U0001FAE0") == std::vector<std::string>{"\U0001FAE0"});
    CHECK(missing_in("𪛖") == std::vector<std::string>{"𪛖"}); // CJK extension B
    INFO("a cluster is named whole, with all its code points");
    const auto family = examined(check_of("👨‍👩‍👧")).value().missing_glyphs;
    REQUIRE(family.size() == 1);
    CHECK(family.front().code_points
          == std::vector<std::uint32_t>{0x1F468, 0x200D, 0x1F469, 0x200D, 0x1F467});
    CHECK(missing_in("👍🏽") == std::vector<std::string>{"👍🏽"});
}

TEST_CASE(
    "glyphs that are listed are the ones drawing refuses, and no more are listed than allowed") {
    std::string many;
    for (std::uint32_t point = 0; point < 200; ++point) {
        const std::uint32_t code = 0x2A000 + point; // four bytes in UTF-8
        many += static_cast<char>(0xF0);
        many += static_cast<char>(0x80 | (code >> 12 & 0x3F));
        many += static_cast<char>(0x80 | (code >> 6 & 0x3F));
        many += static_cast<char>(0x80 | (code & 0x3F));
    }
    CHECK(missing_in(many).size() <= limits::missing_glyphs_max);
    for (const std::string& text : missing_in(many)) {
        CHECK(ShapedText::shape(fonts(), {text, "zh-Hans", ""}).error().code
              == ErrorCode::missing_glyph);
    }
}

TEST_CASE("a shape is told whether the slogan fits still and how long a pass takes") {
    const auto check =
        examined(check_of("心莫贪,擦亮眼,绷紧弦,防诈骗", {{640, 64}, {24, 8}})).value();
    REQUIRE(check.shapes.size() == 2);
    const ShapeCheck& ticker = check.shapes[0];
    CHECK(ticker.fits);
    CHECK(ticker.text_width > 500);
    CHECK(ticker.text_width <= 640);
    CHECK(ticker.seconds_per_pass > 10);
    CHECK(ticker.seconds_per_pass < 40);
    CHECK_FALSE(check.shapes[1].fits);
}

TEST_CASE("text that is no text or far too long is refused, not examined") {
    CHECK(examined(check_of("\xff\xfe")).error().code == ErrorCode::malformed);
    CHECK(examined(check_of(std::string(1 << 20, 'x'))).error().code == ErrorCode::too_large);
}

TEST_CASE("assets are found by digest in a manager's folder, a player's and a plain one") {
    const std::string bytes = "bytes";
    const Sha256 digest = sha256(bytes);
    const std::string name = to_hex(digest);
    const std::string shelf = name.substr(0, 2);
    const std::vector<std::string> places{shelf + "/" + name.substr(2), shelf + "/" + name, name};
    for (const std::string& place : places) {
        const TemporaryDirectory folder;
        write_file(folder.path() / place, bytes);
        FolderAssets assets(folder.path());
        CHECK(assets.open(digest).value().size_bytes() == 5);
        CHECK(assets.open(sha256("other")).error().code == ErrorCode::not_found);
    }
}

TEST_CASE("a file that is not what its name says is never opened, also after it was good") {
    const TemporaryDirectory folder;
    const Sha256 digest = sha256("bytes");
    const auto file = folder.path() / to_hex(digest);
    write_file(file, "bytes");
    FolderAssets assets(folder.path());
    CHECK(assets.open(digest));
    write_file(file, "bytes!");
    CHECK(assets.open(digest).error().code == ErrorCode::digest_wrong);
    std::filesystem::remove(file);
    write_file(folder.path() / "elsewhere", "bytes");
    std::filesystem::create_symlink(folder.path() / "elsewhere", file);
    CHECK(assets.open(digest).error().code == ErrorCode::not_found);
}

TEST_CASE("hostile lines are answered by name and the next request is served") {
    const std::string good = wire::write_render_request(check_of("x")) + "\n";
    const std::string answer = "{\"format\":\"render-answer/1.0\",\"picture_bytes\":3}\nPNG";
    CHECK(conversation(good) == answer);
    const std::vector<std::string> hostile{
        "",
        "{}",
        std::string("\0\xff\x01", 3),
        R"({"format":"render-request/2.0","slogan_check":{}})",
        R"({"format":"render-request/1.0","still":{"layout":{}}})",
        R"({"format":"render-request/1.0","slogan_motion":{"slogan":{"text":"x"}}})",
        std::string(1 << 20, '['),
    };
    for (const std::string& bad : hostile) {
        const std::string said = conversation(bad + "\n" + good);
        refusal_in(said);
        CHECK(said.ends_with("\n" + answer));
    }
}

TEST_CASE("a line without end costs bounded memory and one answer") {
    const std::string good = wire::write_render_request(check_of("x")) + "\n";
    const std::string endless(2 * limits::render_request_bytes_max + 17, 'a');
    const std::string said = conversation(endless + "\n" + good);
    CHECK(refusal_in(said) == ErrorCode::too_large);
    CHECK(said.ends_with("PNG"));
    CHECK(conversation(endless).empty());
}
