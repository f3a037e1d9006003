#include "manager/library/probe.hpp"

#include <algorithm>
#include <array>

#include "manager/library/codecs.hpp"
#include "manager/library/probe_text.hpp"
#include "manager/library/transcode_plan.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

constexpr std::uint64_t look_cpu_seconds = 60;
constexpr std::size_t codec_name_bytes_max = 40;
constexpr std::int64_t packets_ms_max = 600'000;

// Pictures ffmpeg opens as what their own bytes say, and as nothing else.
struct PictureFormat {
    std::string_view kind;
    std::string_view formats;
};
constexpr std::array picture_formats{
    PictureFormat{"jpeg", "jpeg_pipe"}, PictureFormat{"png", "png_pipe,apng"},
    PictureFormat{"webp", "webp_pipe"}, PictureFormat{"gif", "gif"},
    PictureFormat{"bmp", "bmp_pipe"},   PictureFormat{"tiff", "tiff_pipe"}};

// Containers of one file. No playlists and no scripts: those name other files.
constexpr std::string_view film_formats =
    "mov,matroska,mpegts,mpeg,avi,ogg,flv,asf,mpegvideo,m4v,h264,hevc,mxf,wav,mp3,aac,flac,aiff,"
    "amr,ac3";

// Kinds that no media library has to see.
bool is_media(std::string_view kind) {
    if (kind == "other" || kind == "mp4") {
        return true;
    }
    for (const PictureFormat& format : picture_formats) {
        if (format.kind == kind) {
            return true;
        }
    }
    return false;
}

bool too_many_pixels(Size size) {
    return std::int64_t{size.width} * size.height > limits::picture_pixels_max;
}

CellTask look(const Bench& bench, std::int64_t milliseconds) {
    return {.medium = bench.medium,
            .folder = bench.folder,
            .cpu_seconds_max = look_cpu_seconds,
            .patience = Milliseconds(milliseconds)};
}

// "… Codec (zmbv) not on whitelist …": ffprobe opens the decoder of every stream, or none at all.
std::string refused_codec(const std::string& errors) {
    const std::size_t end = errors.find(") not on whitelist");
    const std::size_t start = errors.rfind("Codec (", end);
    if (end == std::string::npos || start == std::string::npos) {
        return {};
    }
    return plain_words(std::string_view(errors).substr(start + 7, end - start - 7),
                       codec_name_bytes_max);
}

// A look that never ends or never stops talking is the medium's doing: it is refused, or the queue
// would wait for it for ever.
Error blamed_on_medium(const Error& error) {
    return error.code == ErrorCode::timed_out || error.code == ErrorCode::too_large
               ? refusal(ErrorCode::damaged_media, "too_slow", error.what)
               : error;
}

Result<FileFacts> inspect(const Bench& bench) {
    ProbeText said;
    const CellWatch watch{.line = [&](std::string_view line) { return said.add(line); },
                          .stop = bench.stop};
    return run_in_cell(bench.programs, look(bench, limits::ingest_look_ms_max), watch, bench.clock)
        .map([&](const CellRun& run) {
            FileFacts file = file_facts(said);
            file.complete = file.complete && run.exit.clean();
            return file;
        })
        .map_error(blamed_on_medium);
}

} // namespace

std::vector<std::string> input_options(const FileFacts& file) {
    std::string_view formats = film_formats;
    for (const PictureFormat& format : picture_formats) {
        formats = format.kind == file.kind ? format.formats : formats;
    }
    const std::int64_t pixels_max =
        formats == film_formats ? limits::video_pixels_max : limits::picture_pixels_max;
    return {"-protocol_whitelist", "file",
            "-format_whitelist",   std::string(formats),
            "-codec_whitelist",    std::string(known_decoders()),
            "-max_pixels",         std::to_string(pixels_max),
            "-max_streams",        "32"};
}

Result<MediaFacts> probe(const Bench& bench) {
    Result<FileFacts> file = inspect(bench);
    if (!file) {
        return tl::unexpected<Error>(file.error());
    }
    MediaFacts facts{.file = *std::move(file)};
    // ffmpeg 5.1 knows no WebP that moves.
    const bool moving_webp = facts.file.kind == "webp" && facts.file.moves;
    if (moving_webp || !is_media(facts.file.kind) || too_many_pixels(facts.file.size)) {
        return facts;
    }
    CellTask task = look(bench, limits::ingest_look_ms_max);
    task.program = bench.programs.ffprobe;
    task.arguments = {"-hide_banner", "-loglevel", "error"};
    const auto options = input_options(facts.file);
    task.arguments.insert(task.arguments.end(), options.begin(), options.end());
    task.arguments.insert(task.arguments.end(), {"-show_entries", std::string(probe_entries), "-of",
                                                 "flat", std::string(medium_name)});
    ProbeText said;
    const CellWatch watch{.line = [&](std::string_view line) { return said.add(line); },
                          .stop = bench.stop};
    const auto run =
        run_in_cell(bench.programs, task, watch, bench.clock).map_error(blamed_on_medium);
    if (!run) {
        return tl::unexpected<Error>(run.error());
    }
    if (run->exit.clean()) {
        add_stream_facts(said, facts);
    } else {
        facts.refused_codec = refused_codec(run->errors);
    }
    return facts;
}

Result<FilmPackets> probe_packets(const Bench& bench, const MediaFacts& facts) {
    CellTask task = look(bench, packets_ms_max);
    task.cpu_seconds_max = packets_ms_max / 1'000;
    task.program = bench.programs.ffprobe;
    task.arguments = {"-hide_banner", "-loglevel", "error"};
    const auto options = input_options(facts.file);
    task.arguments.insert(task.arguments.end(), options.begin(), options.end());
    task.arguments.insert(task.arguments.end(),
                          {"-select_streams", std::to_string(facts.video->index), "-show_entries",
                           "packet=pts_time,flags", "-of", "csv=p=0", std::string(medium_name)});
    FilmPackets packets;
    const CellWatch watch{.line = [&](std::string_view line) { return packets.add(line); },
                          .stop = bench.stop};
    return run_in_cell(bench.programs, task, watch, bench.clock).map([&](const CellRun&) {
        return std::move(packets);
    });
}

} // namespace marquee::manager
