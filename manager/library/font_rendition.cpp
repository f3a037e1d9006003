#include "manager/library/font_rendition.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <string_view>

#include "manager/library/ffmpeg_run.hpp"
#include "manager/library/transcode_plan.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager {
namespace {

constexpr std::uint64_t sanitizer_cpu_seconds = 60;
constexpr const char* medium_path = "/dev/fd/3";

bool too_large(int font) {
    struct stat about {};
    return ::fstat(font, &about) == 0
           && static_cast<std::uint64_t>(about.st_size) > limits::font_bytes_max;
}

} // namespace

Status sanitize_font(const Bench& bench, const std::string& file) {
    if (too_large(bench.medium)) {
        return tl::unexpected(
            refusal(ErrorCode::too_large, "font_too_large", "a font over the limit",
                    {{"limit", std::to_string(limits::font_bytes_max / limits::MiB)}}));
    }
    const CellTask task{.program = bench.programs.font_sanitizer,
                        .arguments = {medium_path, file},
                        .medium = bench.medium,
                        .folder = bench.folder,
                        .cpu_seconds_max = sanitizer_cpu_seconds,
                        .patience = Milliseconds(limits::ingest_look_ms_max)};
    const CellWatch watch{.stop = bench.stop};
    const auto run = run_in_cell(bench.programs, task, watch, bench.clock);
    if (run && run->exit.clean()) {
        return {};
    }
    const bool blamed =
        run || run.error().code == ErrorCode::timed_out || run.error().code == ErrorCode::too_large;
    if (!blamed) {
        return tl::unexpected<Error>(run.error());
    }
    if (run && disk_is_full(bench.folder)) {
        return fail(ErrorCode::disk_full, "no room for a rendition", bench.folder.string());
    }
    return tl::unexpected(
        refusal(ErrorCode::damaged_media, "damaged_font", run ? run->errors : run.error().what));
}

std::string font_media_type(int font) {
    std::array<char, 4> head{};
    if (::pread(font, head.data(), head.size(), 0) != static_cast<ssize_t>(head.size())) {
        return "font/ttf";
    }
    const std::string_view tag(head.data(), head.size());
    return tag == "OTTO" ? "font/otf" : tag == "ttcf" ? "font/collection" : "font/ttf";
}

} // namespace marquee::manager
