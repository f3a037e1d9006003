#include "manager/http/plan_names.hpp"

namespace marquee::manager {

void add_names(wire::PlanNames& names, const View& view, const Manifest& manifest) {
    for (const Schedule& schedule : manifest.schedules) {
        names.schedules.emplace(schedule.id, schedule.name);
    }
    for (const ProgramRef& program : manifest.programs) {
        if (names.programs.contains(program.id)) {
            continue;
        }
        if (const auto row = view.content.program(program.id)) {
            names.programs.emplace(program.id, row->name);
        }
    }
}

} // namespace marquee::manager
