#include "manager/ports/access_repository.hpp"
#include "manager/ports/content_repository.hpp"

#include <catch2/catch.hpp>

using namespace marquee;
using namespace marquee::manager;

TEST_CASE("every role has a slug that leads back to it") {
    for (int i = 0; i <= static_cast<int>(Role::audit_administrator); ++i) {
        const auto role = static_cast<Role>(i);
        INFO(to_slug(role));
        REQUIRE(role_from_slug(to_slug(role)));
        CHECK(*role_from_slug(to_slug(role)) == role);
    }
    CHECK(to_slug(Role::viewer) == "viewer");
    CHECK(to_slug(Role::operator_) == "operator");
    CHECK(to_slug(Role::audit_administrator) == "audit_administrator");
}

TEST_CASE("a word that is no role is refused") {
    CHECK(role_from_slug("").error().code == ErrorCode::malformed);
    CHECK(role_from_slug("Viewer").error().code == ErrorCode::malformed);
    CHECK(role_from_slug("operator_").error().code == ErrorCode::malformed);
}

TEST_CASE("the states of a program have their own slugs") {
    CHECK(to_slug(ProgramState::draft) == "draft");
    CHECK(to_slug(ProgramState::withdrawn) == "withdrawn");
}
