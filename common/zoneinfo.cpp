#include "common/zoneinfo.hpp"

#include "common/durable_file.hpp"
#include "common/tzif.hpp"
#include "schemas/model/limits.hpp"

namespace marquee {

namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// "# version 2025b" is the first line of tzdata.zi.
std::string version_in(const std::filesystem::path& directory) {
    constexpr std::string_view start = "# version ";
    const Result<std::string> text =
        read_whole(directory / "tzdata.zi", limits::zone_file_bytes_max);
    if (!text || !text->starts_with(start)) {
        return {};
    }
    const std::size_t end = std::min(text->find('\n'), start.size() + 16);
    return text->substr(start.size(), end - start.size());
}

} // namespace

bool is_zone_name(std::string_view name) {
    if (name.empty() || name.size() > limits::word_bytes_max) {
        return false;
    }
    int components = 1;
    bool begins = true;
    for (const char c : name) {
        if (c == '/') {
            if (begins || ++components > 3) {
                return false;
            }
            begins = true;
            continue;
        }
        const bool other = (c >= '0' && c <= '9') || c == '_' || c == '+' || c == '-';
        if (!is_letter(c) && (begins || !other)) {
            return false;
        }
        begins = false;
    }
    return !begins;
}

Interval zone_span(Instant not_after) {
    using namespace std::chrono;
    const year last = LocalDate{floor<days>(not_after)}.year() + years{2};
    return {Instant{sys_days{year{2020} / January / 1}},
            Instant{sys_days{std::min(last, year{9999}) / January / 1}}};
}

Zoneinfo::Zoneinfo(std::filesystem::path directory)
    : directory_(std::move(directory)), version_(version_in(directory_)) {}

Result<ZoneRules> Zoneinfo::rules(std::string_view name, Interval span) const {
    const ErrorParams params{{"zone", std::string(name.substr(0, limits::word_bytes_max))}};
    if (!is_zone_name(name)) {
        return fail(ErrorCode::out_of_range, "not the form of a time zone's name", {}, params);
    }
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(directory_ / name, ignored)) {
        return fail(ErrorCode::not_found, "no such time zone is installed", {}, params);
    }
    return read_whole(directory_ / name, limits::zone_file_bytes_max)
        .and_then([](const std::string& bytes) { return tzif_from_bytes(bytes); })
        .and_then([&](const TzifZone& zone) { return zone_rules(zone, span); })
        .map([&](ZoneRules rules) {
            rules.name = std::string(name);
            rules.tzdata_version = version_;
            return rules;
        })
        .map_error([&](Error error) {
            error.params.insert(error.params.end(), params.begin(), params.end());
            return error;
        });
}

} // namespace marquee
