#include "manager/fleet/unit_health.hpp"

#include <algorithm>
#include <map>

#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

struct Node {
    std::string name;
    UnitId parent;
    std::size_t level = 0; // below the unit that was granted
    HealthCount count;
};

using Tree = std::map<UnitId, Node>;

Result<Tree> read_tree(const View& view, const Scope& scope) {
    Tree tree;
    Page page{.after = {}, .limit = limits::page_rows_max};
    do {
        const auto rows = view.fleet.units(scope, page);
        if (!rows) {
            return tl::unexpected<Error>(rows.error());
        }
        for (const Unit& row : rows->rows) {
            tree[row.id] = Node{row.name, row.parent, 0, {}};
        }
        page.after = rows->next;
    } while (!page.after.empty());
    for (auto& [id, node] : tree) {
        for (auto above = tree.find(node.parent); above != tree.end();
             above = tree.find(above->second.parent)) {
            ++node.level;
        }
    }
    return tree;
}

void add_upwards(Tree& tree, const UnitId& unit, const Judgement& judged, Instant now) {
    for (auto node = tree.find(unit); node != tree.end(); node = tree.find(node->second.parent)) {
        node->second.count.add(judged, now);
    }
}

} // namespace

Result<FleetHealth> fleet_health(const View& view, const HealthJudge& judge, const Scope& scope,
                                 const AskedAt& asked) {
    Result<Tree> tree = read_tree(view, scope);
    if (!tree) {
        return tl::unexpected<Error>(std::move(tree.error()));
    }
    Result<std::vector<DisplaySite>> sites = view.fleet.display_sites(scope.units, {});
    if (!sites) {
        return tl::unexpected<Error>(std::move(sites.error()));
    }
    for (const SiteState& state : judge.judge(view, std::move(*sites), asked)) {
        add_upwards(*tree, state.site.unit, state, asked.wall);
    }
    FleetHealth fleet;
    for (std::size_t level = 0; level <= limits::metrics_levels_max; ++level) {
        for (const auto& [id, node] : *tree) {
            if (node.level == level && fleet.units.size() < limits::metrics_units_max) {
                fleet.units.push_back({id, node.name, node.count});
            }
        }
    }
    fleet.left_out = tree->size() - fleet.units.size();
    return fleet;
}

} // namespace marquee::manager
