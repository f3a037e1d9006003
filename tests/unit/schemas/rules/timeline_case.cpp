#include "tests/unit/schemas/rules/timeline_case.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "tests/unit/schemas/rules/case_times.hpp"
#include "tests/unit/schemas/rules/holiday_lines.hpp"

namespace marquee::tests {

namespace {

[[noreturn]] void refuse(const std::string& why) {
    throw std::runtime_error(why);
}

template<typename T>
T must(Result<T> result) {
    if (!result) {
        refuse(to_string(result.error()));
    }
    return std::move(*result);
}

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, separator);) {
        parts.push_back(part);
    }
    return parts;
}

template<typename Value>
Value one_of(const std::string& word, std::initializer_list<const char*> words) {
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end()) {
        refuse("unknown word " + word);
    }
    return static_cast<Value>(found - words.begin());
}

class CaseReader {
public:
    TimelineCase read(std::istream& file) {
        result_.manifest.not_after = rules::never;
        for (std::string text; std::getline(file, text);) {
            ++line_;
            words_ = std::istringstream(text.substr(0, text.find('#')));
            std::string verb;
            if (words_ >> verb) {
                statement(verb);
            }
        }
        if (result_.expectations.empty() && result_.airtimes.empty() && result_.levels.empty()
            && result_.reasons.empty()) {
            refuse("expects nothing");
        }
        return std::move(result_);
    }

    int line() const { return line_; }

private:
    void statement(const std::string& verb) {
        if (verb == "zone") {
            result_.manifest.zone.offset_seconds_before = offset();
        } else if (verb == "change") {
            const Instant at = instant();
            result_.manifest.zone.transitions.push_back({at, offset(), "X"});
        } else if (verb == "program") {
            program();
        } else if (verb == "schedule") {
            schedule();
        } else if (verb == "filler") {
            for (std::string id; words_ >> id;) {
                result_.manifest.filler.push_back(ProgramId{id});
            }
        } else if (verb == "off") {
            result_.manifest.off_hours.push_back(times(nullptr));
            times_ = &result_.manifest.off_hours.back();
        } else if (verb == "not_after") {
            result_.manifest.not_after = instant();
        } else if (verb == "no_manifest") {
            result_.has_manifest = false;
        } else if (verb == "units") {
            result_.unit_path = ids<UnitId>();
        } else if (verb == "override") {
            override_document();
        } else if (verb == "clock") {
            result_.clock = one_of<rules::ClockTrust>(word(), {"trusted", "untrusted"});
        } else if (verb == "at") {
            expectation();
        } else if (verb == "between") {
            airtime();
        } else if (!days(verb) && !level(verb) && !holiday(verb)) {
            refuse("unknown statement " + verb);
        }
    }

    // What goes on with the times of the statement before.
    bool days(const std::string& verb) {
        if (verb != "on" && verb != "except" && verb != "or") {
            return false;
        }
        if (times_ == nullptr || (verb == "or" && rules_ == nullptr)) {
            refuse(verb + " needs times");
        }
        if (verb == "except") {
            DayException exception;
            if (const std::string windows = word(); windows != "closed") {
                exception.windows = windows_from_text(windows);
            }
            times_->exceptions.push_back(std::move(exception));
            rules_ = &times_->exceptions.back().on;
        } else if (verb == "on") {
            rules_ = &times_->on;
        }
        rules_->push_back(read_day_rule(words_));
        return true;
    }

    LevelRules& level_rules() {
        return one_of<int>(word(), {"brightness", "volume"}) == 0 ? result_.manifest.brightness
                                                                  : result_.manifest.volume;
    }

    bool level(const std::string& verb) {
        if (verb == "volume") {
            result_.manifest.volume_percent = std::stoi(word());
        } else if (verb == "curve") {
            LevelRules& rules = level_rules();
            rules.curve = read_curve(words_);
        } else if (verb == "cap") {
            LevelRules& rules = level_rules();
            const int percent = std::stoi(word());
            rules.caps.push_back({times(nullptr), percent});
            times_ = &rules.caps.back().times;
        } else if (verb == "level") {
            expected_level();
        } else if (verb == "why") {
            expected_reason();
        } else {
            return false;
        }
        return true;
    }

    bool holiday(const std::string& verb) {
        if (verb == "holidays") {
            result_.manifest.holidays = china_holidays();
            return true;
        }
        CaseLine line{line_, verb, {}};
        for (std::string each; words_ >> each;) {
            line.words.push_back(each);
        }
        HolidayTable table = result_.manifest.holidays.value_or(HolidayTable{"table", {}});
        const bool known = add_holiday_line(table, line);
        if (known) {
            result_.manifest.holidays = std::move(table);
        }
        return known;
    }

    void expected_level() {
        ExpectedLevels expected;
        expected.line = line_;
        expected.at = instant();
        for (std::string key; words_ >> key;) {
            if (key == "brightness") {
                expected.brightness = std::stoi(word());
            } else if (key == "volume") {
                expected.volume = std::stoi(word());
            } else if (key == "until") {
                expected.until = instant();
            } else {
                refuse("unknown word " + key);
            }
        }
        result_.levels.push_back(expected);
    }

