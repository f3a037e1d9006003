// The model's enumerators as the words that the database keeps, in the order of the enumerators.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <string_view>

#include "manager/ports/access_repository.hpp"
#include "manager/ports/calendar_repository.hpp"
#include "manager/ports/content_repository.hpp"
#include "manager/ports/fleet_repository.hpp"
#include "manager/ports/media_repository.hpp"
#include "manager/ports/review_repository.hpp"
#include "manager/ports/session_repository.hpp"
#include "manager/ports/trash_repository.hpp"
#include "manager/ports/uptime_repository.hpp"

namespace marquee::manager::sql {

template<typename Enum>
struct Words;

template<>
struct Words<Motion> {
    static constexpr std::array<std::string_view, 6> all{"still",     "scroll_left", "scroll_right",
                                                         "scroll_up", "scroll_down", "pages"};
};

template<>
struct Words<Alignment> {
    static constexpr std::array<std::string_view, 3> all{"start", "centre", "end"};
};

template<>
struct Words<PriorityClass> {
    static constexpr std::array<std::string_view, 4> all{"urgent", "high", "normal", "low"};
};

template<>
struct Words<CampaignGoal::Measure> {
    static constexpr std::array<std::string_view, 2> all{"minutes", "plays"};
};

template<>
struct Words<DisplayKind> {
    static constexpr std::array<std::string_view, 2> all{"screen", "loudspeaker"};
};

template<>
struct Words<ProgramState> {
    static constexpr std::array<std::string_view, 5> all{"draft", "submitted", "approved",
                                                         "returned", "withdrawn"};
};

template<>
struct Words<Reach> {
    static constexpr std::array<std::string_view, 2> all{"reachable", "unreachable"};
};

template<>
struct Words<AssetState> {
    static constexpr std::array<std::string_view, 4> all{"queued", "processing", "ready",
                                                         "refused"};
};

template<>
struct Words<MediaKind> {
    static constexpr std::array<std::string_view, 4> all{"picture", "video", "audio", "font"};
};

template<>
struct Words<TrashKind> {
    static constexpr std::array<std::string_view, 7> all{
        "slogan", "asset", "playlist", "schedule", "daypart", "period", "campaign"};
};

template<>
struct Words<ReviewVerb> {
    static constexpr std::array<std::string_view, 6> all{"create",  "change", "submit",
                                                         "approve", "return", "withdraw"};
};

template<>
struct Words<LinkPurpose> {
    static constexpr std::array<std::string_view, 2> all{"first", "invitation"};
};

template<>
struct Words<UptimeKind> {
    static constexpr std::array<std::string_view, 4> all{"running", "showing", "off", "unknown"};
};

template<>
struct Words<Role> {
    static constexpr std::array<std::string_view, 11> all{"viewer",
                                                          "editor",
                                                          "reviewer_1",
                                                          "reviewer_2",
                                                          "reviewer_3",
                                                          "duty",
                                                          "operator",
                                                          "unit_administrator",
                                                          "system_administrator",
                                                          "security_administrator",
                                                          "audit_administrator"};
};

template<typename Enum>
concept Worded = requires {
    Words<Enum>::all;
};

template<Worded Enum>
std::string_view word_of(Enum value) {
    return Words<Enum>::all.at(static_cast<std::size_t>(value));
}

} // namespace marquee::manager::sql
