// Any text as the body of a request that says days, windows, exceptions, levels or holidays:
// refused at a place, or read as something that the rules find nothing in and that writes and reads
// the same.
#include <cstdlib>
#include <string_view>

#include "schemas/rules/calendar_days.hpp"
#include "schemas/rules/validate.hpp"
#include "schemas/wire/times.hpp"
#include "tests/fuzz/entry.hpp"

namespace {

using namespace marquee;

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

// What is read must be what the rules take. A recurrence may still have no day.
bool is_taken(const rules::Findings& findings) {
    for (const Error& each : findings) {
        if (each.where.find("/recurrence/") == each.where.npos) {
            return false;
        }
    }
    return true;
}

template<typename Read, typename Write>
void check(std::string_view text, Read read, Write write) {
    const auto value = wire::read_object(text, wire::staff_body, read);
    if (!value) {
        require(!value.error().what.empty());
        return;
    }
    const auto written = [&](const auto& each) {
        return wire::write_object([&](wire::ObjectWriter& out) { write(out, each); });
    };
    require(is_taken(rules::validate(*value)));
    const std::string once = written(*value);
    const auto again = wire::read_object(once, wire::staff_body, read);
    const bool outgrown = !again && again.error().code == ErrorCode::too_large;
    require(outgrown || (again && *again == *value && written(*again) == once));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    check(
        text, [](const wire::Object& in) { return wire::read_times(in); }, wire::write_times);
    check(
        text, [](const wire::Object& in) { return wire::read_levels(in.required("levels")); },
        [](wire::ObjectWriter& out, const LevelRules& levels) {
            wire::write_levels(out, "levels", levels);
        });
    check(
        text, [](const wire::Object& in) { return wire::read_holidays(in); }, wire::write_holidays);
    return 0;
}
