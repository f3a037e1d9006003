#include "manager/http/events.hpp"

#include <algorithm>
#include <array>

namespace marquee::manager {

namespace {

struct Collection {
    std::string_view name; // the first segment after /api/v1
    Subject subject;
};

constexpr std::array collections{
    Collection{"accounts", Subject::people},
    Collection{"assets", Subject::library},
    Collection{"campaigns", Subject::schedules},
    Collection{"dayparts", Subject::schedules},
    Collection{"display-changes", Subject::displays},
    Collection{"displays", Subject::displays},
    Collection{"enrolments", Subject::displays},
    Collection{"groups", Subject::displays},
    Collection{"holidays", Subject::schedules},
    Collection{"library-tags", Subject::library},
    Collection{"map", Subject::displays},
    Collection{"organisation", Subject::displays},
    Collection{"overrides", Subject::overrides},
    Collection{"periods", Subject::schedules},
    Collection{"players", Subject::displays},
    Collection{"playlists", Subject::library},
    Collection{"programs", Subject::programs},
    Collection{"reviews", Subject::reviews},
    Collection{"schedules", Subject::schedules},
    Collection{"session", Subject::people},
    Collection{"setup", Subject::people},
    Collection{"slogans", Subject::library},
    Collection{"trash", Subject::library},
    Collection{"units", Subject::displays},
    Collection{"uploads", Subject::library},
};

} // namespace

std::optional<Subject> subject_of(std::string_view path) {
    constexpr std::string_view root = "/api/v1/";
    if (!path.starts_with(root)) {
        return std::nullopt;
    }
    path.remove_prefix(root.size());
    const std::string_view name = path.substr(0, path.find('/'));
    const auto found = std::find_if(collections.begin(), collections.end(),
                                    [&](const Collection& each) { return each.name == name; });
    return found == collections.end() ? std::nullopt : std::optional(found->subject);
}

StaffRoutes event_routes() {
    const auto head = [](const StaffCall&) -> Result<Response> {
        return Response{200, {{"Content-Type", "text/event-stream"}}, {}};
    };
    return {{.method = Method::get,
             .pattern = events_path,
             .action = Action::read_fleet,
             .handle = head,
             .door = Door::signed_in}};
}

} // namespace marquee::manager
