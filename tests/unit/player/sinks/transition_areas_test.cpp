#include "player/sinks/transition_areas.hpp"

#include <catch2/catch.hpp>

using namespace marquee;
using namespace marquee::player;

namespace {

constexpr Rect zone{100, 50, 200, 80};

TransitionAreas areas(TransitionKind kind, Direction direction, int quarters) {
    return transition_areas({kind, direction, transition_whole / 4 * quarters, {}}, zone);
}

} // namespace

TEST_CASE("a slide moves both items the same way") {
    const auto left = areas(TransitionKind::slide, Direction::left, 1);
    CHECK(left.outgoing.at == Rect{50, 50, 200, 80});
    CHECK(left.outgoing.seen == Rect{100, 50, 150, 80});
    CHECK(left.incoming.at == Rect{250, 50, 200, 80});
    CHECK(left.incoming.seen == Rect{250, 50, 50, 80});
    const auto right = areas(TransitionKind::slide, Direction::right, 1);
    CHECK(right.outgoing.at == Rect{150, 50, 200, 80});
    CHECK(right.incoming.at == Rect{-50, 50, 200, 80});
    CHECK(right.incoming.seen == Rect{100, 50, 50, 80});
    const auto up = areas(TransitionKind::slide, Direction::up, 1);
    CHECK(up.outgoing.at == Rect{100, 30, 200, 80});
    CHECK(up.incoming.at == Rect{100, 110, 200, 80});
    const auto down = areas(TransitionKind::slide, Direction::down, 1);
    CHECK(down.outgoing.at == Rect{100, 70, 200, 80});
    CHECK(down.incoming.at == Rect{100, -10, 200, 80});
    CHECK(down.incoming.seen == Rect{100, 50, 200, 20});
}

TEST_CASE("a wipe uncovers the new item where it will stay") {
    const auto right = areas(TransitionKind::wipe, Direction::right, 3);
    CHECK(right.incoming.seen == Rect{100, 50, 150, 80});
    CHECK(right.incoming.at == zone);
    CHECK(right.outgoing.seen == Rect{250, 50, 50, 80});
    CHECK(right.outgoing.at == zone);
    const auto up = areas(TransitionKind::wipe, Direction::up, 3);
    CHECK(up.incoming.seen == Rect{100, 70, 200, 60});
    CHECK(up.outgoing.seen == Rect{100, 50, 200, 20});
}

TEST_CASE("the two items together are the zone, at every instant and in every direction") {
    for (const TransitionKind kind : {TransitionKind::slide, TransitionKind::wipe}) {
        for (const Direction direction :
             {Direction::left, Direction::right, Direction::up, Direction::down}) {
            for (std::int32_t progress = 0; progress <= transition_whole; progress += 331) {
                const auto now = transition_areas({kind, direction, progress, {}}, zone);
                CHECK(bounds(now.outgoing.seen, now.incoming.seen) == zone);
                CHECK(intersect(now.outgoing.seen, now.incoming.seen).empty());
                CHECK(intersect(now.outgoing.at, now.outgoing.seen) == now.outgoing.seen);
                CHECK(intersect(now.incoming.at, now.incoming.seen) == now.incoming.seen);
            }
        }
    }
}

TEST_CASE("a slide begins and ends where the items stand") {
    for (const Direction direction :
         {Direction::left, Direction::right, Direction::up, Direction::down}) {
        CHECK(areas(TransitionKind::slide, direction, 0).outgoing.at == zone);
        CHECK(areas(TransitionKind::slide, direction, 0).incoming.seen.empty());
        CHECK(areas(TransitionKind::slide, direction, 4).incoming.at == zone);
        CHECK(areas(TransitionKind::slide, direction, 4).outgoing.seen.empty());
    }
}
