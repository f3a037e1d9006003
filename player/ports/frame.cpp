#include "player/ports/frame.hpp"

#include <algorithm>

namespace marquee::player {
namespace {

bool same_piece(const Piece& a, const Piece& b) {
    return a.picture.planes == b.picture.planes && a.picture.owner == b.picture.owner
           && a.source == b.source && a.target == b.target && a.fine == b.fine
           && a.opacity == b.opacity;
}

} // namespace

bool same_picture(const Frame& a, const Frame& b) {
    return a.serial == b.serial && a.item == b.item && a.background == b.background
           && std::equal(a.pieces.begin(), a.pieces.end(), b.pieces.begin(), b.pieces.end(),
                         same_piece);
}

} // namespace marquee::player
