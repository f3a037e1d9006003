#include "schemas/rules/poll.hpp"

#include <algorithm>
#include <string_view>

#include "schemas/model/limits.hpp"

namespace marquee::rules {
namespace {

constexpr std::uint32_t doublings_max = 10;
constexpr std::int64_t spread_parts = 5;
constexpr Seconds asked_max{limits::next_contact_seconds_max};

Seconds patience(std::uint32_t failures) {
    const std::uint32_t doublings = std::min(failures - 1, doublings_max);
    return std::min(Seconds(limits::contact_retry_seconds_min << doublings),
                    Seconds(limits::contact_retry_seconds_max));
}

// FNV-1a (draft-eastlake-fnv), 64 bits: the same on every device and after every start.
std::uint64_t mixed(std::string_view text, std::uint64_t turn) {
    constexpr std::uint64_t prime = 0x100'0000'01b3;
    std::uint64_t hash = 0xcbf2'9ce4'8422'2325;
    for (const char byte : text) {
        hash = (hash ^ static_cast<unsigned char>(byte)) * prime;
    }
    for (int shift = 0; shift < 64; shift += 8) {
        hash = (hash ^ (turn >> shift & 0xffU)) * prime;
    }
    return hash;
}

} // namespace

Microseconds time_to_next_contact(const PlayerId& player, const PollSituation& situation) {
    const Seconds wait = situation.failures == 0
                             ? std::clamp(situation.asked, Seconds(1), asked_max)
                             : patience(situation.failures);
    const Microseconds spread = Microseconds(wait) / spread_parts;
    const auto shift = static_cast<std::int64_t>(
        mixed(player.value, situation.turn) % static_cast<std::uint64_t>(2 * spread.count() + 1));
    return Microseconds(wait) - spread + Microseconds(shift);
}

} // namespace marquee::rules
