// marqueectl without a manager: the overview, its words for mistakes, and what opens the state.
#include "ctl/app.hpp"

#include <catch2/catch.hpp>

#include "common/durable_file.hpp"
#include "ctl/staff_client.hpp"
#include "tests/fakes/temporary_directory.hpp"
#include "tests/unit/ctl/command_line.hpp"

using namespace marquee;
using namespace marquee::ctl;

namespace {

// A founded organisation.
struct Founded {
    TemporaryDirectory directory;
    std::string state = (directory.path() / "state").string();
    std::string credentials = (directory.path() / "credentials.json").string();
    Outcome setup = said({"setup", "--state-dir", state, "--organisation", "江城市公安局",
                          "--credentials", credentials});
};

} // namespace

TEST_CASE("the overview names every command, and a slip ends with 2") {
    const Outcome help = said({"--help"});
    CHECK(help.exit == ExitCode::ok);
    CHECK(contains(help.out, "trust raise-epoch"));
    CHECK(said({}).exit == ExitCode::usage);
    CHECK(said({"no", "such"}).exit == ExitCode::usage);
    CHECK(said({"slogan", "set", "--text", "x"}).exit == ExitCode::usage);
    CHECK(contains(said({"enrol"}).err, "--file"));
    CHECK(said({"status", "--credentails", "x"}).exit == ExitCode::usage);
}

TEST_CASE("setup leaves one key to the organisation and is not done twice") {
    const Founded house;
    REQUIRE(house.setup.exit == ExitCode::ok);
    const auto first = load_credentials(house.credentials);
    REQUIRE(first);
    CHECK(first->token.starts_with("marquee_"));
    CHECK(said({"setup", "--state-dir", house.state, "--credentials", house.credentials}).exit
          == ExitCode::runtime);
    const Outcome recovered = said(
        {"setup", "--recover", "--state-dir", house.state, "--credentials", house.credentials});
    CHECK(recovered.exit == ExitCode::ok);
    CHECK(load_credentials(house.credentials)->token != first->token);
}

TEST_CASE("setup refuses a time zone that does not exist before it founds anything") {
    const TemporaryDirectory directory;
    const std::string state = (directory.path() / "state").string();
    CHECK(said({"setup", "--state-dir", state, "--time-zone", "Asia/Shangai", "--credentials",
                (directory.path() / "c").string()})
              .exit
          == ExitCode::runtime);
    CHECK_FALSE(std::filesystem::exists(state));
}

TEST_CASE("each trust verb makes one new version, signed by the roots before it") {
    const Founded house;
    const auto trust = [&](const char* verb) {
        return said({"trust", verb, "--state-dir", house.state});
    };
    CHECK(contains(trust("show").out, "version       1 "));
    CHECK(trust("retire-tls-authority").exit == ExitCode::runtime); // it is the only one
    CHECK(contains(trust("add-tls-authority").out, "version       2 "));
    CHECK(contains(trust("retire-tls-authority").out, "version       3 "));
    CHECK(contains(trust("add-online-key").out, "version       4 "));
    CHECK(contains(trust("retire-online-keys").out, "version       5 "));
    CHECK(contains(trust("replace-root").out, "version       6 "));
    const Outcome raised = trust("raise-epoch");
    CHECK(contains(raised.out, "version       7 "));
    CHECK(contains(raised.out, "epoch         2"));
    CHECK(contains(trust("show").out, "epoch         2"));
}

TEST_CASE("a state directory in use is left alone") {
    const Founded house;
    const auto held = StateLock::acquire(house.state);
    REQUIRE(held);
    const Outcome refused = said({"trust", "show", "--state-dir", house.state});
    CHECK(refused.exit == ExitCode::runtime);
    CHECK(contains(refused.err, "busy"));
}
