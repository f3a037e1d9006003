#include "common/setting_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace marquee {

namespace {

struct Unit {
    std::string_view word;
    std::int64_t milliseconds;
};

// The largest first.
constexpr std::array<Unit, 5> units{
    {{"d", 86'400'000}, {"h", 3'600'000}, {"m", 60'000}, {"s", 1'000}, {"ms", 1}}};

tl::unexpected<Error> wrong(const std::string& must, const std::string& text) {
    return fail(ErrorCode::malformed, "must be " + must + ", not '" + text + "'");
}

// The number in front of `text`, and what follows it.
std::pair<Result<std::int64_t>, std::string_view> take_integer(std::string_view text) {
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{}) {
        return {fail(ErrorCode::malformed, "not a number"), text};
    }
    return {number, {rest, static_cast<std::size_t>(end - rest)}};
}

std::string range_of(const Setting& setting) {
    const auto text = [&](std::int64_t number) {
        return setting.kind == SettingKind::duration ? to_duration_text(Milliseconds{number})
                                                     : std::to_string(number);
    };
    if (setting.most == INT64_MAX) {
        return "at least " + text(setting.least);
    }
    return "between " + text(setting.least) + " and " + text(setting.most);
}

bool in_range(const Setting& setting, std::int64_t number) {
    return number >= setting.least && number <= setting.most;
}

Result<SettingValue> read_integer(const Setting& setting, const std::string& text) {
    const auto [number, rest] = take_integer(text);
    if (!number || !rest.empty()) {
        return wrong("a whole number", text);
    }
    return in_range(setting, *number) ? Result<SettingValue>(*number)
                                      : wrong(range_of(setting), text);
}

Result<SettingValue> read_toggle(const std::string& text) {
    for (const char* yes : {"yes", "true", "on", "1"}) {
        if (text == yes) {
            return true;
        }
    }
    for (const char* no : {"no", "false", "off", "0"}) {
        if (text == no) {
            return false;
        }
    }
    return wrong("yes or no", text);
}

Result<SettingValue> read_duration(const Setting& setting, const std::string& text) {
    const auto duration = duration_from_text(text);
    if (!duration) {
        return wrong("a duration such as 250ms, 30s, 5m, 2h or 7d", text);
    }
    return in_range(setting, duration->count()) ? Result<SettingValue>(*duration)
                                                : wrong(range_of(setting), text);
}

Result<SettingValue> read_choice(const Setting& setting, const std::string& text) {
    const auto& choices = setting.choices;
    if (std::find(choices.begin(), choices.end(), text) != choices.end()) {
        return text;
    }
    std::string list;
    for (const std::string& choice : choices) {
        list += (list.empty() ? "" : ", ") + choice;
    }
    return wrong("one of " + list, text);
}

Result<SettingValue> read_one(const Setting& setting, const std::string& text) {
    switch (setting.kind) {
    case SettingKind::integer:
        return read_integer(setting, text);
    case SettingKind::toggle:
        return read_toggle(text);
    case SettingKind::duration:
        return read_duration(setting, text);
    case SettingKind::choice:
        return read_choice(setting, text);
    case SettingKind::text:
    case SettingKind::path:
    case SettingKind::list:
        return text;
    }
    return text;
}

} // namespace

Result<Milliseconds> duration_from_text(std::string_view text) {
    const auto [number, rest] = take_integer(text);
    const auto* unit = std::find_if(units.begin(), units.end(),
                                    [word = rest](const Unit& u) { return u.word == word; });
    if (!number || unit == units.end()) {
        return fail(ErrorCode::malformed, "not a duration");
    }
    if (*number < 0 || *number > INT64_MAX / unit->milliseconds) {
        return fail(ErrorCode::out_of_range, "not a duration that can be");
    }
    return Milliseconds{*number * unit->milliseconds};
}

std::string to_duration_text(Milliseconds duration) {
    for (const Unit& unit : units) {
        if (duration.count() != 0 && duration.count() % unit.milliseconds == 0) {
            return std::to_string(duration.count() / unit.milliseconds) + std::string(unit.word);
        }
    }
    return std::to_string(duration.count()) + "ms";
}

std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> pieces;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        std::string_view piece = text.substr(0, comma);
        text.remove_prefix(std::min(comma + 1, text.size()));
        const std::size_t first = piece.find_first_not_of(" \t");
        if (first != std::string_view::npos) {
            piece = piece.substr(first, piece.find_last_not_of(" \t") - first + 1);
            pieces.emplace_back(piece);
        }
    }
    return pieces;
}

Result<SettingValue> read_setting(const Setting& setting, const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
        if (const Status good = setting.check && !text.empty() ? setting.check(text) : Status{};
            !good) {
            return tl::unexpected(good.error());
        }
    }
    if (setting.kind == SettingKind::list) {
        return texts.empty() ? SettingValue{} : SettingValue{texts};
    }
    const std::string text = texts.empty() ? std::string{} : texts.back();
    // An empty text unsets what may be unset: a setting that has no default.
    if (text.empty() && setting.default_value.empty()) {
        return SettingValue{};
    }
    return read_one(setting, text);
}

std::string to_setting_text(const SettingValue& value) {
    struct Writer {
        std::string operator()(std::monostate) const { return {}; }
        std::string operator()(const std::string& text) const { return text; }
        std::string operator()(std::int64_t number) const { return std::to_string(number); }
        std::string operator()(bool yes) const { return yes ? "yes" : "no"; }
        std::string operator()(Milliseconds duration) const { return to_duration_text(duration); }
        std::string operator()(const std::vector<std::string>& texts) const {
            std::string all;
            for (const std::string& text : texts) {
                all += (all.empty() ? "" : ", ") + text;
            }
            return all;
        }
    };
    return std::visit(Writer{}, value);
}

} // namespace marquee
