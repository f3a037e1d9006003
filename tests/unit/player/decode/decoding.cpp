#include "tests/unit/player/decode/decoding.hpp"
#include "tests/places.hpp"

#include <catch2/catch.hpp>

#include <fcntl.h>
#include <openssl/evp.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

namespace marquee::player {

namespace {

std::filesystem::path media_folder() {
    const std::filesystem::path folder = build_path("media");
    std::filesystem::create_directories(folder);
    return folder;
}

std::string with_paths(std::string arguments) {
    for (std::size_t at = 0; (at = arguments.find('{', at)) != std::string::npos;) {
        const std::size_t end = arguments.find('}', at);
        const auto path = real_media(arguments.substr(at + 1, end - at - 1)).string();
        arguments.replace(at, end - at + 1, path);
        at += path.size();
    }
    return arguments;
}

bool run_ffmpeg(const std::string& arguments) {
    return std::system(("timeout 60 ffmpeg -nostdin -loglevel error -y " + arguments).c_str()) == 0;
}

} // namespace

std::filesystem::path real_media(const std::string& name) {
    return std::filesystem::path(source_path("tests/data/media")) / name;
}

std::filesystem::path made_media(const std::string& file, const std::string& arguments) {
    const auto path = media_folder() / file;
    if (!std::filesystem::exists(path)) {
        const auto unfinished = media_folder() / ("unfinished-" + file);
        if (!run_ffmpeg(with_paths(arguments) + " " + unfinished.string())) {
            return {};
        }
        std::filesystem::rename(unfinished, path);
    }
    return path;
}

std::filesystem::path written_media(const std::string& file,
                                    const std::vector<std::uint8_t>& bytes) {
    const auto path = media_folder() / file;
    std::ofstream out(path, std::ios::binary);
    out.write(reinterpret_cast<const char*>(bytes.data()),
              static_cast<std::streamsize>(bytes.size()));
    return path;
}

std::vector<std::uint8_t> bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

OpenAsset open_file(const std::filesystem::path& file) {
    return {::open(file.c_str(), O_RDONLY | O_CLOEXEC), std::filesystem::file_size(file)};
}

std::string decoder_program() {
    return program_path("marquee-decode");
}

DecodeSettings settings_for(const std::string& program) {
    DecodeSettings settings;
    settings.program = program;
    settings.cleaner = std::make_shared<TaskThread>();
    return settings;
}

Decoding::Decoding(const std::filesystem::path& file, const DecodeRequest& request,
                   const std::string& program)
    : Decoding(file, request, settings_for(program)) {}

Decoding::Decoding(const std::filesystem::path& file, const DecodeRequest& request,
                   const DecodeSettings& settings) {
    client_ = DecodeClient::start(settings, open_file(file), request, now_).value();
}

std::optional<DecodedFrame> Decoding::next_frame() {
    wait_until(
        [&] { return client_->next() != nullptr || client_->state() != DecodeState::running; });
    return client_->take();
}

ErrorCode Decoding::failure() {
    const bool ended = wait_until([&] {
        client_->take();
        return client_->state() != DecodeState::running;
    });
    const bool failed = ended && client_->state() == DecodeState::failed;
    return failed ? client_->failure().code : ErrorCode::internal;
}

Colour pixel_at(const Picture& picture, std::int32_t x, std::int32_t y) {
    const std::uint8_t* pixel = picture.planes[0] + y * picture.strides[0] + x * 4;
    return {pixel[2], pixel[1], pixel[0], pixel[3]};
}

std::string md5_of(const Picture& picture) {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    EVP_DigestInit_ex(context, EVP_md5(), nullptr);
    const int planes = picture.format == PixelFormat::i420 ? 3 : 1;
    for (int plane = 0; plane < planes; ++plane) {
        const int half = plane > 0 ? 2 : 1;
        const int row_bytes =
            planes == 1 ? picture.size.width * 4 : (picture.size.width + half - 1) / half;
        const int rows = (picture.size.height + half - 1) / half;
        for (int y = 0; y < rows; ++y) {
            EVP_DigestUpdate(context, picture.planes[plane] + y * picture.strides[plane],
                             static_cast<std::size_t>(row_bytes));
        }
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    EVP_DigestFinal_ex(context, digest.data(), &length);
    EVP_MD_CTX_free(context);
    std::string text;
    for (unsigned i = 0; i < length; ++i) {
        constexpr const char* digits = "0123456789abcdef";
        text += digits[digest[i] >> 4];
        text += digits[digest[i] & 15];
    }
    return text;
}

std::vector<std::string> ffmpeg_frame_md5s(const std::filesystem::path& file,
                                           const std::string& arguments) {
    const auto list = media_folder() / (file.filename().string() + ".framemd5");
    std::ostringstream command;
    command << "-threads 1 -i " << file.string() << " -map 0:v:0 -fps_mode passthrough "
            << arguments << " -f framemd5 " << list.string();
    if (!run_ffmpeg(command.str())) {
        return {};
    }
    std::vector<std::string> digests;
    std::ifstream in(list);
    for (std::string line; std::getline(in, line);) {
        if (!line.empty() && line.front() != '#') {
            digests.push_back(line.substr(line.rfind(' ') + 1));
        }
    }
    return digests;
}

std::vector<std::string> decode_all(Decoding& decoding) {
    std::vector<std::string> digests;
    Microseconds last{-1};
    while (const auto frame = decoding.next_frame()) {
        CHECK(frame->pts > last);
        last = frame->pts;
        digests.push_back(md5_of(frame->picture));
    }
    return digests;
}

void check_equals_ffmpeg(const std::filesystem::path& file, const std::string& arguments) {
    INFO(file.string());
    Decoding decoding(file, video_request());
    const auto ours = decode_all(decoding);
    CHECK(decoding.client().state() == DecodeState::ended);
    const auto theirs = ffmpeg_frame_md5s(file, arguments);
    REQUIRE(!theirs.empty());
    REQUIRE(ours == theirs);
}

} // namespace marquee::player
