// /api/v1/campaigns: a set of schedules with an owner, dates and a goal.
#include "manager/http/calendar_resource.hpp"
#include "schemas/wire/times.hpp"

namespace marquee::wire {

template<>
struct Words<manager::CampaignGoal::Measure> {
    static constexpr std::array<Word<manager::CampaignGoal::Measure>, 2> all{
        {{manager::CampaignGoal::Measure::minutes, "minutes"},
         {manager::CampaignGoal::Measure::plays, "plays"}}};
};

} // namespace marquee::wire

namespace marquee::manager {

namespace {

void write(wire::ObjectWriter& out, const Campaign& row) {
    if (!row.owner.empty()) {
        out.member("owner_id", row.owner);
    }
    out.member("first", row.dates.first);
    out.member("last", row.dates.last);
    if (row.goal) {
        out.object("goal", [&](wire::ObjectWriter& goal) {
            goal.member("measure", row.goal->measure);
            goal.member("amount", row.goal->amount);
        });
    }
}

CampaignGoal read_goal(const wire::Object& in) {
    CampaignGoal goal;
    goal.measure = in.required("measure").word<CampaignGoal::Measure>();
    const std::int64_t most = goal.measure == CampaignGoal::Measure::minutes
                                  ? limits::campaign_goal_minutes_max
                                  : limits::campaign_goal_plays_max;
    goal.amount = in.required("amount").integer<std::int64_t>(1, most);
    return goal;
}

void read(const wire::Object& in, Campaign& row) {
    if (const wire::Value owner = in.optional("owner_id")) {
        row.owner = owner.id<AccountId>();
    }
    row.dates = wire::read_date_range(in);
    if (const wire::Value goal = in.optional("goal")) {
        row.goal = read_goal(goal.object());
    }
}

// Whoever makes a campaign owns it unless somebody else is named.
Status settle(const View& view, const StaffCall& call, Campaign& row) {
    if (row.owner.empty()) {
        row.owner = call.who.account;
    }
    if (!view.access.account(row.owner)) {
        return fail(ErrorCode::invalid_reference, "there is no such account", "/owner_id");
    }
    const DateRange& dates = row.dates;
    if (dates.first && dates.last && *dates.last < *dates.first) {
        return fail(ErrorCode::out_of_range, "the last day lies before the first", "/last");
    }
    return {};
}

} // namespace

const CalendarKind<Campaign>& campaign_kind() {
    static constexpr CalendarKind<Campaign> kind{.all = "/api/v1/campaigns",
                                                 .one = "/api/v1/campaigns/{id}",
                                                 .word = "campaign",
                                                 .discarded = TrashKind::campaign,
                                                 .write = write,
                                                 .read = read,
                                                 .settle = settle,
                                                 .add = &CalendarRepository::add_campaign,
                                                 .change = &CalendarRepository::change_campaign,
                                                 .remove = &CalendarRepository::remove_campaign,
                                                 .find = &CalendarRepository::campaign,
                                                 .page = &CalendarRepository::campaigns};
    return kind;
}

} // namespace marquee::manager
