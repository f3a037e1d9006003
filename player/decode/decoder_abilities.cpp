#include "player/decode/decoder_abilities.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "common/file_error.hpp"
#include "schemas/model/media_capability.hpp"

namespace marquee::player {

namespace {

constexpr std::size_t said_bytes_max = 4 * 1024; // a pipe takes it without a reader

// Asked by its name, so that nobody announces a word that this player does not know itself.
std::vector<std::string> known_among(std::string_view lines) {
    std::vector<std::string> names;
    for (const FilmCodec& codec : film_codecs) {
        const std::string line = std::string(codec.capability) + "\n";
        const std::size_t at = lines.find(line);
        if (at == 0 || (at != std::string_view::npos && lines[at - 1] == '\n')) {
            names.emplace_back(codec.capability);
        }
    }
    return names;
}

} // namespace

DecoderAbilities::DecoderAbilities(const std::string& program)
    : child_(fail(ErrorCode::io_failed, "no pipe", program)) {
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        return;
    }
    said_ = Descriptor(ends[0]);
    const Descriptor theirs(ends[1]);
    ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
    child_ = Child::start({.program = program, .arguments = {"abilities"}},
                          {.input = -1, .output = theirs.number(), .errors = -1});
}

Result<std::vector<std::string>> DecoderAbilities::answer(Microseconds deadline,
                                                          const Clock& clock) {
    if (!child_) {
        return tl::unexpected(child_.error());
    }
    const auto exit = child_->wait_until(deadline, clock);
    if (!exit) {
        return fail(ErrorCode::timed_out, "the decoder does not say what it can decode");
    }
    std::array<char, said_bytes_max> lines;
    const ssize_t got = ::read(said_.number(), lines.data(), lines.size());
    if (!exit->clean() || got < 0) {
        return fail(ErrorCode::malformed, "the decoder does not say what it can decode");
    }
    return known_among({lines.data(), static_cast<std::size_t>(got)});
}

} // namespace marquee::player
