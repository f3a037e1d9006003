// Pictures through a real worker: the right way up, the right colours, the right size.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>

#include "tests/unit/player/decode/decoding.hpp"
#include "tests/unit/player/decode/jpeg_maker.hpp"
#include "tests/unit/player/decode/orientations.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

constexpr Colour red{255, 0, 0, 255};
constexpr Colour green{0, 255, 0, 255};
constexpr Colour blue{0, 0, 255, 255};
constexpr Colour yellow{255, 255, 0, 255};

bool is_near(Colour a, Colour b, int tolerance = 8) {
    return std::abs(a.red - b.red) <= tolerance && std::abs(a.green - b.green) <= tolerance
           && std::abs(a.blue - b.blue) <= tolerance;
}

Picture shown(const std::filesystem::path& file, Size zone, Fit fit = Fit::contain) {
    Decoding decoding(file, picture_request(zone, fit));
    const auto frame = decoding.next_frame();
    INFO(file.string());
    if (!frame) {
        INFO(to_string(decoding.client().failure()));
        REQUIRE(frame);
    }
    return frame->picture;
}

// Seen upright: red and green above, blue and yellow below; 48 wide, 32 high.
constexpr Size upright_size{48, 32};

Colour quarter(std::int32_t x, std::int32_t y) {
    const bool left = x < upright_size.width / 2;
    return y < upright_size.height / 2 ? (left ? red : green) : (left ? blue : yellow);
}

// Where EXIF 2.3 says that the stored pixel is seen: row 0 and column 0 are "top, left", …
struct Place {
    std::int32_t x;
    std::int32_t y;
};

Place seen_at(int orientation, std::int32_t column, std::int32_t row) {
    const std::int32_t right = upright_size.width - 1;
    const std::int32_t bottom = upright_size.height - 1;
    switch (orientation) {
    case 2:
        return {right - column, row};
    case 3:
        return {right - column, bottom - row};
    case 4:
        return {column, bottom - row};
    case 5:
        return {row, column};
    case 6:
        return {right - row, column};
    case 7:
        return {right - row, bottom - column};
    case 8:
        return {row, bottom - column};
    default:
        return {column, row};
    }
}

// Scalers of ffmpeg without its short cuts.
constexpr const char* exact_area =
    ":flags=area+accurate_rnd+full_chroma_int+full_chroma_inp,format=rgb24";
constexpr const char* exact_linear =
    ":flags=bilinear+accurate_rnd+full_chroma_int+full_chroma_inp,format=rgb24";

double psnr(const Picture& a, const Picture& b) {
    double squares = 0;
    for (std::int32_t y = 0; y < a.size.height; ++y) {
        for (std::int32_t x = 0; x < a.size.width * 4; ++x) {
            const double difference = a.planes[0][y * a.strides[0] + x]
                                      - static_cast<double>(b.planes[0][y * b.strides[0] + x]);
            squares += x % 4 == 3 ? 0 : difference * difference;
        }
    }
    return 10 * std::log10(255.0 * 255.0 * a.size.width * a.size.height * 3 / squares);
}

} // namespace

TEST_CASE("each of the eight orientations stands upright") {
    for (int orientation = 1; orientation <= 8; ++orientation) {
        const bool is_lying = orientation >= 5;
        const Size stored = is_lying ? Size{upright_size.height, upright_size.width} : upright_size;
        const auto file = written_media("orientation" + std::to_string(orientation) + ".jpg",
                                        make_jpeg({stored,
                                                   [&](std::int32_t column, std::int32_t row) {
                                                       const Place place =
                                                           seen_at(orientation, column, row);
                                                       return quarter(place.x, place.y);
                                                   },
                                                   orientation}));
        const Picture picture = shown(file, upright_size);
        INFO("orientation " << orientation);
        REQUIRE(picture.size == upright_size);
        CHECK(is_near(pixel_at(picture, 4, 4), red));
        CHECK(is_near(pixel_at(picture, 43, 4), green));
        CHECK(is_near(pixel_at(picture, 4, 27), blue));
        CHECK(is_near(pixel_at(picture, 43, 27), yellow));
    }
}

TEST_CASE("photographs stored turned are seen like the one stored upright") {
    const Picture upright = shown(real_media("photo_landscape_exif1.jpg"), {300, 200});
    const Picture turned = shown(real_media("photo_landscape_exif6.jpg"), {300, 200});
    REQUIRE(upright.size == Size{300, 200});
    REQUIRE(turned.size == Size{300, 200});
    CHECK(psnr(upright, turned) > 30);
    REQUIRE(shown(real_media("photo_portrait_exif8.jpg"), {600, 300}).size == Size{200, 300});
}

