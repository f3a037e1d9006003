#include "ctl/campaign.hpp"

#include <algorithm>

#include "ctl/directory.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/layout_draft.hpp"
#include "schemas/wire/manifest.hpp"
#include "schemas/wire/program.hpp"

namespace marquee::ctl {

namespace {

constexpr wire::Format campaign_format{"campaign"};

std::string read_name(const wire::Object& in) {
    return in.required("name").line(limits::name_bytes_max, 1);
}

CampaignSlogan read_slogan(const wire::Value& value) {
    const wire::Object in = value.object();
    return {read_name(in), wire::read_slogan(in)};
}

CampaignProgram read_program(const wire::Value& value) {
    const wire::Object in = value.object();
    return {read_name(in), wire::read_layout_draft(in.required("layout").object(), wire::by_name)};
}

std::vector<std::string> read_list(const wire::Value& value) {
    if (!value) {
        return {};
    }
    return value.list(limits::displays_addressed_max,
                      [](const wire::Value& name) { return name.line(limits::name_bytes_max, 1); });
}

CampaignSchedule read_schedule(const wire::Value& value) {
    const wire::Object in = value.object();
    CampaignSchedule schedule;
    schedule.name = read_name(in);
    schedule.program = in.required("program").line(limits::name_bytes_max, 1);
    if (const wire::Value priority = in.optional("priority")) {
        schedule.priority = priority.word<PriorityClass>();
    }
    if (const wire::Value times = in.optional("times")) {
        schedule.times = wire::read_times(times.object());
    }
    if (const wire::Value any_time = in.optional("any_time")) {
        schedule.any_time = any_time.boolean();
    }
    schedule.displays = read_list(in.optional("displays"));
    schedule.units = read_list(in.optional("units"));
    return schedule;
}

// The rows of one kind by name: those that were there, and those made meanwhile.
class Shelf {
public:
    Shelf(StaffClient& client, std::string path, Loaded& loaded)
        : client_(client), path_(std::move(path)), loaded_(loaded) {}

    Status open() {
        return read_names(client_, path_).map([&](auto rows) { rows_ = std::move(rows); });
    }

    const std::vector<NamedRow>& rows() const { return rows_; }

