#include "manager/http/policies.hpp"

#include "manager/access/audit.hpp"
#include "manager/http/holiday_warnings.hpp"
#include "manager/http/resource.hpp"
#include "manager/http/settled_times.hpp"
#include "manager/publishing/composition.hpp"
#include "manager/publishing/policies.hpp"
#include "schemas/wire/times.hpp"

namespace marquee::manager {

namespace {

constexpr std::size_t fillers_max = 100;

// Absent and null alike: inherited.
std::optional<LevelRules> read_own_levels(const wire::Value& value) {
    return value && !value.is_null() ? std::optional(wire::read_levels(value)) : std::nullopt;
}

// What is absent is inherited.
Policy read_members(const wire::Object& in, bool of_unit) {
    Policy policy;
    if (of_unit) {
        if (const wire::Value approvals = in.optional("approvals_required")) {
            policy.approvals_required =
                approvals.integer<std::int64_t>(0, limits::approvals_required_max);
        }
    }
    if (const wire::Value filler = in.optional("filler_program_ids")) {
        policy.filler =
            filler.list(fillers_max, [](const wire::Value& id) { return id.id<ProgramId>(); });
    }
    if (const wire::Value off_hours = in.optional("off_hours")) {
        policy.off_hours = off_hours.list(limits::off_hours_max, [](const wire::Value& times) {
            return wire::read_times(times.object());
        });
    }
    policy.brightness = read_own_levels(in.optional("brightness"));
    policy.volume = read_own_levels(in.optional("volume"));
    return policy;
}

// What a policy says, its own or what it comes to.
void write_own(wire::ObjectWriter& out, const Policy& policy) {
    out.member("approvals_required", policy.approvals_required);
    if (policy.filler) {
        out.ids("filler_program_ids", *policy.filler);
    }
    if (policy.off_hours) {
        out.list("off_hours", *policy.off_hours, wire::write_times);
    }
    if (policy.brightness) {
        wire::write_levels(out, "brightness", *policy.brightness);
    }
    if (policy.volume) {
        wire::write_levels(out, "volume", *policy.volume);
    }
}

// COUNT as the UNTIL it comes to, wherever times are said.
Status settle(Policy& policy) {
    Status settled;
    const auto settle_all = [&](auto& rows, const std::string& at, const auto& times_of) {
        for (std::size_t i = 0; settled && i < rows.size(); ++i) {
            settled = settle_times(times_of(rows[i]), at + "/" + std::to_string(i));
        }
    };
    if (policy.off_hours) {
        settle_all(*policy.off_hours, "/off_hours", [](Times& times) -> Times& { return times; });
    }
    const auto cap_times = [](LevelCap& cap) -> Times& { return cap.times; };
    if (policy.brightness) {
        settle_all(policy.brightness->caps, "/brightness/caps", cap_times);
    }
    if (policy.volume) {
        settle_all(policy.volume->caps, "/volume/caps", cap_times);
    }
    return settled;
}

// Whenever something of it holds.
std::vector<Times> times_of(const Backdrop& backdrop) {
    std::vector<Times> all = backdrop.off_hours;
    for (const LevelRules* levels : {&backdrop.brightness, &backdrop.volume}) {
        for (const LevelCap& cap : levels->caps) {
            all.push_back(cap.times);
        }
    }
    return all;
}

// The rights that the difference needs.
std::vector<Action> asked_by(const Policy& before, const Policy& after) {
    std::vector<Action> actions;
    if (before.approvals_required != after.approvals_required) {
        actions.push_back(Action::manage_units);
    }
    if (before.filler != after.filler) {
        actions.push_back(Action::schedule);
    }
    if (before.off_hours != after.off_hours || before.brightness != after.brightness
        || before.volume != after.volume) {
        actions.push_back(Action::manage_displays);
    }
    return actions;
}

std::string in_words(const Policy& policy) {
    std::string text;
    if (policy.approvals_required) {
        text += "approvals " + std::to_string(*policy.approvals_required) + "; ";
    }
    text += policy.filler ? std::to_string(policy.filler->size()) + " fillers; " : "";
    text += policy.off_hours ? std::to_string(policy.off_hours->size()) + " off hours; " : "";
    text += policy.brightness ? "brightness; " : "";
    text += policy.volume ? "volume; " : "";
    return text;
}

} // namespace

StaffRoutes PolicyResource::routes() {
    const std::string_view of_unit = "/api/v1/units/{id}/policy";
    const std::string_view of_display = "/api/v1/displays/{id}/policy";
    const UnitOf unit = unit_of_row(database_, [](const View& view, const std::string& id) {
        return view.fleet.unit(UnitId{id});
    });
    const UnitOf display = unit_of_row(database_, [](const View& view, const std::string& id) {
        return view.fleet.display(DisplayId{id});
    });
    const auto subject = [](const StaffCall& call) {
        return Subject{UnitId{call.places.front()}, {}};
    };
    return {
        {Method::get, of_unit, Action::read_fleet, unit,
         [this, subject](const auto& call) { return show(call, subject(call)); }},
        {Method::put, of_unit, Action::read_fleet, unit,
         [this, subject](const auto& call) { return replace(call, subject(call)); }},
        {Method::get, of_display, Action::read_fleet, display,
         [this](const auto& call) {
             return display_of(call).and_then(
                 [&](const Subject& found) { return show(call, found); });
         }},
        {Method::put, of_display, Action::read_fleet, display,
         [this](const auto& call) {
             return display_of(call).and_then(
                 [&](const Subject& found) { return replace(call, found); });
         }},
    };
}

Result<PolicyResource::Subject> PolicyResource::display_of(const StaffCall& call) {
    const DisplayId id{call.places.front()};
    return database_.read([&](const View& view) { return view.fleet.display(id); })
        .map([&](const Display& row) {
            return Subject{row.head.unit, id};
        });
}

Result<std::string> PolicyResource::body_of(const View& view, const StaffCall& call,
                                            const Subject& subject, const Policy& policy) {
    const Result<std::vector<UnitId>> path = view.fleet.unit_path(subject.unit);
    if (!path) {
        return tl::unexpected<Error>(path.error());
    }
    const Result<Backdrop> backdrop = backdrop_of(view, subject.display, *path);
    const Result<std::int64_t> required = approvals_required(view, *path);
    if (!backdrop || !required) {
        return tl::unexpected<Error>(backdrop ? required.error() : backdrop.error());
    }
    const auto missing = missing_holiday_years(view, times_of(*backdrop),
                                               std::chrono::floor<std::chrono::days>(call.now));
    if (!missing) {
        return tl::unexpected<Error>(missing.error());
    }
    return wire::write_object([&](wire::ObjectWriter& out) {
        out.member("id", policy.subject);
        out.member("unit_id", subject.unit);
        out.member("version", policy.head.version);
        if (policy.head.version > 0) {
            out.member("created_at", policy.head.created_at);
            out.member("changed_at", policy.head.changed_at);
        }
        write_own(out, policy);
        out.object("effective", [&](wire::ObjectWriter& effective) {
            write_own(effective, {.subject = {},
                                  .head = {},
                                  .approvals_required = *required,
                                  .filler = backdrop->filler,
                                  .off_hours = backdrop->off_hours,
                                  .brightness = backdrop->brightness,
                                  .volume = backdrop->volume});
        });
        write_missing_years(out, *missing, language_of(call.request));
    });
}

Result<Response> PolicyResource::show(const StaffCall& call, const Subject& subject) {
    return database_.read([&](const View& view) {
        return view.policies.policy(call.places.front()).and_then([&](const Policy& policy) {
            return body_of(view, call, subject, policy).map([&](std::string body) {
                return json_of(std::move(body), policy.head.version);
            });
        });
    });
}

Status PolicyResource::check(const View& view, const StaffCall& call, const Policy& before,
                             const Policy& after) {
    const Result<std::vector<UnitId>> path = view.fleet.unit_path(after.head.unit);
    if (!path) {
        return tl::unexpected<Error>(path.error());
    }
    for (const Action action : asked_by(before, after)) {
        if (Status allowed = authorise_in(call.who, action, *path); !allowed) {
            return allowed;
        }
    }
    if (before.brightness != after.brightness || before.volume != after.volume) {
        if (Status room = check_room(view, after); !room) {
            return room;
        }
    }
    for (const ProgramId& id : after.filler.value_or(std::vector<ProgramId>())) {
        const Result<ProgramRecord> program = view.content.program(id);
        const Result<bool> shared =
            program ? shares(view.fleet, program->head.unit, after.head.unit) : Result<bool>(false);
        if (!shared || !*shared) {
            return fail(ErrorCode::invalid_reference, "there is no such program here",
                        "/filler_program_ids");
        }
    }
    return {};
}

Result<Response> PolicyResource::replace(const StaffCall& call, const Subject& subject) {
    const Result<std::int64_t> version = version_of(call.request);
    Result<Policy> wanted =
        wire::read_object(call.request.text(), wire::staff_body, [&](wire::Object in) {
            return read_members(in, subject.display.empty());
        });
    if (!version || !wanted) {
        return tl::unexpected<Error>(version ? wanted.error() : version.error());
    }
    if (Status settled = settle(*wanted); !settled) {
        return tl::unexpected<Error>(settled.error());
    }
    Result<Response> answer = database_.write([&](Change& change) -> Result<Response> {
        const Result<Policy> before = change.policies.policy(call.places.front());
        if (!before) {
            return tl::unexpected<Error>(before.error());
        }
        Policy after = *wanted;
        after.subject = before->subject;
        after.head = {.unit = subject.unit,
                      .version = *version,
                      .created_at = before->head.version > 0 ? before->head.created_at : call.now,
                      .changed_at = call.now};
        Status done = check(change.view(), call, *before, after);
        if (done && !asked_by(*before, after).empty()) {
            done = change.policies.put_policy(after)
                       .map([&](std::int64_t next) { after.head.version = next; })
                       .and_then([&] {
                           return record(change, {.at = call.now,
                                                  .unit = subject.unit,
                                                  .actor = call.who.account,
                                                  .action = "policy.change",
                                                  .subject = after.subject,
                                                  .detail = in_words(after)});
                       });
        }
        return done.and_then([&] { return body_of(change.view(), call, subject, after); })
            .map([&](std::string body) { return json_of(std::move(body), after.head.version); });
    });
    if (answer) {
        publishing_.request(subject.display.empty() ? Affected{.units = {subject.unit}}
                                                    : Affected{.displays = {subject.display}});
    }
    return answer;
}

} // namespace marquee::manager
