#include "player/start_record.hpp"

#include <algorithm>
#include <sstream>
#include <variant>

#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

constexpr std::string_view heading = "marquee-starts 1";
constexpr Seconds window{limits::crash_window_seconds};
constexpr Seconds first_rest{10 * 60};
constexpr Seconds longest_rest{3'600};

std::string word_of(const Manifest& manifest) {
    return "manifest/" + to_string(manifest.number);
}

std::string word_of(const Override& override) {
    return "override/" + override.id.value + "/" + std::to_string(override.serial);
}

void write_contents(std::ostream& out, const char* what,
                    const std::map<DisplayId, ContentWords>& contents) {
    for (const auto& [display, words] : contents) {
        out << what << ' ' << display.value;
        for (const std::string& word : words) {
            out << ' ' << word;
        }
        out << '\n';
    }
}

void read_contents(std::istream& in, std::map<DisplayId, ContentWords>& contents) {
    DisplayId display;
    in >> display.value;
    ContentWords& words = contents[display];
    for (std::string word; in >> word;) {
        words.insert(word);
    }
}

// One line; false: not one of ours.
bool read_line(const std::string& line, StartRecord& record) {
    std::istringstream in(line);
    std::string what;
    std::int64_t number = 0;
    in >> what;
    if (what == "boot") {
        in >> record.machine_boot;
    } else if (what == "start" && in >> number) {
        record.starts.emplace_back(number);
    } else if (what == "shown") {
        read_contents(in, record.shown);
    } else if (what == "put_off") {
        read_contents(in, record.put_off);
    } else if (what == "times" && in >> number) {
        record.times = static_cast<int>(std::clamp<std::int64_t>(number, 0, 100));
    } else if (what == "trial") {
        record.trial = true;
    } else {
        return false;
    }
    return true;
}

} // namespace

ContentWords words_of(const Presentation& presentation) {
    ContentWords words;
    if (presentation.manifest) {
        words.insert(word_of(*presentation.manifest));
    }
    for (const Override& override : presentation.overrides) {
        words.insert(word_of(override));
    }
    return words;
}

PresentationPtr without(const PresentationPtr& presentation, const ContentWords& words) {
    auto rest = std::make_shared<Presentation>(*presentation);
    if (rest->manifest && words.contains(word_of(*rest->manifest))) {
        rest->manifest.reset();
        rest->programs.clear();
    }
    std::erase_if(rest->overrides, [&](const Override& override) {
        return std::holds_alternative<Notice>(override.action) && words.contains(word_of(override));
    });
    return rest;
}

void begin_start(StartRecord& record, const std::string& machine_boot, Microseconds now) {
    if (record.machine_boot != machine_boot) {
        // The machine itself started again, which is nobody's crash: a trial goes on as it was.
        record.starts.clear();
        record.machine_boot = machine_boot;
        record.trial = false;
    }
    std::erase_if(record.starts,
                  [&](Microseconds start) { return start > now || now - start > window; });
    const bool too_often = record.starts.size() >= std::size_t{limits::crash_starts_max};
    if (record.trial || too_often) {
        record.put_off = record.shown;
        std::erase_if(record.put_off, [](const auto& entry) { return entry.second.empty(); });
        ++record.times;
        record.trial = false;
        record.starts.clear();
    }
    record.starts.push_back(now);
}

bool note_shown(StartRecord& record, const DisplayId& display, const ContentWords& words) {
    ContentWords& shown = record.shown[display];
    if (shown == words) {
        return false;
    }
    shown = words;
    if (record.starts.size() > 1) {
        record.starts.erase(record.starts.begin(), record.starts.end() - 1);
    }
    if (const auto bad = record.put_off.find(display); bad != record.put_off.end()) {
        std::erase_if(bad->second, [&](const std::string& word) { return !words.contains(word); });
        if (bad->second.empty()) {
            record.put_off.erase(bad);
        }
        if (record.put_off.empty()) {
            pass_trial(record);
        }
    }
    return true;
}

Seconds rest_before_trial(int times) {
    Seconds rest = first_rest;
    for (int turn = 1; turn < times && rest < longest_rest; ++turn) {
        rest *= 2;
    }
    return std::min(rest, longest_rest);
}

void begin_trial(StartRecord& record) {
    record.trial = true;
}

void pass_trial(StartRecord& record) {
    record.trial = false;
    record.put_off.clear();
    record.times = 0;
}

void end_in_order(StartRecord& record) {
    record.starts.clear();
    record.trial = false;
}

std::string to_text(const StartRecord& record) {
    std::ostringstream out;
    out << heading << "\nboot " << record.machine_boot << '\n';
    for (const Microseconds start : record.starts) {
        out << "start " << start.count() << '\n';
    }
    write_contents(out, "shown", record.shown);
    write_contents(out, "put_off", record.put_off);
    out << "times " << record.times << '\n';
    if (record.trial) {
        out << "trial\n";
    }
    return out.str();
}

std::optional<StartRecord> start_record_from(std::string_view text) {
    std::istringstream lines{std::string(text)};
    std::string line;
    if (!std::getline(lines, line) || line != heading) {
        return std::nullopt;
    }
    StartRecord record;
    while (std::getline(lines, line)) {
        if (!read_line(line, record)) {
            return std::nullopt;
        }
    }
    return record;
}

} // namespace marquee::player
