// The renderer as a service on a pair of descriptors: a line of JSON in, a line and perhaps a
// picture out (schemas/wire/preview.hpp), until the other side closes.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "player/render/drawing_office.hpp"

namespace marquee::player {

// One line of at most `bytes_max` bytes, from a descriptor that somebody untrusted writes to.
class LineReader {
public:
    LineReader(int descriptor, std::size_t bytes_max)
        : descriptor_(descriptor), bytes_max_(bytes_max) {}

    // Blocks. The next line without its end; too_large when it was longer (it is skipped to its
    // end, the next call reads the next line); nothing at the end of the stream. A last line
    // without an end is not a line.
    std::optional<Result<std::string>> next();

private:
    int descriptor_;
    std::size_t bytes_max_;
    std::string waiting_; // read, not yet handed out
};

using Answering = std::function<Reply(const RenderOrder&)>;

// Blocks until `in` ends. A line that is no request gets an answer that says why; it never ends the
// service. io_failed when `out` cannot be written.
Status serve(int in, int out, const Answering& answer);

} // namespace marquee::player
