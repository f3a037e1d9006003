#include "manager/http/trash.hpp"

#include "manager/access/audit.hpp"
#include "manager/http/resource.hpp"
#include "manager/http/schedule_body.hpp"
#include "manager/publishing/composition.hpp"
#include "manager/publishing/library_font.hpp"

namespace marquee::manager {

namespace {

// What a row says beside the entry.
struct NamedEntry {
    TrashEntry entry;
    std::string deleted_by; // the account's name; empty: it is gone
};

NamedEntry named(const View& view, const TrashEntry& entry) {
    const auto account = view.access.account(entry.deleted_by);
    return {entry, account ? account->name : std::string()};
}

void write_row(wire::ObjectWriter& out, const NamedEntry& row) {
    const TrashEntry& entry = row.entry;
    out.member("id", entry.id);
    out.member("unit_id", entry.unit);
    out.member("kind", to_slug(entry.kind));
    out.member("name", entry.name);
    out.member("deleted_at", entry.deleted_at);
    if (!row.deleted_by.empty()) {
        out.member("deleted_by", row.deleted_by);
    }
    out.member("until", entry.until);
    out.member("size_bytes", entry.size_bytes);
}

Action action_for(TrashKind kind) {
    const bool content =
        kind == TrashKind::slogan || kind == TrashKind::asset || kind == TrashKind::playlist;
    return content ? Action::edit_content : Action::schedule;
}

// The entry, when whoever asks might have deleted it.
Result<TrashEntry> entry_for(const View& view, const StaffCall& call) {
    return view.trash.entry(call.places.front()).and_then([&](const TrashEntry& entry) {
        return view.fleet.unit_path(entry.unit)
            .and_then([&](const std::vector<UnitId>& path) {
                return authorise_in(call.who, action_for(entry.kind), path);
            })
            .map([&] { return entry; });
    });
}

} // namespace

StaffRoutes TrashResource::routes() {
    const UnitOf owner = [this](const Request&,
                                const std::vector<std::string>& places) -> Result<UnitId> {
        return database_.read([&](const View& view) { return view.trash.entry(places.front()); })
            .map([](const TrashEntry& entry) { return entry.unit; });
    };
    const Action edit = Action::edit_content;
    return {
        {Method::get, "/api/v1/trash", edit, {}, [this](const auto& call) { return list(call); }},
        {Method::post, "/api/v1/trash/{id}/restore", edit, owner,
         [this](const auto& call) { return restore(call); }},
        {Method::remove, "/api/v1/trash/{id}", edit, owner,
         [this](const auto& call) { return remove(call); }},
    };
}

Result<Response> TrashResource::list(const StaffCall& call) {
    return answer_list(
        database_, call,
        [](const View& view, const Scope& scope, const Page& page) {
            return view.trash.entries(scope, page).map([&](const PageOf<TrashEntry>& found) {
                PageOf<NamedEntry> rows{{}, found.next};
                for (const TrashEntry& entry : found.rows) {
                    rows.rows.push_back(named(view, entry));
                }
                return rows;
            });
        },
        write_row);
}

Result<Response> TrashResource::restore(const StaffCall& call) {
    TrashEntry entry;
    return database_
        .write([&](Change& change) {
            return entry_for(change.view(), call)
                .and_then([&](const TrashEntry& found) {
                    entry = found;
                    return change.trash.restore(entry.id);
                })
                .and_then([&] { return judge(change.view(), call, entry); })
                .and_then([&](const Affected& affected) {
                    return record(change, {.at = call.now,
                                           .unit = entry.unit,
                                           .actor = call.who.account,
                                           .action = std::string(to_slug(entry.kind)) + ".restore",
                                           .subject = entry.id,
                                           .detail = entry.name})
                        .map([&] { return affected; });
                });
        })
        .map([&](const Affected& affected) {
            if (entry.kind == TrashKind::schedule) {
                bells_.publishing.request(affected);
            }
            if (entry.kind == TrashKind::asset) {
                bells_.ingest.wake();
            }
            return no_content();
        });
}

Result<Response> TrashResource::remove(const StaffCall& call) {
    return database_.read([&](const View& view) { return entry_for(view, call); })
        .and_then(
            [&](const TrashEntry& entry) { return trash_.remove(entry.id, call.who.account); })
        .map([] { return no_content(); });
}

Result<Affected> TrashResource::judge(const View& view, const StaffCall& call,
                                      const TrashEntry& entry) {
    const auto nobody = [] { return Affected{}; };
    if (entry.kind == TrashKind::slogan) {
        return view.content.slogan(SloganId{entry.id})
            .and_then([&](const SloganRecord& row) {
                return check_font(view, entry.unit, row.slogan.style, "/style/font_asset");
            })
            .map(nobody);
    }
    if (entry.kind == TrashKind::playlist) {
        return view.content.playlist(PlaylistId{entry.id})
            .and_then([&](const PlaylistRecord& row) {
                return compose_items(row.items, {view, entry.unit, call.now, randomness_});
            })
            .map([&](const std::vector<PlaylistItem>&) { return nobody(); });
    }
    if (entry.kind == TrashKind::schedule) {
        return view.content.schedule(ScheduleId{entry.id}).and_then([&](ScheduleRecord row) {
            return settle_schedule(view, call.who, row).map([&] {
                Affected affected;
                affected.add(row.targets);
                return affected;
            });
        });
    }
    return nobody();
}

} // namespace marquee::manager
