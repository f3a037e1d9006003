#include "manager/http/metrics.hpp"

#include <algorithm>

#include "manager/fleet/unit_health.hpp"

namespace marquee::manager {

namespace {

Labels labels_of(const UnitHealth& unit) {
    return {{"unit", unit.id.value}, {"unit_name", unit.name}};
}

Labels with(Labels labels, std::string_view name, std::string value) {
    labels.emplace_back(name, std::move(value));
    return labels;
}

double number(std::uint64_t value) {
    return static_cast<double>(value);
}

void write_fleet(MetricsText& out, const FleetHealth& fleet) {
    out.family("marquee_displays", MetricKind::gauge,
               "Displays of a unit and below, by how they are.");
    for (const UnitHealth& unit : fleet.units) {
        for (const rules::HealthWord word : rules::health_words) {
            out.sample(with(labels_of(unit), "status", std::string(rules::to_slug(word))),
                       number(unit.count.of(word)));
        }
    }
    out.family("marquee_displays_reachable", MetricKind::gauge,
               "Displays of a unit and below whose player the manager can reach.");
    for (const UnitHealth& unit : fleet.units) {
        out.sample(labels_of(unit), number(unit.count.reachable));
    }
    out.family("marquee_contact_age_seconds", MetricKind::histogram,
               "Displays by the time since their player was last heard.");
    for (const UnitHealth& unit : fleet.units) {
        const Labels labels = labels_of(unit);
        for (std::size_t i = 0; i < contact_age_bounds.size(); ++i) {
            out.sample(with(labels, "le", std::to_string(contact_age_bounds.at(i))),
                       number(unit.count.contact_ages.at(i)), "_bucket");
        }
        out.sample(with(labels, "le", "+Inf"), number(unit.count.heard), "_bucket");
        out.sample(labels, unit.count.contact_age_sum, "_sum");
        out.sample(labels, number(unit.count.heard), "_count");
    }
    out.family("marquee_units_left_out", MetricKind::gauge,
               "Units that have no series of their own, because there are too many.");
    out.sample({}, number(fleet.left_out));
}

void write_house(MetricsText& out, const std::vector<HouseFigure>& figures) {
    for (const HouseFigure& figure : figures) {
        out.family(figure.name, figure.kind, figure.help);
        out.sample({}, figure.value);
    }
}

} // namespace

StaffRoutes MetricsResource::routes() {
    return {{Method::get,
             "/metrics",
             Action::read_fleet,
             {},
             [this](const auto& call) { return show(call); },
             Door::granted,
             Lane::reserved}};
}

Result<Response> MetricsResource::show(const StaffCall& call) {
    const AskedAt asked{call.now, clock_.monotonic()};
    bool whole_house = false;
    const auto fleet = database_.read([&](const View& view) -> Result<FleetHealth> {
        const auto organisation = view.fleet.organisation();
        if (!organisation) {
            return tl::unexpected<Error>(organisation.error());
        }
        const auto& units = call.scope.units;
        whole_house = std::find(units.begin(), units.end(), organisation->root) != units.end();
        return fleet_health(view, judge_, call.scope, asked);
    });
    return fleet.map([&](const FleetHealth& health) {
        MetricsText out;
        write_fleet(out, health);
        if (whole_house) {
            write_house(out, house_());
        }
        Response response = text(out.take());
        response.headers.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        return response;
    });
}

} // namespace marquee::manager
