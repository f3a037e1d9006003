#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "manager/ports/access_repository.hpp"
#include "manager/ports/content_repository.hpp"
#include "manager/ports/fleet_repository.hpp"
#include "manager/ports/media_repository.hpp"
#include "manager/ports/review_repository.hpp"
#include "manager/ports/search_repository.hpp"
#include "manager/ports/trash_repository.hpp"

namespace marquee::manager {

namespace {

constexpr std::array<std::pair<Role, std::string_view>, 11> role_slugs{{
    {Role::viewer, "viewer"},
    {Role::editor, "editor"},
    {Role::reviewer_1, "reviewer_1"},
    {Role::reviewer_2, "reviewer_2"},
    {Role::reviewer_3, "reviewer_3"},
    {Role::duty, "duty"},
    {Role::operator_, "operator"},
    {Role::unit_administrator, "unit_administrator"},
    {Role::system_administrator, "system_administrator"},
    {Role::security_administrator, "security_administrator"},
    {Role::audit_administrator, "audit_administrator"},
}};

constexpr std::array<std::string_view, 9> found_kinds{
    "unit", "display", "group", "slogan", "asset", "playlist", "program", "schedule", "account"};
constexpr std::array<std::string_view, 4> asset_states{"queued", "processing", "ready", "refused"};
constexpr std::array<std::string_view, 7> trash_kinds{"slogan",  "asset",  "playlist", "schedule",
                                                      "daypart", "period", "campaign"};
constexpr std::array<std::string_view, 4> media_kinds{"picture", "video", "audio", "font"};

template<typename Enum, std::size_t count>
Result<Enum> from_slug(const std::array<std::string_view, count>& slugs, std::string_view slug) {
    const auto found = std::find(slugs.begin(), slugs.end(), slug);
    if (found == slugs.end()) {
        return fail(ErrorCode::malformed,
                    "'" + std::string(slug.substr(0, 40)) + "' is not one of the words");
    }
    return static_cast<Enum>(found - slugs.begin());
}

} // namespace

std::string_view to_slug(Role role) {
    return role_slugs.at(static_cast<std::size_t>(role)).second;
}

Result<Role> role_from_slug(std::string_view slug) {
    for (const auto& [role, name] : role_slugs) {
        if (name == slug) {
            return role;
        }
    }
    return fail(ErrorCode::malformed, "'" + std::string(slug.substr(0, 40)) + "' is not a role");
}

std::string_view to_slug(ProgramState state) {
    switch (state) {
    case ProgramState::draft:
        return "draft";
    case ProgramState::submitted:
        return "submitted";
    case ProgramState::approved:
        return "approved";
    case ProgramState::returned:
        return "returned";
    case ProgramState::withdrawn:
        return "withdrawn";
    }
    return "withdrawn";
}

std::string_view to_slug(TrashKind kind) {
    return trash_kinds.at(static_cast<std::size_t>(kind));
}

std::string_view to_slug(FoundKind kind) {
    return found_kinds.at(static_cast<std::size_t>(kind));
}

std::string_view to_slug(Reach reach) {
    return reach == Reach::reachable ? "reachable" : "unreachable";
}

std::string_view to_slug(AssetState state) {
    return asset_states.at(static_cast<std::size_t>(state));
}

std::string_view to_slug(MediaKind kind) {
    return media_kinds.at(static_cast<std::size_t>(kind));
}

Result<AssetState> asset_state_from_slug(std::string_view slug) {
    return from_slug<AssetState>(asset_states, slug);
}

Result<MediaKind> media_kind_from_slug(std::string_view slug) {
    return from_slug<MediaKind>(media_kinds, slug);
}

std::string_view to_slug(ReviewVerb verb) {
    constexpr std::array<std::string_view, 6> slugs{"create",  "change", "submit",
                                                    "approve", "return", "withdraw"};
    return slugs.at(static_cast<std::size_t>(verb));
}

} // namespace marquee::manager
