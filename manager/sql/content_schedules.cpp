#include "manager/sql/content_sql.hpp"
#include "manager/sql/values.hpp"

namespace marquee::manager::sql {

Status ContentSql::add_schedule(const ScheduleRecord& row) {
    return schedules_.add(row);
}

Result<std::int64_t> ContentSql::change_schedule(const ScheduleRecord& row) {
    return schedules_.change(row);
}

Status ContentSql::remove_schedule(const ScheduleId& id, std::int64_t version) {
    return schedules_.remove(id, version);
}

Result<ScheduleRecord> ContentSql::schedule(const ScheduleId& id) const {
    return schedules_.get(id);
}

Result<PageOf<ScheduleRecord>> ContentSql::schedules(const Scope& scope, const Page& page) const {
    return schedules_.page(scope, page);
}

Result<std::vector<ScheduleRecord>> ContentSql::schedules_of(const ProgramId& program) const {
    return schedules_.where("program_id = $1", values(program));
}

Result<std::vector<ScheduleRecord>>
ContentSql::schedules_reaching(const DisplayId& display, const std::vector<UnitId>& path) const {
    Values all = values(display);
    for (const UnitId& unit : path) {
        all.push_back(to_value(unit));
    }
    const std::string named = " AND (t.target_display_id = $1 OR t.target_unit_id IN "
                              + parameters(2, path.size())
                              + " OR t.target_group_id IN (SELECT m.group_id FROM"
                                " display_group_members m WHERE m.display_id = $1)))";
    const std::string targets = "(SELECT t.schedule_id FROM schedule_targets t WHERE t.excluded = ";
    return schedules_.where(
        "id IN " + targets + "0" + named + " AND id NOT IN " + targets + "1" + named, all);
}

} // namespace marquee::manager::sql
