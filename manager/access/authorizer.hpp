// Who may do what where: one pure decision that every use case asks for, deny by default.
//
// Any thread; nothing here blocks or keeps state.
#pragma once

#include <string_view>
#include <vector>

#include "manager/ports/access_repository.hpp"
#include "manager/ports/row.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/ids.hpp"

namespace marquee::manager {

// What can be done with the things of a unit. Which role may is one table in authorizer.cpp.
enum class Action {
    read_content, // slogans, programs, schedules
    edit_content, // slogans and drafts of programs
    submit_content,
    review_content, // approve or return
    withdraw_content,
    schedule,
    read_fleet, // units, players, displays and their state
    manage_displays,
    enrol,       // make enrolment files, accept and retire players
    send_notice, // emergency text, and its end
    black_out,
    lift_black, // needs what showing needs, so it is not the duty officer's
    read_reports,
    manage_units,
    manage_accounts,       // of every role but the three administrators
    manage_administrators, // appoint system, security and audit administrators
    read_audit,
    operate_system, // settings, backup, keys: asked for the root
};

// "edit_content". Total.
std::string_view to_slug(Action action);

// Somebody who has been authenticated, with the grants of that moment.
struct Principal {
    AccountId account;
    std::vector<Grant> grants;
};

// The table: what a role allows in the units it is granted for.
bool allows(Role role, Action action);

// Whether one of the grants allows the action in the unit at the front of `path`, which runs from
// that unit to the root: a grant holds for the unit's whole subtree. An empty path is nowhere.
bool may(const std::vector<Grant>& grants, Action action, const std::vector<UnitId>& path);

// The same as a Status: not_allowed with the action and the unit.
Status authorise_in(const Principal& who, Action action, const std::vector<UnitId>& path);

// The units in whose subtrees the action is allowed: what a list may show.
Scope scope_of(const Principal& who, Action action);

// The action that giving or taking the role needs.
Action action_to_grant(Role role);

} // namespace marquee::manager
