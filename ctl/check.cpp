#include "ctl/check.hpp"

#include <filesystem>
#include <ostream>

#include <fmt/format.h>

#include "common/clock.hpp"
#include "common/durable_file.hpp"
#include "ctl/check_options.hpp"
#include "ctl/directory.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/reader.hpp"

namespace marquee::ctl {

namespace {

namespace fs = std::filesystem;

const CheckRange* or_null(const std::optional<CheckRange>& range) {
    return range ? &*range : nullptr;
}

std::string text_of(const std::optional<CheckRange>& range) {
    return range ? range->text : "";
}

CheckVerdict unknown(const Error& error) {
    const std::string where = error.where.empty() ? "" : " (" + error.where + ")";
    return {CheckState::unknown, error.what + where, {}};
}

Result<Credentials> credentials_of(const CheckOptions& options) {
    Credentials credentials;
    if (!options.credentials.empty()) {
        std::error_code problem;
        const fs::perms mode = fs::status(options.credentials, problem).permissions();
        constexpr fs::perms others = fs::perms::group_all | fs::perms::others_all;
        if (!problem && (mode & others) != fs::perms::none) {
            return fail(ErrorCode::not_allowed, "others can read the token: chmod 600",
                        options.credentials.string());
        }
        auto loaded = load_credentials(options.credentials);
        if (!loaded) {
            return loaded;
        }
        credentials = *std::move(loaded);
    }
    if (!options.authority.empty()) {
        auto pem = read_whole(options.authority, limits::key_file_bytes_max);
        if (!pem) {
            return tl::unexpected<Error>(pem.error());
        }
        credentials.tls_authority_pem = *std::move(pem);
    }
    if (!options.manager.empty()) {
        credentials.manager_url = options.manager;
    }
    if (!options.token.empty()) {
        credentials.token = options.token;
    }
    return credentials;
}

struct Ready {
    bool ready = false;
    std::string reasons;
};

Result<Ready> read_ready(const std::string& body) {
    return wire::read_object(body, wire::staff_answer, [](wire::Object in) {
        Ready read{in.required("ready").boolean(), {}};
        for (const std::string& reason :
             in.required("reasons").list(limits::findings_max, [](const wire::Value& value) {
                 return value.line(limits::word_bytes_max);
             })) {
            read.reasons += (read.reasons.empty() ? "" : ", ") + reason;
        }
        return read;
    });
}

CheckVerdict check_manager(StaffClient& client, const CheckOptions& options) {
    const SystemClock clock;
    const Microseconds asked = clock.monotonic();
    const Result<Answer> answer = client.exchange({.path = "/readyz"});
    const double seconds = std::chrono::duration<double>(clock.monotonic() - asked).count();
    if (!answer) { // this is what the check is about
        return {CheckState::critical, unknown(answer.error()).text, {}};
    }
    const Result<Ready> read = read_ready(answer->body);
    if (!read) {
        return {CheckState::critical, fmt::format("the manager answered {}", answer->status), {}};
    }
    CheckVerdict verdict{judge(seconds, or_null(options.warning), or_null(options.critical)),
                         fmt::format("the manager is ready, answered in {:.3f} s", seconds),
                         {{.label = "time",
                           .value = seconds,
                           .unit = "s",
                           .warning = text_of(options.warning),
                           .critical = text_of(options.critical),
                           .least = "0"}}};
    if (!read->ready) {
        verdict.state = CheckState::critical;
        verdict.text = "the manager is not ready: " + read->reasons;
    }
    return verdict;
}

struct DisplayAnswer {
    std::string name;
    std::string status;
    std::string sentence;
    std::vector<PerformanceFigure> figures;
    std::optional<double> contact_age;
};

DisplayAnswer read_display(const wire::Object& in) {
    DisplayAnswer read;
    read.name = in.required("name").line(limits::name_bytes_max);
    const wire::Object health = in.required("health").object();
    read.status = health.required("status").line(limits::word_bytes_max);
    read.sentence = health.required("sentence").line(limits::note_bytes_max);
    const auto add = [&](std::string_view member, std::string unit) {
        if (const wire::Value value = in.optional(member)) {
            read.figures.push_back({.label = std::string(member),
                                    .value = value.number(-1e18, 1e18),
                                    .unit = std::move(unit)});
        }
    };
    if (const wire::Value age = in.optional("contact_age_s")) {
        read.contact_age = age.number(-1e18, 1e18);
    }
    add("contact_age_s", "s");
    add("uptime_s", "s");
    add("frames_presented", "c");
    add("frames_late", "c");
    add("quarantined", "");
    add("disk_free_bytes", "B");
    add("temperature_celsius", "");
    return read;
}

CheckState state_of(std::string_view status) {
    if (status == "showing" || status == "planned_off") {
        return CheckState::ok;
    }
    if (status == "offline") {
        return CheckState::critical;
    }
    return status == "out_of_date" || status == "abnormal" ? CheckState::warning
                                                           : CheckState::unknown;
}

CheckVerdict verdict_of(DisplayAnswer display, const CheckOptions& options) {
    CheckVerdict verdict{state_of(display.status), display.name + ": " + display.sentence,
                         std::move(display.figures)};
    if (display.contact_age && display.status != "planned_off") {
        verdict.state =
            std::max(verdict.state, judge(*display.contact_age, or_null(options.warning),
                                          or_null(options.critical)));
    }
    for (PerformanceFigure& figure : verdict.figures) {
        if (figure.label == "contact_age_s") {
            figure.warning = text_of(options.warning);
            figure.critical = text_of(options.critical);
        }
        if (figure.label != "temperature_celsius") {
            figure.least = std::string(1, '0'); // as a literal GCC 12 warns falsely (bug 105651)
        }
    }
    return verdict;
}

CheckVerdict check_display(StaffClient& client, const CheckOptions& options) {
    const auto read =
        read_names(client, "/api/v1/displays", "title")
            .and_then([&](const auto& rows) { return resolve(rows, options.display); })
            .and_then([&](const std::string& id) {
                return client.send({.path = "/api/v1/displays/" + id + "/health"});
            })
            .and_then([](const Answer& answer) {
                return wire::read_object(answer.body, wire::staff_answer, read_display);
            });
    return read ? verdict_of(*read, options) : unknown(read.error());
}

constexpr auto unit_words = std::to_array<std::string_view>(
    {"displays", "showing", "planned_off", "out_of_date", "abnormal", "offline", "reachable"});

using UnitAnswer = std::array<double, unit_words.size()>;

UnitAnswer read_unit(const wire::Object& in) {
    UnitAnswer counts{};
    for (std::size_t i = 0; i < counts.size(); ++i) {
        counts.at(i) = in.required(unit_words.at(i)).number(0, 1e15);
    }
    return counts;
}

CheckVerdict verdict_of(const UnitAnswer& counts, const CheckOptions& options) {
    const auto [displays, showing, planned_off, out_of_date, abnormal, offline, reachable] = counts;
    const double troubled = out_of_date + abnormal + offline;
    CheckVerdict verdict;
    verdict.text = fmt::format("{} displays: {} showing, {} off as planned, {} out of date, "
                               "{} abnormal, {} offline",
                               displays, showing, planned_off, out_of_date, abnormal, offline);
    if (options.warning || options.critical) {
        verdict.state = judge(troubled, or_null(options.warning), or_null(options.critical));
    } else {
        verdict.state = offline > 0    ? CheckState::critical
                        : troubled > 0 ? CheckState::warning
                                       : CheckState::ok;
    }
    verdict.figures.push_back({.label = "troubled",
                               .value = troubled,
                               .warning = text_of(options.warning),
                               .critical = text_of(options.critical),
                               .least = "0",
                               .most = fmt::format("{}", displays)});
    for (std::size_t i = 0; i < counts.size(); ++i) {
        verdict.figures.push_back(
            {.label = std::string(unit_words.at(i)), .value = counts.at(i), .least = "0"});
    }
    return verdict;
}

CheckVerdict check_unit(StaffClient& client, const CheckOptions& options) {
    const auto read = read_names(client, "/api/v1/units")
                          .and_then([&](const auto& rows) { return resolve(rows, options.unit); })
                          .and_then([&](const std::string& id) {
                              return client.send({.path = "/api/v1/units/" + id + "/health"});
                          })
                          .and_then([](const Answer& answer) {
                              return wire::read_object(answer.body, wire::staff_answer, read_unit);
                          });
    return read ? verdict_of(*read, options) : unknown(read.error());
}

CheckVerdict verdict_for(const CheckOptions& options) {
    Result<Credentials> credentials = credentials_of(options);
    if (!credentials) {
        return unknown(credentials.error());
    }
    StaffClient client(*std::move(credentials), Seconds{options.timeout_seconds});
    if (!options.display.empty()) {
        return check_display(client, options);
    }
    return options.unit.empty() ? check_manager(client, options) : check_unit(client, options);
}

} // namespace

CheckState check(std::span<const char* const> arguments, const char* const* environment,
                 std::ostream& out) {
    const Result<CheckOptions> options = check_options(arguments, environment);
    if (!options) {
        out << line_of(unknown(options.error()));
        return CheckState::unknown;
    }
    if (options->help || options->version) {
        out << (options->help ? check_help() : "check_marquee " MARQUEE_VERSION "\n");
        return CheckState::unknown;
    }
    const CheckVerdict verdict = verdict_for(*options);
    out << line_of(verdict);
    return verdict.state;
}

} // namespace marquee::ctl
