#include "manager/http/calendar_feeds.hpp"

#include <list>
#include <map>

#include "common/sha256.hpp"
#include "manager/http/feed_events.hpp"
#include "manager/http/plan_names.hpp"
#include "manager/http/resource.hpp"
#include "manager/publishing/planning/outlook.hpp"
#include "manager/reporting/calendar/calendar_feed.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/rules/zone_time.hpp"

namespace marquee::manager {

namespace {

// From the last midnight on the wall of `zone`, so that a feed stays the same all day long.
Interval feed_time(const ZoneRules& zone, Instant now) {
    const std::chrono::local_days today{rules::local_date(zone, now)};
    const auto midnight = [&](std::chrono::local_days day) {
        return rules::to_instant(zone, rules::LocalTime{day});
    };
    return {midnight(today), midnight(today + std::chrono::days{limits::calendar_feed_days_max})};
}

// RFC 9110 section 13.1.2, as far as calendar programs go: one tag, as it was given.
Response feed_response(const StaffCall& call, const CalendarFeed& feed) {
    std::string text = write_feed(feed);
    const std::string etag = "\"" + to_hex(sha256(text)) + "\"";
    Response response;
    response.headers.set("ETag", etag);
    response.headers.set("Cache-Control", "private, no-cache");
    response.headers.set("Vary", "Accept-Language, Authorization");
    if (call.request.headers.find("If-None-Match") == etag) {
        response.status = 304;
        return response;
    }
    response.headers.set("Content-Type", std::string(calendar_media_type));
    response.body = std::move(text);
    return response;
}

std::list<rules::PreparedManifest> prepare(const Outlook& outlook) {
    std::list<rules::PreparedManifest> prepared;
    for (const PlanClass& plan : outlook.classes) {
        prepared.emplace_back(plan.manifest);
    }
    return prepared;
}

std::string description_words(Language language) {
    return language == Language::zh_cn ? "Marquee 排期，只读。是否真正上屏以播放报表为准。"
                                       : "Schedules of Marquee, to be read. What was really shown "
                                         "stands in the reports.";
}

} // namespace

StaffRoutes CalendarFeedResource::routes() {
    const UnitOf display = unit_of_row(database_, [](const View& view, const std::string& id) {
        return view.fleet.display(DisplayId{id});
    });
    const UnitOf unit = unit_of_row(database_, [](const View& view, const std::string& id) {
        return view.fleet.unit(UnitId{id});
    });
    return {{.method = Method::get,
             .pattern = "/api/v1/displays/{id}/calendar.ics",
             .action = Action::read_fleet,
             .unit_of = display,
             .handle = [this](const auto& call) { return of_display(call); },
             .takes_basic = true},
            {.method = Method::get,
             .pattern = "/api/v1/units/{id}/calendar.ics",
             .action = Action::read_fleet,
             .unit_of = unit,
             .handle = [this](const auto& call) { return of_unit(call); },
             .takes_basic = true}};
}

Result<Response> CalendarFeedResource::of_display(const StaffCall& call) {
    return plan_of(database_, blobs_, DisplayId{call.places.front()}, call.now)
        .and_then([&](const DisplayPlan& plan) {
            const Manifest manifest = plan.manifest.value_or(Manifest{.not_after = rules::never});
            const rules::PreparedManifest prepared(manifest);
            const FeedPlan feed_plan{manifest, prepared, 1};
            return database_.read([&](const View& view) -> Result<Response> {
                wire::PlanNames names;
                add_names(names, view, manifest);
                const FeedWords words{
                    .names = names,
                    .language = language_of(call.request),
                    .decided_at = [&](const ScheduleId&) { return manifest.issued_at; }};
                const Display& display = plan.display;
                return feed_response(
                    call, {.name = display.title.empty() ? display.name : display.title,
                           .description = description_words(words.language),
                           .time_zone = manifest.zone.name,
                           .events = feed_events({&feed_plan, 1},
                                                 feed_time(manifest.zone, call.now), words)});
            });
        });
}

Result<Response> CalendarFeedResource::of_unit(const StaffCall& call) {
    const UnitId unit{call.places.front()};
    const OutlookQuestion places{.places = {.units = {unit}}};
    return read_outlook(database_, zones_, places, call.now).and_then([&](const Outlook& outlook) {
        const std::list<rules::PreparedManifest> prepared = prepare(outlook);
        std::vector<FeedPlan> plans;
        auto each = prepared.begin();
        for (const PlanClass& plan : outlook.classes) {
            plans.push_back({plan.manifest, *each++, plan.displays.size()});
        }
        std::map<ScheduleId, Instant> changed_at;
        for (const ScheduleRecord& row : outlook.schedules) {
            changed_at.emplace(row.schedule.id, row.head.changed_at);
        }
        return database_.read([&](const View& view) -> Result<Response> {
            wire::PlanNames names;
            for (const PlanClass& plan : outlook.classes) {
                add_names(names, view, plan.manifest);
            }
            const FeedWords words{
                .names = names,
                .language = language_of(call.request),
                .decided_at = [&](const ScheduleId& id) { return changed_at.at(id); }};
            const auto row = view.fleet.unit(unit);
            return feed_response(
                call, {.name = row ? row->name : unit.value,
                       .description = description_words(words.language),
                       .time_zone = outlook.home.name,
                       .events = feed_events(plans, feed_time(outlook.home, call.now), words)});
        });
    });
}

} // namespace marquee::manager
