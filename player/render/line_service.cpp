#include "player/render/line_service.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <span>
#include <string_view>

#include "schemas/model/limits.hpp"
#include "schemas/wire/preview.hpp"

namespace marquee::player {
namespace {

// Bytes read, 0 at the end of the stream or when it broke.
std::size_t read_some(int descriptor, std::span<char> into) {
    ssize_t got = -1;
    do {
        got = ::read(descriptor, into.data(), into.size());
    } while (got < 0 && errno == EINTR);
    return got > 0 ? static_cast<std::size_t>(got) : 0;
}

Status write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t put = ::write(descriptor, bytes.data(), bytes.size());
        if (put < 0 && errno != EINTR) {
            return fail(ErrorCode::io_failed, "nobody takes the answer");
        }
        bytes.remove_prefix(put > 0 ? static_cast<std::size_t>(put) : 0);
    }
    return {};
}

} // namespace

std::optional<Result<std::string>> LineReader::next() {
    bool skipping = false;
    for (;;) {
        const std::size_t end = waiting_.find('\n');
        if (end != std::string::npos) {
            std::string line = waiting_.substr(0, end);
            waiting_.erase(0, end + 1);
            if (skipping || line.size() > bytes_max_) {
                return fail(ErrorCode::too_large, "the request's line is too long");
            }
            return line;
        }
        if (waiting_.size() > bytes_max_) {
            skipping = true;
            waiting_.clear();
        }
        std::array<char, 65'536> piece;
        const std::size_t got = read_some(descriptor_, piece);
        if (got == 0) {
            return std::nullopt;
        }
        waiting_.append(piece.data(), got);
    }
}

Status serve(int in, int out, const Answering& answer) {
    LineReader lines(in, limits::render_request_bytes_max);
    while (const auto line = lines.next()) {
        const auto order =
            line->and_then([](const std::string& text) { return wire::read_render_request(text); });
        const Reply reply = order ? answer(*order) : Reply{order.error(), {}};
        const Status sent =
            write_all(out, wire::write_render_answer(reply.head) + '\n').and_then([&] {
                return write_all(out, reply.picture);
            });
        if (!sent) {
            return sent;
        }
    }
    return {};
}

} // namespace marquee::player
