#include "manager/access/authorizer.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>

namespace marquee::manager {

namespace {

using ActionSet = std::uint32_t; // one bit an Action

constexpr ActionSet set_of(std::initializer_list<Action> actions) {
    ActionSet set = 0;
    for (const Action action : actions) {
        set |= ActionSet{1} << static_cast<unsigned>(action);
    }
    return set;
}

constexpr ActionSet reading =
    set_of({Action::read_content, Action::read_fleet, Action::read_reports});
constexpr ActionSet reviewing =
    reading | set_of({Action::review_content, Action::withdraw_content, Action::lift_black});

// The one place that says what a role may do.
constexpr ActionSet actions_of(Role role) {
    switch (role) {
    case Role::viewer:
        return reading;
    case Role::editor:
        return reading | set_of({Action::edit_content, Action::submit_content, Action::schedule});
    case Role::reviewer_1:
    case Role::reviewer_2:
    case Role::reviewer_3:
        return reviewing;
    case Role::duty:
        return reading | set_of({Action::withdraw_content, Action::send_notice, Action::black_out});
    case Role::operator_:
        return reading | set_of({Action::manage_displays, Action::enrol});
    case Role::unit_administrator:
        return reading
               | set_of({Action::manage_displays, Action::enrol, Action::manage_units,
                         Action::manage_accounts});
    case Role::system_administrator:
        return set_of({Action::read_fleet, Action::operate_system});
    case Role::security_administrator:
        return set_of({Action::read_fleet, Action::manage_accounts, Action::manage_administrators});
    case Role::audit_administrator:
        return set_of({Action::read_audit});
    }
    return 0;
}

constexpr std::array<std::string_view, 18> action_slugs{"read_content",
                                                        "edit_content",
                                                        "submit_content",
                                                        "review_content",
                                                        "withdraw_content",
                                                        "schedule",
                                                        "read_fleet",
                                                        "manage_displays",
                                                        "enrol",
                                                        "send_notice",
                                                        "black_out",
                                                        "lift_black",
                                                        "read_reports",
                                                        "manage_units",
                                                        "manage_accounts",
                                                        "manage_administrators",
                                                        "read_audit",
                                                        "operate_system"};

} // namespace

std::string_view to_slug(Action action) {
    return action_slugs.at(static_cast<std::size_t>(action));
}

bool allows(Role role, Action action) {
    return (actions_of(role) & set_of({action})) != 0;
}

bool may(const std::vector<Grant>& grants, Action action, const std::vector<UnitId>& path) {
    return std::any_of(grants.begin(), grants.end(), [&](const Grant& grant) {
        return allows(grant.role, action)
               && std::find(path.begin(), path.end(), grant.unit) != path.end();
    });
}

Status authorise_in(const Principal& who, Action action, const std::vector<UnitId>& path) {
    if (may(who.grants, action, path)) {
        return {};
    }
    const std::string unit = path.empty() ? std::string() : path.front().value;
    return fail(ErrorCode::not_allowed,
                "no grant of the account allows " + std::string(to_slug(action)) + " in this unit",
                unit, {{"action", std::string(to_slug(action))}, {"unit", unit}});
}

Scope scope_of(const Principal& who, Action action) {
    Scope scope;
    for (const Grant& grant : who.grants) {
        const bool known =
            std::find(scope.units.begin(), scope.units.end(), grant.unit) != scope.units.end();
        if (!known && allows(grant.role, action)) {
            scope.units.push_back(grant.unit);
        }
    }
    return scope;
}

Action action_to_grant(Role role) {
    const bool administrator = role == Role::system_administrator
                               || role == Role::security_administrator
                               || role == Role::audit_administrator;
    return administrator ? Action::manage_administrators : Action::manage_accounts;
}

} // namespace marquee::manager