    // Makes the row unless its name is taken; afterwards resolve() knows it. True when it was made.
    Result<bool> put(const std::string& name, const std::string& body) {
        const bool known = std::any_of(rows_.begin(), rows_.end(),
                                       [&](const NamedRow& row) { return row.name == name; });
        if (known) {
            ++loaded_.present;
            return false;
        }
        return client_.send({.method = "POST", .path = path_, .body = body})
            .and_then([](const Answer& answer) {
                return wire::read_object(answer.body, wire::staff_answer, [](wire::Object in) {
                    return in.required("id").line(limits::name_bytes_max);
                });
            })
            .map([&](const std::string& id) {
                rows_.push_back({id, name});
                return true;
            });
    }

private:
    StaffClient& client_;
    std::string path_;
    Loaded& loaded_;
    std::vector<NamedRow> rows_;
};

Status put_slogans(Shelf& slogans, const Campaign& campaign, const std::string& unit,
                   Loaded& loaded) {
    for (const CampaignSlogan& row : campaign.slogans) {
        const Result<bool> made =
            slogans.put(row.name, wire::write_object([&](wire::ObjectWriter& out) {
                            out.member("unit_id", unit);
                            out.member("name", row.name);
                            wire::write_slogan(out, row.slogan);
                        }));
        if (!made) {
            return tl::unexpected<Error>(made.error());
        }
        loaded.slogans += *made ? 1 : 0;
    }
    return {};
}

// Ids in place of names.
Status name_by_id(LayoutDraft& layout, const std::vector<NamedRow>& slogans) {
    for (DraftZone& zone : layout.zones) {
        auto* items = std::get_if<std::vector<DraftItem>>(&zone.plays);
        for (DraftItem& item : items != nullptr ? *items : std::vector<DraftItem>{}) {
            if (auto* reference = std::get_if<SloganReference>(&item.shows)) {
                const Result<std::string> id = resolve(slogans, reference->slogan);
                if (!id) {
                    return tl::unexpected<Error>(id.error());
                }
                reference->slogan = *id;
            }
        }
    }
    return {};
}

// Submits a program that is still a draft, so that it can be scheduled: one just made, or one that
// an interrupted load left.
Status submit(StaffClient& client, const std::string& id) {
    const std::string path = "/api/v1/programs/" + id;
    const Result<Answer> present = client.send({.path = path});
    if (!present) {
        return tl::unexpected<Error>(present.error());
    }
    const Result<std::string> state =
        wire::read_object(present->body, wire::staff_answer, [](wire::Object in) {
            return in.required("state").line(limits::name_bytes_max);
        });
    if (!state || *state != "draft") {
        return state.map([](const std::string&) {});
    }
    return client.send({.method = "POST", .path = path + "/submit", .if_match = present->etag})
        .map([](const Answer&) {});
}

Status put_programs(StaffClient& client, Shelf& programs, const Shelf& slogans,
                    const Campaign& campaign, const std::string& unit, Loaded& loaded) {
    for (const CampaignProgram& row : campaign.programs) {
        LayoutDraft layout = row.layout;
        if (Status named = name_by_id(layout, slogans.rows()); !named) {
            return named;
        }
        const Result<bool> made =
            programs.put(row.name, wire::write_object([&](wire::ObjectWriter& out) {
                             out.member("unit_id", unit);
                             out.member("name", row.name);
                             out.object("layout", [&](wire::ObjectWriter& in) {
                                 wire::write_layout_draft(in, layout, wire::by_id);
                             });
                         }));
        if (!made) {
            return tl::unexpected<Error>(made.error());
        }
        loaded.programs += *made ? 1 : 0;
        const Status submitted =
            resolve(programs.rows(), row.name).and_then([&](const std::string& id) {
                return submit(client, id);
            });
        if (!submitted) {
            return submitted;
        }
    }
    return {};
}

Result<std::vector<std::string>> resolve_all(const std::vector<NamedRow>& rows,
                                             const std::vector<std::string>& names) {
    std::vector<std::string> ids;
    for (const std::string& name : names) {
        Result<std::string> id = resolve(rows, name);
        if (!id) {
            return tl::unexpected<Error>(std::move(id.error()));
        }
        ids.push_back(*std::move(id));
    }
    return ids;
}

// The ids a schedule's names stand for.
struct Resolved {
    std::string unit; // that owns it
    std::string program;
    std::vector<std::string> displays;
    std::vector<std::string> units;
};

std::string schedule_body(const CampaignSchedule& row, const std::string& campaign,
                          const Resolved& ids) {
    return wire::write_object([&](wire::ObjectWriter& out) {
        out.member("unit_id", ids.unit);
        out.member("name", row.name);
        out.member("program_id", ids.program);
        out.member("priority", row.priority);
        out.member("any_time", row.any_time);
        out.member("campaign", campaign);
        out.object("times", [&](wire::ObjectWriter& in) { wire::write_times(in, row.times); });
        out.object("targets", [&](wire::ObjectWriter& in) {
            in.texts("displays", ids.displays);
            in.texts("units", ids.units);
        });
    });
}

Status put_schedules(StaffClient& client, const Shelf& programs, const Shelf& units,
                     const Campaign& campaign, Loaded& loaded) {
    const auto displays = read_names(client, "/api/v1/displays", "title");
    Shelf schedules(client, "/api/v1/schedules", loaded);
    const Status opened = schedules.open();
    if (!displays || !opened) {
        return tl::unexpected<Error>(displays ? opened.error() : displays.error());
    }
    for (const CampaignSchedule& row : campaign.schedules) {
        const auto program = resolve(programs.rows(), row.program);
        const auto on_displays = resolve_all(*displays, row.displays);
        const auto in_units = resolve_all(units.rows(), row.units);
        if (!program || !on_displays || !in_units) {
            return tl::unexpected<Error>(!program       ? program.error()
                                         : !on_displays ? on_displays.error()
                                                        : in_units.error());
        }
        const Result<bool> made = schedules.put(
            row.name, schedule_body(row, campaign.name,
                                    {units.rows().front().id, *program, *on_displays, *in_units}));
        if (!made) {
            return tl::unexpected<Error>(made.error());
        }
        loaded.schedules += *made ? 1 : 0;
    }
    return {};
}

} // namespace

Result<Campaign> read_campaign(std::string_view text) {
    return wire::read_document(
        text, limits::program_bytes_max, campaign_format, [](const wire::Object& in) {
            return Campaign{
                .name = read_name(in),
                .slogans = in.required("slogans").list(limits::playlist_items_max, read_slogan),
                .programs =
                    in.required("programs").list(limits::programs_per_manifest_max, read_program),
                .schedules = in.required("schedules")
                                 .list(limits::schedules_per_manifest_max, read_schedule)};
        });
}

Result<Loaded> load_campaign(StaffClient& client, const Campaign& campaign) {
    Loaded loaded;
    Shelf units(client, "/api/v1/units", loaded);
    Shelf slogans(client, "/api/v1/slogans", loaded);
    Shelf programs(client, "/api/v1/programs", loaded);
    return units.open()
        .and_then([&] { return slogans.open(); })
        .and_then([&] { return programs.open(); })
        .and_then([&]() -> Status {
            if (units.rows().empty()) {
                return fail(ErrorCode::not_allowed, "this account sees no unit at all");
            }
            return put_slogans(slogans, campaign, units.rows().front().id, loaded);
        })
        .and_then([&] {
            return put_programs(client, programs, slogans, campaign, units.rows().front().id,
                                loaded);
        })
        .and_then([&] { return put_schedules(client, programs, units, campaign, loaded); })
        .map([&] { return loaded; });
}

} // namespace marquee::ctl
