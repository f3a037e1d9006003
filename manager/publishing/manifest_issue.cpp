#include "manager/publishing/manifest_issue.hpp"

namespace marquee::manager {

Overlay next_overlay(const DisplaySite& display, const std::string& unit_name, std::int64_t epoch,
                     Instant now) {
    const std::int64_t previous = display.held ? display.held->number.generation : 0;
    return {.display = display.id,
            .number = {epoch, previous + 1},
            .issued_at = now,
            .not_after = now + manifest_validity,
            .volume_percent = display.volume_percent,
            .wall = display.wall,
            .display_name = display.title,
            .unit_name = unit_name};
}

bool must_reissue(const std::optional<WantedManifest>& held, const Sha256& content,
                  std::int64_t epoch, Instant now) {
    return !held || held->content_sha256 != content || held->number.epoch != epoch
           || held->not_after < now + manifest_validity_left_min;
}

} // namespace marquee::manager
