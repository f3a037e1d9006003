// The copies of tests/cases/slogan_motion, which the console is held against too.
#include <catch2/catch.hpp>

#include "common/durable_file.hpp"
#include "player/sources/scroll_motion.hpp"
#include "schemas/wire/reader.hpp"
#include "tests/places.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

struct Moment {
    Microseconds at{0};
    std::vector<ScrollCopy> copies;
};

struct ScrollCase {
    std::string name;
    ScrollDescription scroll;
    std::vector<Moment> moments;
};

ScrollDescription read_scroll(const wire::Object& in) {
    const auto number = [&](std::string_view member) {
        return in.required(member).integer<std::int32_t>(0, INT32_MAX);
    };
    return {in.required("direction").word<Direction>(),
            number("zone_pixels"),
            number("strip_pixels"),
            number("period_pixels"),
            number("steps_per_second"),
            number("phases"),
            number("passes"),
            Microseconds{number("lap_us")}};
}

Moment read_moment(const wire::Value& value) {
    const wire::Object in = value.object();
    return {Microseconds{in.required("at_us").integer<std::int64_t>(0, INT64_MAX)},
            in.required("copies").list(8, [](const wire::Value& copy) {
                const auto numbers = copy.list(2, [](const wire::Value& number) {
                    return number.integer<std::int32_t>(INT32_MIN, INT32_MAX);
                });
                return ScrollCopy{numbers.at(0), numbers.at(1)};
            })};
}

std::vector<ScrollCase> scroll_cases() {
    const std::string text =
        read_whole(source_path("tests/cases/slogan_motion/copies.json"), limits::MiB).value();
    const wire::ReadRules rules{limits::MiB, wire::UnknownMembers::ignored};
    return wire::read_object(text, rules,
                             [](const wire::Object& in) {
                                 return in.required("cases").list(
                                     100,
                                     [](const wire::Value& value) {
                                         const wire::Object row = value.object();
                                         return ScrollCase{
                                             row.required("name").line(100),
                                             read_scroll(row.required("scroll").object()),
                                             row.required("moments").list(100, read_moment, 1)};
                                     },
                                     1);
                             })
        .value();
}

} // namespace

TEST_CASE("the copies of a strip are where the formulas of docs/slogans.md have them") {
    for (const ScrollCase& each : scroll_cases()) {
        const ScrollMotion motion(each.scroll);
        for (const Moment& moment : each.moments) {
            INFO(each.name << " at " << moment.at.count() << " us");
            const bool laps = each.scroll.lap > Microseconds{0};
            CHECK(motion.copies(laps ? moment.at % each.scroll.lap : moment.at) == moment.copies);
        }
    }
}
