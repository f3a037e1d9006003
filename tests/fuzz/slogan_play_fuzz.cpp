// Any bytes as a program: where it is one that may be published, each of its slogans plays in its
// zone. It fails with a reason, or every frame it gives takes its pieces from inside their
// pictures, says until when nothing changes, and is the same when it is asked for again.
#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <variant>
#include <vector>

#include "player/sources/slogan.hpp"
#include "schemas/rules/validate.hpp"
#include "schemas/wire/program.hpp"
#include "tests/fakes/inline_tasks.hpp"
#include "tests/fakes/no_assets.hpp"
#include "tests/fuzz/entry.hpp"

namespace {

using namespace marquee;
using namespace marquee::player;

constexpr std::int32_t side_max = 256; // of a zone here, so that many of them are tried in a second
constexpr std::size_t slogans_max = 4; // of one program

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void check_piece(const Piece& piece) {
    const Size size = piece.picture.size;
    require(piece.opacity >= 0 && piece.opacity <= opaque_piece);
    require(piece.source.x >= 0 && piece.source.width > 0);
    require(piece.source.y >= 0 && piece.source.height > 0);
    require(piece.source.x + piece.source.width <= size.width);
    require(piece.source.y + piece.source.height <= size.height);
    require(piece.picture.planes[0] != nullptr && piece.picture.owner != nullptr);
}

void check_at(SloganSource& source, Microseconds position) {
    const Frame frame = source.frame_at(position);
    if (source.poll() == SourceState::failed) {
        return;
    }
    for (const Piece& piece : frame.pieces) {
        check_piece(piece);
    }
    const auto change = source.next_change(position);
    require(!change || *change > position);
    require(!source.settled(position) || same_picture(frame, source.frame_at(position)));
}

// The course of a few seconds, then times that are far away.
std::vector<Microseconds> positions(Microseconds duration) {
    std::vector<Microseconds> found;
    for (std::int64_t step = 0; step < 12; ++step) {
        found.emplace_back(step * 293'339);
    }
    for (const Microseconds far :
         {duration - Microseconds(1), duration, 3 * duration + Microseconds(7),
          Microseconds(std::chrono::hours(24 * 365 * 100))}) {
        found.push_back(far);
    }
    return found;
}

void play(const PlaylistItem& item, Size zone) {
    static const FontCatalog fonts = FontCatalog::load().value();
    SourceRequest request;
    request.item = item;
    request.zone = {std::min(zone.width, side_max), std::min(zone.height, side_max)};
    InlineTasks tasks;
    SloganSource source(shelf_without_assets(fonts), tasks, request);
    for (const Microseconds position : positions(item.duration)) {
        if (source.poll() == SourceState::failed) {
            require(!source.failure().what.empty());
            return;
        }
        require(source.poll() == SourceState::ready);
        check_at(source, position);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto program =
        wire::read_program(std::string_view(reinterpret_cast<const char*>(bytes), size));
    if (!program || !rules::validate(*program).empty()) {
        return 0;
    }
    std::size_t played = 0;
    for (const Zone& zone : program->layout.zones) {
        for (const PlaylistItem& item : zone.playlist.items) {
            if (std::holds_alternative<Slogan>(item.content) && played++ < slogans_max) {
                play(item, {zone.rect.width, zone.rect.height});
            }
        }
    }
    return 0;
}
