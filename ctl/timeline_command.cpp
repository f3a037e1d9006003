#include "ctl/timeline_command.hpp"

#include <fmt/format.h>

#include "common/durable_file.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/rules/explanation.hpp"
#include "schemas/wire/envelope.hpp"
#include "schemas/wire/manifest.hpp"
#include "schemas/wire/plan.hpp"
#include "schemas/wire/words.hpp"

namespace marquee::ctl {

namespace {

// A manifest as it is, or in the envelope it is signed in. Signatures are not looked at.
Result<Manifest> manifest_in(const std::filesystem::path& file) {
    return read_whole(file, limits::envelope_bytes_max(limits::manifest_bytes_max))
        .and_then([](const std::string& text) {
            const Result<Envelope> envelope = wire::read_envelope(text);
            return wire::read_manifest(envelope ? envelope->payload : text);
        });
}

Result<Instant> instant_of(const Settings& settings, const std::string& key) {
    Result<Instant> instant = instant_from_rfc3339(settings.text(key));
    if (!instant) {
        return fail(ErrorCode::malformed,
                    "--" + key
                        + " is no instant such as 2026-11-22T09:00:00Z: " + settings.text(key));
    }
    if (*instant >= rules::never) {
        return fail(ErrorCode::out_of_range, "--" + key + " lies beyond the calendar");
    }
    return instant;
}

Result<Interval> interval_of(const Settings& settings) {
    return instant_of(settings, "from").and_then([&](Instant from) {
        return instant_of(settings, "to").and_then([&](Instant to) -> Result<Interval> {
            if (to <= from || to - from > std::chrono::days{limits::timeline_days_max}) {
                return fail(ErrorCode::out_of_range,
                            fmt::format("--to lies after --from, by {} days at most",
                                        limits::timeline_days_max));
            }
            return Interval{from, to};
        });
    });
}

std::string name_of(const ScheduleId& schedule, const ProgramId& program,
                    const wire::PlanNames& names) {
    const auto found = names.schedules.find(schedule);
    const std::string by = schedule.empty()                 ? "filler"
                           : found == names.schedules.end() ? schedule.value
                                                            : found->second;
    return fmt::format("program {} by {}", program.value, by);
}

std::string until_words(Instant until) {
    return until >= rules::never ? "for ever" : "until " + to_rfc3339(until);
}

std::string line_of(const rules::Timeline& timeline, const wire::PlanNames& names) {
    std::string line =
        fmt::format("{} {}\n", wire::word(timeline.rung), until_words(timeline.unchanged_until));
    for (const rules::Slot& slot : timeline.slots) {
        const bool always = slot.from == Instant{};
        line += fmt::format("  {}, {}\n", name_of(slot.schedule, slot.program, names),
                            always ? "always" : "since " + to_rfc3339(slot.from));
    }
    return line;
}

std::string lines_of(const rules::RungTried& rung, const wire::PlanNames& names) {
    const std::string title(rung.priority ? wire::word(*rung.priority) : wire::word(rung.rung));
    std::string lines = fmt::format("{} {}\n", rung.taken ? "*" : " ", title);
    for (const rules::Candidate& each : rung.candidates) {
        lines += fmt::format("      {}: {}",
                             each.program.empty() ? "off hours"
                                                  : name_of(each.schedule, each.program, names),
                             rules::to_slug(each.standing));
        if (each.run) {
            const bool open = each.run->from == Instant{};
            lines += fmt::format(", {} {}", open ? "always" : to_rfc3339(each.run->from),
                                 until_words(each.run->to));
        }
        lines += "\n";
    }
    return lines;
}

std::string line_of(const rules::Span& span, const wire::PlanNames& names) {
    std::string line = fmt::format("{} {} {}\n", to_rfc3339(span.time.from),
                                   to_rfc3339(span.time.to), wire::word(span.rung));
    for (const rules::Share& share : span.shares) {
        line +=
            fmt::format("  {}: {} s, {} plays{}\n", name_of(share.schedule, share.program, names),
                        static_cast<double>(share.airtime.shown.count()) / 1e6, share.airtime.plays,
                        share.interrupt ? ", interrupting" : "");
    }
    return line;
}

wire::PlanNames names_in(const Manifest& manifest) {
    wire::PlanNames names;
    for (const Schedule& schedule : manifest.schedules) {
        if (!schedule.name.empty()) {
            names.schedules.emplace(schedule.id, schedule.name);
        }
    }
    return names;
}

struct Asked {
    const rules::Situation situation;
    const wire::PlanNames names;
    Session& session;
};

Status tell_instant(const Asked& asked, Instant at) {
    const rules::Explanation told = rules::explain(asked.situation, at);
    const bool why = asked.session.settings.toggle("explain");
    if (asked.session.settings.toggle("json")) {
        asked.session.out = wire::write_object([&](wire::ObjectWriter& out) {
                                out.member("at", at);
                                if (why) {
                                    write_explanation(out, told, asked.names);
                                } else {
                                    write_timeline(out, told.timeline, asked.names);
                                }
                            })
                            + "\n";
        return {};
    }
    asked.session.out = line_of(told.timeline, asked.names);
    if (why) {
        for (const rules::RungTried& rung : told.rungs) {
            asked.session.out += lines_of(rung, asked.names);
        }
    }
    return {};
}

Status tell_interval(const Asked& asked, const Interval& within) {
    const std::vector<rules::Span> spans = rules::spans_in(asked.situation, within);
    if (spans.back().time.to < within.to) {
        return fail(ErrorCode::too_large,
                    "more happens before --to than one answer can tell: ask for less");
    }
    if (asked.session.settings.toggle("json")) {
        asked.session.out = wire::write_object([&](wire::ObjectWriter& out) {
                                write_spans(out, spans, asked.names);
                            })
                            + "\n";
        return {};
    }
    for (const rules::Span& span : spans) {
        asked.session.out += line_of(span, asked.names);
    }
    return {};
}

Status tell(Session& session) {
    const Settings& settings = session.settings;
    const bool between = settings.has("from") && settings.has("to");
    if (settings.has("at") == between || (settings.has("from") != settings.has("to"))) {
        return fail(ErrorCode::missing_member, "say either --at, or --from and --to");
    }
    const Result<Manifest> manifest = manifest_in(settings.path("manifest"));
    if (!manifest) {
        return tl::unexpected<Error>(manifest.error());
    }
    const rules::PreparedManifest prepared(*manifest);
    const Asked asked{{.manifest = &prepared,
                       .overrides = {},
                       .display = manifest->display,
                       .unit_path = {},
                       .clock = settings.toggle("untrusted-clock") ? rules::ClockTrust::untrusted
                                                                   : rules::ClockTrust::trusted},
                      names_in(*manifest),
                      session};
    if (between) {
        return interval_of(settings).and_then(
            [&](const Interval& within) { return tell_interval(asked, within); });
    }
    return instant_of(settings, "at").and_then([&](Instant at) { return tell_instant(asked, at); });
}

} // namespace

Command timeline_command() {
    return {
        .name = "timeline",
        .summary = "says what a manifest in a file shows and when, without a manager",
        .needed = {"manifest"},
        .settings = {{.key = "manifest",
                      .kind = SettingKind::path,
                      .help = "the manifest, or the envelope it is signed in"},
                     {.key = "at",
                      .kind = SettingKind::text,
                      .help = "an instant: 2026-11-22T09:00:00Z"},
                     {.key = "from", .kind = SettingKind::text, .help = "beginning of a period"},
                     {.key = "to", .kind = SettingKind::text, .help = "its end, 31 days at most"},
                     {.key = "explain",
                      .kind = SettingKind::toggle,
                      .default_value = "no",
                      .help = "with --at: every rung of the ladder, and why it is empty"},
                     {.key = "untrusted-clock",
                      .kind = SettingKind::toggle,
                      .default_value = "no",
                      .help = "as on a device that has not proven the time yet"},
                     {.key = "json",
                      .kind = SettingKind::toggle,
                      .default_value = "no",
                      .help = "print JSON"}},
        .run = tell};
}

} // namespace marquee::ctl
