// The only way to the repositories: one consistent read, or one change that happens whole or not at
// all. A change and its audit row are made in the same write.
//
//     const Status done = database.write([&](Change& change) -> Status {
//         return change.content.add_slogan(row).and_then([&] { return audit.record(change, entry);
//         });
//     });
#pragma once

#include <functional>
#include <optional>
#include <type_traits>
#include <utility>

#include "manager/ports/access_repository.hpp"
#include "manager/ports/calendar_repository.hpp"
#include "manager/ports/content_repository.hpp"
#include "manager/ports/fleet_repository.hpp"
#include "manager/ports/group_repository.hpp"
#include "manager/ports/media_repository.hpp"
#include "manager/ports/override_repository.hpp"
#include "manager/ports/play_repository.hpp"
#include "manager/ports/policy_repository.hpp"
#include "manager/ports/review_repository.hpp"
#include "manager/ports/search_repository.hpp"
#include "manager/ports/session_repository.hpp"
#include "manager/ports/tag_repository.hpp"
#include "manager/ports/trash_repository.hpp"
#include "manager/ports/uptime_repository.hpp"

namespace marquee::manager {

// A snapshot: what others commit meanwhile is not seen. Valid only inside read().
struct View {
    const ContentRepository& content;
    const FleetRepository& fleet;
    const AccessRepository& access;
    const MediaRepository& media;
    const SessionRepository& sessions;
    const PlayRepository& plays;
    const UptimeRepository& uptime;
    const OverrideRepository& overrides;
    const ReviewRepository& reviews;
    const PolicyRepository& policies;
    const GroupRepository& groups;
    const CalendarRepository& calendars;
    const SearchRepository& search;
    const TrashRepository& trash;
    const TagRepository& tags;
};

// Reads what it has written itself. Valid only inside write().
struct Change {
    ContentRepository& content;
    FleetRepository& fleet;
    AccessRepository& access;
    MediaRepository& media;
    SessionRepository& sessions;
    PlayRepository& plays;
    UptimeRepository& uptime;
    OverrideRepository& overrides;
    ReviewRepository& reviews;
    PolicyRepository& policies;
    GroupRepository& groups;
    CalendarRepository& calendars;
    const SearchRepository& search;
    TrashRepository& trash;
    TagRepository& tags;

    View view() const {
        return {content, fleet,    access, media,     sessions, plays, uptime, overrides,
                reviews, policies, groups, calendars, search,   trash, tags};
    }
};

// Any thread. Work returns Status or Result<T>, and read and write return the same.
class Database {
public:
    virtual ~Database() = default;

    // Runs `work` on the calling thread, concurrently with other reads and with writes. Blocks for
    // the length of the queries; busy when too many reads are under way.
    template<typename Work>
    auto read(Work&& work) -> std::invoke_result_t<Work, const View&> {
        return carry<std::invoke_result_t<Work, const View&>, const View&>(
            std::forward<Work>(work), [this](const auto& step) { return run_read(step); });
    }

    // Runs `work` once, on the writer's thread, alone; blocks until its change is on the disk. When
    // work fails, nothing of it is kept and its error is returned. disk_full and io_failed: nothing
    // is kept. Work must not call read or write itself, block, or be slow: all writers wait.
    template<typename Work>
    auto write(Work&& work) -> std::invoke_result_t<Work, Change&> {
        return carry<std::invoke_result_t<Work, Change&>, Change&>(
            std::forward<Work>(work), [this](const auto& step) { return run_write(step); });
    }

protected:
    virtual Status run_read(const std::function<Status(const View&)>& work) = 0;
    virtual Status run_write(const std::function<Status(Change&)>& work) = 0;

private:
    template<typename Answer, typename Argument, typename Work, typename Run>
    static Answer carry(Work&& work, const Run& run) {
        if constexpr (std::is_void_v<typename Answer::value_type>) {
            return run(std::function<Status(Argument)>(std::ref(work)));
        } else {
            std::optional<typename Answer::value_type> value;
            const std::function<Status(Argument)> step = [&](Argument argument) -> Status {
                Answer answer = work(argument);
                if (!answer) {
                    return tl::unexpected<Error>(std::move(answer).error());
                }
                value.emplace(*std::move(answer));
                return {};
            };
            Status status = run(step);
            if (!status) {
                return tl::unexpected<Error>(std::move(status).error());
            }
            return *std::move(value);
        }
    }
};

} // namespace marquee::manager
