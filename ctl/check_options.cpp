#include "ctl/check_options.hpp"

#include <array>
#include <charconv>
#include <string_view>

namespace marquee::ctl {

namespace {

struct Option {
    std::string_view name;
    std::string_view letter;
};

constexpr auto with_value = std::to_array<Option>({
    {"--manager", "-H"},
    {"--unit", "-u"},
    {"--display", "-d"},
    {"--credentials", "-f"},
    {"--authority", "-a"},
    {"--warning", "-w"},
    {"--critical", "-c"},
    {"--timeout", "-t"},
});

// The long name of an option that takes a value; empty for another word.
std::string_view long_name(std::string_view word) {
    for (const Option& option : with_value) {
        if (word == option.name || word == option.letter) {
            return option.name;
        }
    }
    return {};
}

Status take_timeout(CheckOptions& options, std::string_view value) {
    const char* const end = value.data() + value.size();
    const auto read = std::from_chars(value.data(), end, options.timeout_seconds);
    if (read.ec != std::errc{} || read.ptr != end || options.timeout_seconds < 1
        || options.timeout_seconds > 600) {
        return fail(ErrorCode::malformed, "a time-out is 1 to 600 seconds");
    }
    return {};
}

Status take(CheckOptions& options, std::string_view name, const std::string& value) {
    const auto range = [&](std::optional<CheckRange>& where) -> Status {
        return range_from_text(value).map([&](CheckRange read) { where = std::move(read); });
    };
    if (name == "--warning") {
        return range(options.warning);
    }
    if (name == "--critical") {
        return range(options.critical);
    }
    if (name == "--timeout") {
        return take_timeout(options, value);
    }
    if (name == "--manager") {
        options.manager = value;
    } else if (name == "--unit") {
        options.unit = value;
    } else if (name == "--display") {
        options.display = value;
    } else if (name == "--credentials") {
        options.credentials = value;
    } else {
        options.authority = value;
    }
    return {};
}

void take_environment(CheckOptions& options, const char* const* environment) {
    for (; environment != nullptr && *environment != nullptr; ++environment) {
        const std::string_view entry = *environment;
        const auto value_of = [&](std::string_view name) -> std::optional<std::string> {
            if (entry.size() > name.size() && entry.starts_with(name)
                && entry[name.size()] == '=') {
                return std::string(entry.substr(name.size() + 1));
            }
            return std::nullopt;
        };
        if (const auto file = value_of("MARQUEE_CREDENTIALS")) {
            options.credentials = *file;
        } else if (const auto token = value_of("MARQUEE_TOKEN")) {
            options.token = *token;
        } else if (const auto authority = value_of("MARQUEE_AUTHORITY")) {
            options.authority = *authority;
        }
    }
}

Status check_whole(const CheckOptions& options) {
    if (options.help || options.version) {
        return {};
    }
    if (!options.unit.empty() && !options.display.empty()) {
        return fail(ErrorCode::malformed, "say --unit or --display, not both");
    }
    if (options.credentials.empty() && (options.manager.empty() || options.authority.empty())) {
        return fail(ErrorCode::malformed,
                    "say --credentials FILE, or --manager URL and --authority FILE");
    }
    return {};
}

} // namespace

Result<CheckOptions> check_options(std::span<const char* const> arguments,
                                   const char* const* environment) {
    CheckOptions options;
    take_environment(options, environment);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        std::string word = arguments[i];
        if (word == "-h" || word == "--help") {
            options.help = true;
            continue;
        }
        if (word == "-V" || word == "--version") {
            options.version = true;
            continue;
        }
        const std::size_t equals = word.starts_with("--") ? word.find('=') : word.npos;
        const std::string_view name = long_name(word.substr(0, equals));
        if (name.empty()) {
            return fail(ErrorCode::malformed, "there is no option '" + word + "'");
        }
        if (equals == word.npos && i + 1 == arguments.size()) {
            return fail(ErrorCode::malformed, "'" + word + "' needs a value");
        }
        const std::string value = equals == word.npos ? arguments[++i] : word.substr(equals + 1);
        if (Status taken = take(options, name, value); !taken) {
            return tl::unexpected<Error>(taken.error());
        }
    }
    return check_whole(options).map([&] { return options; });
}

std::string check_help() {
    return R"(check_marquee: a monitoring plugin for Marquee

Usage: check_marquee [--credentials FILE] [--manager URL] [--unit U | --display D] [options]

Checks the manager itself, or with --unit the displays of a unit and below, or one display.

  -H, --manager URL       staff port of the manager; default: the credentials file's
  -u, --unit U            id or name of a unit
  -d, --display D         id or title of a display
  -f, --credentials FILE  what `marqueectl setup` wrote, mode 0600; or MARQUEE_CREDENTIALS
  -a, --authority FILE    PEM of the authority to believe; or MARQUEE_AUTHORITY
  -w, --warning RANGE     manager: seconds to answer; unit: displays in trouble;
  -c, --critical RANGE      display: seconds since its last contact
  -t, --timeout SECONDS   default 10
  -V, --version  -h, --help

The token is the credentials file's, or MARQUEE_TOKEN; the manager itself needs none.
A display that is off as planned is OK. Without thresholds, displays that are out of date or
abnormal are a warning, and offline ones are critical.

Exit status: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN (also: the manager cannot be asked about them).
)";
}

} // namespace marquee::ctl
