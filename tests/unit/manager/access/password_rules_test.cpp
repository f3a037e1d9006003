#include "manager/access/password_rules.hpp"

#include <catch2/catch.hpp>

#include <string>

#include "schemas/model/limits.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

// The rule a password breaks; "" for none.
std::string broken(std::string_view password, std::string_view name = "wangfang") {
    const Status status = check_new_password(password, name);
    if (status) {
        return {};
    }
    CHECK(status.error().code == ErrorCode::weak_password);
    CHECK(status.error().where == "/password");
    return status.error().params.front().second;
}

} // namespace

TEST_CASE("a long phrase is a good password in any script") {
    CHECK(broken("correct horse battery").empty());
    CHECK(broken("tr0ub4dor-lamp").empty());
    CHECK(broken("春眠不觉晓窗").empty()); // six characters, each worth two
    CHECK(broken("青山 table 42").empty());
}

TEST_CASE("a short password is refused, whatever is in it") {
    CHECK(broken("Xy7!kQ2#pL9") == "short");
    CHECK(broken("五言绝句诗") == "short");
    CHECK(broken("") == "short");
    CHECK(broken(std::string(limits::password_bytes_max + 1, 'x')) == "long");
}

TEST_CASE("the account's name is no password") {
    CHECK(broken("WangFang2026", "wangfang") == "name");
    CHECK(broken("wangfang wangfang", "wangfang") == "name");
    CHECK(broken("administrator of the north", "administrator of the north") == "name");
    CHECK(broken("my li likes long walks", "li").empty());
}

TEST_CASE("the commonest passwords are refused however they are dressed up") {
    for (const char* password :
         {"password1234", "P@ssw0rd!2026", "administrator", "qwertyuiop12", "1qaz2wsx3edc",
          "123456789012", "987654321098", "aaaaaaaaaaaa", "abcabcabcabc", "13800138000138",
          "abcdefghijkl", "110101199003071234", "woaini520520520", "Marquee2026!!"}) {
        INFO(password);
        CHECK(broken(password) == "common");
    }
}
