#include "player/playout/shown_item.hpp"

#include <algorithm>
#include <string>
#include <variant>

#include "common/sha256.hpp"

namespace marquee::player {
namespace {

Sha256 content_digest(const Content& content) {
    struct Cases {
        Sha256 operator()(const Slogan& slogan) const { return sha256(slogan.text); }
        Sha256 operator()(const Poster& poster) const { return poster.asset.sha256; }
        Sha256 operator()(const Video& video) const { return video.asset.sha256; }
        Sha256 operator()(const Audio& audio) const { return audio.asset.sha256; }
        Sha256 operator()(const ClockFace& face) const { return sha256("clock " + face.language); }
        Sha256 operator()(const Countdown& countdown) const {
            return sha256(countdown.before + to_iso_date(countdown.until_date) + countdown.after);
        }
        Sha256 operator()(const Qr& code) const { return sha256(code.text); }
        Sha256 operator()(const TestCard& card) const {
            return sha256("test card " + std::to_string(static_cast<int>(card.card)));
        }
    };
    return std::visit(Cases{}, content);
}

} // namespace

ShownItem shown_item(const Program& program, const PlaylistItem& item) {
    return {program.id, program.revision, item.id, content_digest(item.content)};
}

bool has_item(const Program& program, const ShownItem& item) {
    if (program.id != item.program || program.revision != item.revision) {
        return false;
    }
    return std::any_of(
        program.layout.zones.begin(), program.layout.zones.end(), [&](const Zone& zone) {
            const auto& items = zone.playlist.items;
            return std::any_of(items.begin(), items.end(), [&](const PlaylistItem& known) {
                return known.id == item.item && shown_item(program, known) == item;
            });
        });
}

} // namespace marquee::player
