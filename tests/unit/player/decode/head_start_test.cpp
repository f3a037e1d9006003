// The decoder that began before its item's turn was planned: who goes on with it, and who does not.
#include <catch2/catch.hpp>

#include <csignal>

#include "player/decode/head_start.hpp"
#include "tests/unit/player/decode/decoding.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

const Sha256 film{{1}};

std::unique_ptr<DecodeClient> begin(const DecodeRequest& request) {
    return DecodeClient::start(settings_for(decoder_program()),
                               open_file(real_media("big_buck_bunny_720p.mp4")), request,
                               Microseconds(0))
        .value();
}

DecodeRequest from(Microseconds start, Sound sound) {
    DecodeRequest request = video_request(sound);
    request.start = start;
    return request;
}

// Whether a decoder begun with `begun` is taken for `asset`, wanted as `wanted`.
bool is_taken(const DecodeRequest& begun, const Sha256& asset, const DecodeRequest& wanted) {
    HeadStart head_start;
    head_start.offer(film, begun, begin(begun));
    return head_start.take(asset, wanted) != nullptr;
}

} // namespace

TEST_CASE("the item that opens first goes on with the decoder that began before") {
    HeadStart head_start;
    const DecodeRequest begun = video_request(Sound::decoded);
    auto decoder = begin(begun);
    const pid_t worker = decoder->worker();
    head_start.offer(film, begun, std::move(decoder));
    const auto taken = head_start.take(film, from(700ms, Sound::decoded));
    REQUIRE(taken);
    CHECK(taken->worker() == worker);
    for (int turn = 0; turn < 12'000 && taken->next() == nullptr; ++turn) {
        ::poll(nullptr, 0, 10);
        taken->poll(Microseconds(0));
    }
    REQUIRE(taken->next() != nullptr);
    CHECK(taken->next()->pts == 0us);
    CHECK_FALSE(head_start.take(film, begun));
}

TEST_CASE("a head start is for its own film, its sound, and its first two seconds") {
    const DecodeRequest heard = video_request(Sound::decoded);
    const DecodeRequest silent = video_request();
    CHECK(is_taken(heard, film, from(2s, Sound::decoded)));
    CHECK(is_taken(heard, film, silent));
    CHECK_FALSE(is_taken(silent, film, heard));
    CHECK_FALSE(is_taken(heard, film, from(2'001ms, Sound::decoded)));
    CHECK_FALSE(is_taken(heard, Sha256{{2}}, heard));
    CHECK_FALSE(is_taken(heard, film, picture_request({300, 200})));
}

TEST_CASE("a head start that is not what opens first is ended") {
    HeadStart head_start;
    const DecodeRequest begun = video_request();
    auto decoder = begin(begun);
    const pid_t worker = decoder->worker();
    head_start.offer(film, begun, std::move(decoder));
    CHECK_FALSE(head_start.take(Sha256{{2}}, begun));
    bool is_gone = false;
    for (int turn = 0; turn < 12'000 && !is_gone; ++turn) {
        ::poll(nullptr, 0, 10);
        is_gone = ::kill(worker, 0) != 0;
    }
    CHECK(is_gone);
    CHECK_FALSE(head_start.take(film, begun));
}
