#include "ctl/media_loader.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>

#include <fmt/format.h>

#include "common/sha256.hpp"
#include "ctl/directory.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/base64.hpp"
#include "schemas/wire/reader.hpp"

namespace marquee::ctl {

namespace {

constexpr std::string_view uploads_path = "/api/v1/uploads";
constexpr std::string_view assets_path = "/api/v1/assets";
constexpr std::size_t piece_bytes = 4 * limits::MiB;
constexpr int resumptions_max = 5;
constexpr Microseconds between_looks = Milliseconds{200};
constexpr Microseconds standstill_max = std::chrono::minutes{10};

Headers tus_headers() {
    return {{"Tus-Resumable", "1.0.0"}};
}

std::uint64_t number_in(const std::string& text) {
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

// The bytes from `offset` on, at most one piece.
std::string piece_of(std::ifstream& file, std::uint64_t offset) {
    std::string piece(piece_bytes, '\0');
    file.clear();
    file.seekg(static_cast<std::streamoff>(offset));
    file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    piece.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
    return piece;
}

Result<Sha256> digest_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        return fail(ErrorCode::not_found, "there is no such file", path.string());
    }
    Sha256Stream stream;
    std::uint64_t offset = 0;
    for (std::string piece = piece_of(file, 0); !piece.empty(); piece = piece_of(file, offset)) {
        stream.update(piece);
        offset += piece.size();
    }
    return stream.finish();
}

bool may_resume(const Error& error) {
    return error.code == ErrorCode::timed_out || error.code == ErrorCode::unreachable;
}

} // namespace

MediaLoader::MediaLoader(StaffClient& client, const Clock& clock, Sleeper& sleeper, Tell tell)
    : client_(client), clock_(clock), sleeper_(sleeper), tell_(std::move(tell)) {}

Status MediaLoader::open() {
    const auto read_row = [](const wire::Value& value) {
        const wire::Object row = value.object();
        Known known{
            row.required("id").line(limits::name_bytes_max),
            row.required("original").object().required("sha256").line(limits::name_bytes_max)};
        if (row.required("state").line(limits::word_bytes_max) == "refused") {
            known.original.clear(); // another try may fare better
        }
        return known;
    };
    return each_page(client_, assets_path, [&](const std::string& body) {
        return wire::read_object(body, wire::staff_answer, [&](wire::Object in) {
            for (Known& known : in.required("items").list(limits::page_rows_max, read_row)) {
                known_.push_back(std::move(known));
            }
            return in.optional("next_cursor").line(limits::name_bytes_max);
        });
    });
}

Result<MediaLoader::Loaded> MediaLoader::load(const NewMedia& media) {
    const Result<Sha256> digest = digest_of(media.file);
    if (!digest) {
        return tl::unexpected<Error>(digest.error());
    }
    const std::string original = to_hex(*digest);
    const auto known = std::find_if(known_.begin(), known_.end(),
                                    [&](const Known& one) { return one.original == original; });
    if (known != known_.end()) {
        awaited_.emplace_back(known->id, media.name);
        return Loaded{known->id, false};
    }
    std::error_code ignored;
    return upload(media, std::filesystem::file_size(media.file, ignored))
        .map([&](const std::string& asset) {
            known_.push_back({asset, original});
            awaited_.emplace_back(asset, media.name);
            return Loaded{asset, true};
        });
}

Result<std::string> MediaLoader::upload(const NewMedia& media, std::uint64_t size) {
    Headers headers = tus_headers();
    headers["Upload-Length"] = std::to_string(size);
    headers["Upload-Metadata"] = "unit_id " + wire::to_base64(media.unit) + ",name "
                                 + wire::to_base64(media.name) + ",file_name "
                                 + wire::to_base64(media.file.filename().string());
    return client_
        .send({.method = "POST", .path = std::string(uploads_path), .headers = std::move(headers)})
        .and_then([&](const Answer& answer) {
            const std::string location = answer.header("location");
            const std::size_t path = location.find(uploads_path);
            return send_pieces(path == location.npos ? location : location.substr(path), media,
                               size);
        });
}

// The id of the asset, which the last piece is answered with.
Result<std::string> MediaLoader::send_pieces(const std::string& path, const NewMedia& media,
                                             std::uint64_t size) {
    std::ifstream file(media.file, std::ios::binary);
    std::uint64_t offset = 0;
    int resumed = 0;
    while (true) {
        Headers headers = tus_headers();
        headers["Content-Type"] = "application/offset+octet-stream";
        headers["Upload-Offset"] = std::to_string(offset);
        const Result<Answer> answer = client_.send({.method = "PATCH",
                                                    .path = path,
                                                    .body = piece_of(file, offset),
                                                    .headers = std::move(headers)});
        if (answer) {
            offset = number_in(answer->header("upload-offset"));
            tell_(fmt::format("{}: {} of {} KiB sent", media.name, offset / limits::KiB,
                              size / limits::KiB));
            if (const std::string asset = answer->header("marquee-asset"); !asset.empty()) {
                return asset;
            }
            if (offset >= size) {
                return fail(ErrorCode::internal,
                            "the manager took the file and made no asset of it",
                            media.file.string());
            }
            continue;
        }
        if (!may_resume(answer.error()) || ++resumed > resumptions_max) {
            return tl::unexpected<Error>(answer.error());
        }
        const Result<std::uint64_t> reached = offset_of(path);
        if (!reached) {
            return tl::unexpected<Error>(reached.error());
        }
        offset = *reached;
    }
}

Result<std::uint64_t> MediaLoader::offset_of(const std::string& path) {
    return client_.send({.method = "HEAD", .path = path, .headers = tus_headers()})
        .map([](const Answer& answer) { return number_in(answer.header("upload-offset")); });
}

Result<MediaLoader::Progress> MediaLoader::look_at(const std::string& asset) {
    return client_.send({.path = std::string(assets_path) + "/" + asset})
        .and_then([&](const Answer& answer) {
            return wire::read_object(answer.body, wire::staff_answer, [](wire::Object in) {
                const Progress progress{
                    in.required("state").line(limits::word_bytes_max),
                    in.required("progress_percent").integer<std::int32_t>(0, 100)};
                if (const wire::Value problem = in.optional("problem");
                    problem && progress.state == "refused") {
                    problem.refuse(
                        ErrorCode::unsupported_media,
                        problem.object().optional("detail").line(limits::note_bytes_max));
                }
                return progress;
            });
        });
}

Status MediaLoader::wait_until_ready() {
    for (const auto& [asset, name] : awaited_) {
        if (const Status ready = wait_for(asset, name); !ready) {
            return fail(ready.error().code, name + ": " + ready.error().what);
        }
    }
    return {};
}

Status MediaLoader::wait_for(const std::string& asset, const std::string& name) {
    Progress last;
    Microseconds moved = clock_.monotonic();
    while (true) {
        const Result<Progress> progress = look_at(asset);
        if (!progress) {
            return tl::unexpected<Error>(progress.error());
        }
        if (progress->state == "ready") {
            return {};
        }
        if (progress->state != last.state || progress->percent != last.percent) {
            tell_(fmt::format("{}: {}, {} %", name, progress->state, progress->percent));
            last = *progress;
            moved = clock_.monotonic();
        }
        if (clock_.monotonic() - moved > standstill_max) {
            return fail(ErrorCode::timed_out, "the manager makes no progress with it");
        }
        sleeper_.wait_until(clock_.monotonic() + between_looks);
    }
}

} // namespace marquee::ctl