TEST_CASE("contain keeps the whole, cover fills the zone, stretch bends") {
    const auto file = written_media("quarters.jpg", make_jpeg({upright_size, quarter}));
    CHECK(shown(file, {96, 96}, Fit::contain).size == Size{96, 64});
    CHECK(shown(file, {24, 64}, Fit::contain).size == Size{24, 16});
    const Picture cover = shown(file, {32, 32}, Fit::cover);
    CHECK(cover.size == Size{32, 32});
    CHECK(is_near(pixel_at(cover, 8, 8), red));
    CHECK(is_near(pixel_at(cover, 24, 24), yellow));
    const Picture stretched = shown(file, {100, 20}, Fit::stretch);
    CHECK(stretched.size == Size{100, 20});
    CHECK(is_near(pixel_at(stretched, 90, 3), green));
}

TEST_CASE("a sliver of a long banner is cut out without drawing the banner") {
    const auto file =
        written_media("banner.jpg", make_jpeg({{4'000, 10}, [](std::int32_t x, std::int32_t) {
                                                   return x < 2'000 ? red : blue;
                                               }}));
    const Picture cover = shown(file, {200, 1'000}, Fit::cover);
    REQUIRE(cover.size == Size{200, 1'000});
    CHECK(is_near(pixel_at(cover, 20, 500), red));
    CHECK(is_near(pixel_at(cover, 180, 500), blue));
    REQUIRE(shown(file, {200, 100}).size == Size{200, 1});
}

TEST_CASE("progressive JPEG and JPEG in printers' inks have the colours they were painted with") {
    const auto progressive =
        written_media("progressive.jpg", make_jpeg({upright_size, quarter, 0, Inks::rgb, true}));
    CHECK(is_near(pixel_at(shown(progressive, upright_size), 4, 27), blue));
    for (const auto& [name, inks] : {std::pair{"cmyk", Inks::cmyk}, {"ycck", Inks::ycck}}) {
        for (const bool is_progressive : {false, true}) {
            INFO(name << (is_progressive ? ", progressive" : ""));
            const auto printed =
                written_media(std::string(name) + ".jpg",
                              make_jpeg({upright_size, quarter, 0, inks, is_progressive}));
            CHECK(is_near(pixel_at(shown(printed, upright_size), 4, 4), red));
            CHECK(is_near(pixel_at(shown(printed, upright_size), 43, 4), green));
            CHECK(is_near(pixel_at(shown(printed, upright_size), 4, 27), blue));
            CHECK(is_near(pixel_at(shown(printed, upright_size), 43, 27), yellow));
        }
    }
}

TEST_CASE("a real photograph under each orientation looks as ffmpeg turns it, to 42 dB") {
    for (int orientation = 1; orientation <= 8; ++orientation) {
        INFO("orientation " << orientation);
        const auto photograph = photograph_under(orientation);
        REQUIRE(!photograph.empty());
        const bool is_lying = orientation >= 5;
        const Size zone = is_lying ? Size{450, 300} : Size{300, 450};
        const auto reference =
            made_media("photo-upright-" + std::to_string(orientation) + ".png",
                       "-noautorotate -i " + photograph.string() + " -vf "
                           + upright_filter(orientation) + ",scale=" + std::to_string(zone.width)
                           + ":" + std::to_string(zone.height) + exact_area + " -frames:v 1");
        const Picture ours = shown(photograph, zone);
        REQUIRE(ours.size == zone);
        const double likeness = psnr(ours, shown(reference, zone));
        CAPTURE(likeness);
        CHECK(likeness >= 42);
    }
}

TEST_CASE("real photographs at every size look as ffmpeg makes them, to 42 dB") {
    // Downwards by area, upwards by linear interpolation: what ffmpeg's scalers of those names do.
    struct Target {
        const char* photograph;
        Size size;
        const char* scaler;
    };
    for (const Target& target : {Target{"photo_landscape_exif1.jpg", {450, 300}, exact_area},
                                 {"photo_landscape_exif1.jpg", {1'024, 683}, exact_area},
                                 {"photo_landscape_exif1.jpg", {96, 64}, exact_area},
                                 {"photo_portrait_exif8.jpg", {700, 1'050}, exact_area},
                                 {"photo_portrait_exif8.jpg", {400, 600}, exact_area},
                                 {"photo_portrait_exif8.jpg", {486, 729}, exact_area},
                                 {"photo_portrait_exif8.jpg", {220, 330}, exact_area},
                                 {"photo_landscape_exif1.jpg", {2'700, 1'800}, exact_linear},
                                 {"photo_portrait_exif8.jpg", {2'000, 3'000}, exact_linear}}) {
        const std::string size =
            std::to_string(target.size.width) + ":" + std::to_string(target.size.height);
        INFO(target.photograph << " at " << size);
        const auto reference = made_media(
            "reference-" + std::to_string(target.size.width) + "-" + target.photograph + ".png",
            "-i {" + std::string(target.photograph) + "} -vf scale=" + size + target.scaler
                + " -frames:v 1");
        REQUIRE(!reference.empty());
        const Picture ours = shown(real_media(target.photograph), target.size);
        REQUIRE(ours.size == target.size);
        const double likeness = psnr(ours, shown(reference, target.size));
        CAPTURE(likeness);
        CHECK(likeness >= 42);
    }
}

TEST_CASE("a photograph made small looks as ffmpeg's area scaler makes it, to 42 dB") {
    const auto reference = made_media(
        "photo-small.png",
        "-noautorotate -i {photo_landscape_exif1.jpg} -vf "
        "scale=450:300:flags=area+accurate_rnd+full_chroma_int+full_chroma_inp,format=rgb24 "
        "-frames:v 1");
    const Picture ours = shown(real_media("photo_landscape_exif1.jpg"), {450, 300});
    const Picture theirs = shown(reference, {450, 300});
    CAPTURE(psnr(ours, theirs));
    REQUIRE(psnr(ours, theirs) >= 42);
}

TEST_CASE("every kind of PNG shows what was put in") {
    const std::string bars = "-f lavfi -i smptebars=size=64x48:duration=0.04 -frames:v 1 ";
    const Picture plain = shown(made_media("bars.png", bars + "-pix_fmt rgb24"), {64, 48});
    CHECK(plain.format == PixelFormat::bgrx);
    const std::vector<std::pair<std::string, std::string>> kinds{
        {"bars16.png", "-pix_fmt rgb48be"},
        {"bars-palette.png", "-vf 'split[a][b];[a]palettegen=reserve_transparent=0[p];[b][p]"
                             "paletteuse=dither=none'"},
        {"bars-alpha16.png", "-pix_fmt rgba64be"},
        {"bars-paeth.png", "-pred paeth -pix_fmt rgb24"},
    };
    for (const auto& [name, arguments] : kinds) {
        INFO(name);
        const auto file = made_media(name, bars + arguments);
        const auto reference =
            made_media("as-ffmpeg-" + name, "-i " + file.string() + " -pix_fmt rgb24");
        CHECK(psnr(shown(reference, {64, 48}), shown(file, {64, 48})) > 45);
    }
    const Picture gray = shown(made_media("gray.png", bars + "-pix_fmt gray"), {64, 48});
    const Colour pixel = pixel_at(gray, 20, 10);
    CHECK(pixel.red == pixel.green);
    CHECK(pixel.green == pixel.blue);
}

TEST_CASE("transparency arrives premultiplied") {
    const auto file =
        made_media("half.png", "-f lavfi -i color=c=0xFF8000@0.5:size=8x8,format=rgba -frames:v 1");
    const Picture picture = shown(file, {8, 8});
    REQUIRE(picture.format == PixelFormat::bgra);
    const Colour pixel = pixel_at(picture, 3, 3);
    CHECK(int{pixel.alpha} == Approx(127).margin(1));
    CHECK(int{pixel.red} == Approx(127).margin(2));
    CHECK(int{pixel.green} == Approx(64).margin(2));
    CHECK(int{pixel.blue} == Approx(0).margin(1));
}

TEST_CASE("WebP shows the same with and without loss") {
    const std::string bars = "-f lavfi -i smptebars=size=64x48:duration=0.04 -frames:v 1 ";
    const Picture plain = shown(made_media("bars.png", bars + "-pix_fmt rgb24"), {64, 48});
    const Picture exact =
        shown(made_media("exact.webp", bars + "-c:v libwebp -lossless 1 -pix_fmt bgra"), {64, 48});
    CHECK(psnr(plain, exact) > 50);
    const Picture lossy = shown(made_media("lossy.webp", bars + "-c:v libwebp -q:v 90"), {64, 48});
    CHECK(psnr(plain, lossy) > 20);
}

TEST_CASE("a picture's worker is gone once its picture is there") {
    Decoding decoding(real_media("photo_landscape_exif1.jpg"), picture_request({300, 200}));
    const auto frame = decoding.next_frame();
    REQUIRE(frame);
    REQUIRE(decoding.wait_until([&] { return decoding.client().state() == DecodeState::ended; }));
    const Colour pixel = pixel_at(frame->picture, 150, 100);
    REQUIRE((pixel.red + pixel.green + pixel.blue) > 0);
}
