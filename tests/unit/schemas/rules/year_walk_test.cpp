// A whole year, minute by minute: what is promised not to change does not.
#include <catch2/catch.hpp>

#include "schemas/rules/timeline.hpp"
#include "tests/unit/schemas/rules/random_hours.hpp"

using namespace marquee;
using namespace marquee::rules;
using namespace marquee::tests;
using namespace std::chrono_literals;

TEST_CASE("no answer changes before it may, through every minute of random years") {
    const DisplayId display{"d"};
    for (std::uint64_t seed = 1; seed <= 2; ++seed) {
        Random random{seed};
        const std::chrono::year year{static_cast<int>(pick(random, 1990, 2090))};
        Manifest manifest = random_manifest(random, year / 3 / 8);
        for (Schedule& schedule : manifest.schedules) { // over the whole year
            schedule.times.dates = {};
        }
        if (seed % 2 == 0) {
            add_hours(random, manifest);
        }
        const Instant start{std::chrono::sys_days{year / 1 / 1}};
        std::optional<PreparedManifest> prepared;
        Timeline last{.rung = Rung::slate, .slots = {}, .unchanged_until = start};
        std::size_t answers = 1;
        const Instant end = start + 365 * 24h / std::int64_t{slice};
        for (Instant now = start; now < end; now += 1min) {
            if ((now - start) % (73 * 24h) == 0min) { // issued anew, as manifests are
                manifest.issued_at = now;
                prepared.emplace(manifest);
            }
            const Timeline answer = evaluate({&*prepared, {}, display, {}}, now);
            if (now < last.unchanged_until
                && (answer.rung != last.rung || answer.slots != last.slots)) {
                FAIL("seed " << seed << ": what may not change before "
                             << to_rfc3339(last.unchanged_until) << " is another at "
                             << to_rfc3339(now));
            }
            if (answer.unchanged_until <= now) {
                FAIL("seed " << seed << ": an answer for no time at " << to_rfc3339(now));
            }
            answers += answer.slots != last.slots ? 1U : 0U;
            last = answer;
        }
        CHECK(answers > 300 / slice);
    }
}