    void expected_reason() {
        ExpectedReason expected;
        expected.line = line_;
        expected.at = instant();
        expected.schedule = word();
        expected.standing = word();
        for (std::string key; words_ >> key;) {
            if (key != "next") {
                refuse("unknown word " + key);
            }
            expected.next = instant();
        }
        result_.reasons.push_back(expected);
    }

    std::string word() {
        std::string text;
        if (!(words_ >> text)) {
            refuse("the line ends too early");
        }
        return text;
    }

    Instant instant() {
        const std::string text = word();
        return text == "never" ? rules::never : must(instant_from_rfc3339(text));
    }

    // "+08:00"
    std::int32_t offset() {
        const std::string text = word();
        const std::int32_t seconds = must(time_of_day_from_text(text.substr(1))).seconds;
        return text[0] == '-' ? -seconds : seconds;
    }

    // "1500ms" or "10s"
    Milliseconds duration() {
        const std::string text = word();
        const std::int64_t number = std::stoll(text);
        return text.ends_with("ms") ? Milliseconds{number} : Seconds{number};
    }

    template<typename Id>
    std::vector<Id> ids() {
        std::vector<Id> all;
        for (const std::string& each : split(word(), ',')) {
            all.push_back(Id{each});
        }
        return all;
    }

    void program() {
        ProgramRef program;
        program.id = ProgramId{word()};
        program.cycle = duration();
        for (std::string key; words_ >> key;) {
            if (key != "from" && key != "until") {
                refuse("unknown word " + key);
            }
            (key == "from" ? program.not_before : program.not_after) = instant();
        }
        result_.manifest.programs.push_back(program);
    }

    void schedule() {
        Schedule schedule;
        schedule.id = ScheduleId{word()};
        schedule.program = ProgramId{word()};
        schedule.priority = one_of<PriorityClass>(word(), {"urgent", "high", "normal", "low"});
        schedule.times = times(&schedule);
        result_.manifest.schedules.push_back(schedule);
        times_ = &result_.manifest.schedules.back().times;
    }

    // `schedule`: whose words may stand between those of its times; none for off hours.
    Times times(Schedule* schedule) {
        Times times;
        for (std::string key; words_ >> key;) {
            if (read_times_word(key, words_, times)) {
                continue;
            }
            if (schedule == nullptr || !word_of_schedule(key, *schedule)) {
                refuse("unknown word " + key);
            }
        }
        return times;
    }

    bool word_of_schedule(const std::string& key, Schedule& schedule) {
        if (key == "any_time") {
            schedule.any_time = true;
        } else if (key == "interrupt") {
            schedule.interrupt_seconds_per_hour =
                static_cast<std::int32_t>(duration() / Seconds{1});
        } else if (key == "weight") {
            schedule.weight = std::stoi(word());
        } else if (key == "max_plays") {
            schedule.plays_per_hour_max = std::stoi(word());
        } else if (key == "gap") {
            schedule.repeat_gap = std::chrono::floor<Seconds>(duration());
        } else {
            return false;
        }
        return true;
    }

    void airtime() {
        ExpectedAirtime expected;
        expected.line = line_;
        expected.within.from = instant();
        expected.within.to = instant();
        expected.schedule = word();
        expected.shown = Seconds{std::stoll(word())};
        expected.plays = std::stoll(word());
        result_.airtimes.push_back(expected);
    }

    void override_document() {
        Override document;
        document.id = OverrideId{word()};
        for (std::string key; words_ >> key;) {
            if (key == "serial") {
                document.serial = std::stoll(word());
            } else if (key == "black") {
                document.action = Black{};
            } else if (key == "notice") {
                document.action = Notice{"text", "zh-Hans", "alert"};
            } else if (key == "lift") {
                document.action = Lift{};
            } else if (key == "until") {
                document.not_after = instant();
            } else if (key == "units") {
                document.units = ids<UnitId>();
            } else if (key == "displays") {
                document.displays = ids<DisplayId>();
            } else {
                refuse("unknown word " + key);
            }
        }
        result_.overrides.push_back(document);
    }

    void expectation() {
        Expectation expected;
        expected.line = line_;
        expected.at = instant();
        expected.rung = one_of<Rung>(
            word(), {"black", "notice", "off", "scheduled", "filler", "last_good", "slate"});
        for (std::string key; words_ >> key;) {
            if (key == "shows") {
                expected.program = word();
            } else if (key == "by") {
                expected.schedule = word();
            } else if (key == "from") {
                expected.from = instant();
            } else if (key == "until") {
                expected.until = instant();
            } else if (key == "unchanged") {
                expected.unchanged = instant();
            } else if (key == "override") {
                expected.in_force = word();
            } else {
                refuse("unknown word " + key);
            }
        }
        result_.expectations.push_back(expected);
    }

    TimelineCase result_;
    std::istringstream words_;
    int line_ = 0;
    Times* times_ = nullptr;                // of the statement before
    std::vector<DayRule>* rules_ = nullptr; // of the line before
};

} // namespace

TimelineCase read_timeline_case(const std::filesystem::path& path) {
    std::ifstream file(path);
    CaseReader reader;
    try {
        return reader.read(file);
    } catch (const std::exception& error) {
        throw std::runtime_error(path.filename().string() + ":" + std::to_string(reader.line())
                                 + ": " + error.what());
    }
}

} // namespace marquee::tests
