#include "manager/access/authorizer.hpp"

#include <array>
#include <utility>

#include <catch2/catch.hpp>

#include "tests/fakes/sample_rows.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

// One column a role, in the order of the enumerators:
//   viewer, editor, reviewer 1, 2, 3, duty, operator, unit administrator,
//   system, security, audit administrator
constexpr std::size_t roles = 11;
constexpr std::array<std::pair<Action, std::string_view>, 18> expected{{
    {Action::read_content, "xxxxx xxx ---"},
    {Action::edit_content, "-x--- --- ---"},
    {Action::submit_content, "-x--- --- ---"},
    {Action::review_content, "--xxx --- ---"},
    {Action::withdraw_content, "--xxx x-- ---"},
    {Action::schedule, "-x--- --- ---"},
    {Action::read_fleet, "xxxxx xxx xx-"},
    {Action::manage_displays, "----- -xx ---"},
    {Action::enrol, "----- -xx ---"},
    {Action::send_notice, "----- x-- ---"},
    {Action::black_out, "----- x-- ---"},
    {Action::lift_black, "--xxx --- ---"},
    {Action::read_reports, "xxxxx xxx ---"},
    {Action::manage_units, "----- --x ---"},
    {Action::manage_accounts, "----- --x -x-"},
    {Action::manage_administrators, "----- --- -x-"},
    {Action::read_audit, "----- --- --x"},
    {Action::operate_system, "----- --- x--"},
}};

bool is_expected(std::string_view row, std::size_t role) {
    std::size_t column = 0;
    for (const char mark : row) {
        if (mark != ' ' && column++ == role) {
            return mark == 'x';
        }
    }
    return false;
}

const std::vector<UnitId> market_path{sample::market, sample::north, sample::city};

} // namespace

TEST_CASE("every role may do exactly what the table says, in its unit's subtree only") {
    for (std::size_t row = 0; row < expected.size(); ++row) {
        const auto& [action, marks] = expected[row];
        REQUIRE(static_cast<std::size_t>(action) == row); // the table is complete and in order
        REQUIRE(marks.size() == roles + 2);
        for (std::size_t column = 0; column < roles; ++column) {
            const auto role = static_cast<Role>(column);
            INFO(to_slug(role) << " " << to_slug(action));
            const bool allowed = is_expected(marks, column);
            CHECK(allows(role, action) == allowed);
            CHECK(may({{role, sample::market}}, action, market_path) == allowed); // own
            CHECK(may({{role, sample::north}}, action, market_path) == allowed);  // ancestor
            CHECK(may({{role, sample::city}}, action, market_path) == allowed);   // root
            CHECK_FALSE(may({{role, sample::south}}, action, market_path));       // foreign
            CHECK_FALSE(may({{role, sample::market}}, action, {sample::north, sample::city}));
            CHECK_FALSE(may({{role, sample::city}}, action, {}));
            CHECK_FALSE(may({}, action, market_path));
        }
    }
}

TEST_CASE("a role in one unit and a right in another do not add up") {
    const std::vector<Grant> grants{{Role::editor, sample::south}, {Role::viewer, sample::north}};
    CHECK_FALSE(may(grants, Action::edit_content, market_path));
    CHECK(may(grants, Action::read_content, market_path));
    CHECK(may(grants, Action::edit_content, {sample::south, sample::city}));
}

TEST_CASE("a refusal names the action and the unit") {
    const Principal who{AccountId{sample::uuid(80)}, {{Role::viewer, sample::city}}};
    CHECK(authorise_in(who, Action::read_content, market_path));
    const Status refused = authorise_in(who, Action::black_out, market_path);
    CHECK(refused.error().code == ErrorCode::not_allowed);
    CHECK(refused.error().where == sample::market.value);
    CHECK(refused.error().params.front().second == "black_out");
}

TEST_CASE("a list spans the units whose grants allow the action, each once") {
    const Principal who{AccountId{sample::uuid(80)},
                        {{Role::viewer, sample::south},
                         {Role::editor, sample::north},
                         {Role::duty, sample::north},
                         {Role::audit_administrator, sample::city}}};
    CHECK(scope_of(who, Action::read_content).units
          == std::vector<UnitId>{sample::south, sample::north});
    CHECK(scope_of(who, Action::edit_content).units == std::vector<UnitId>{sample::north});
    CHECK(scope_of(who, Action::operate_system).units.empty());
}

TEST_CASE("only the administrators' roles need an administrator to be given") {
    for (std::size_t column = 0; column < roles; ++column) {
        const bool administrator = column >= 8;
        CHECK((action_to_grant(static_cast<Role>(column)) == Action::manage_administrators)
              == administrator);
    }
}
