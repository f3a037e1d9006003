#include <map>
#include <stdexcept>

#include "bench/schedule/benches.hpp"
#include "bench/schedule/country.hpp"
#include "bench/schedule/mixed_schedules.hpp"
#include "manager/publishing/manifest_classes.hpp"
#include "schemas/rules/spans.hpp"

namespace marquee::bench {

namespace {

using namespace manager;

// Minutes of all displays together, by program.
using Minutes = std::map<ProgramId, double>;

Minutes minutes_in(const FleetSnapshot& country, const FleetIndex& index, const ZoneRules& zone,
                   Interval week) {
    const FleetPlan plan(country, index);
    Minutes minutes;
    for (const ManifestClass& of : plan.classes(index.everything())) {
        Manifest manifest = plan.shared_manifest(of, zone);
        manifest.not_after = rules::never;
        manifest.holidays = some_holidays();
        const rules::PreparedManifest prepared(manifest);
        const rules::Situation situation{&prepared, {}, manifest.display, {}};
        for (const rules::Span& span : rules::spans_in(situation, week)) {
            for (const rules::Share& share : span.shares) {
                minutes[share.program] +=
                    std::chrono::duration<double, std::ratio<60>>(share.airtime.shown).count()
                    * static_cast<double>(of.displays.size());
            }
        }
    }
    return minutes;
}

} // namespace

Samples forecast(const Effort& effort) {
    const FleetSnapshot country =
        make_country(effort.smoke ? CountrySize{200, 10, 60} : CountrySize{10'000, 772, 500});
    const FleetIndex index = index_of(country);
    const ZoneRules zone = country_zone();
    const Instant monday{std::chrono::sys_days{std::chrono::year{2027} / 2 / 1}};
    const Interval week{monday, monday + std::chrono::days{effort.scaled(7, 1)}};
    return measure("forecast", "s", effort, [&] {
        return seconds_of([&] {
            if (minutes_in(country, index, zone, week).empty()) {
                throw std::logic_error("no program is shown in a whole week");
            }
        });
    });
}

} // namespace marquee::bench
