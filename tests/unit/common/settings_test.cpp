#include "common/settings.hpp"

#include <catch2/catch.hpp>

#include "common/durable_file.hpp"
#include "common/setting_text.hpp"
#include "tests/fakes/temporary_directory.hpp"

using namespace marquee;
using namespace std::chrono_literals;

namespace {

SettingsTable table() {
    const auto even = [](const std::string& text) -> Status {
        if (text.size() % 2 != 0) {
            return fail(ErrorCode::malformed, "must have an even number of letters");
        }
        return {};
    };
    SettingsTable table;
    table.program = "marquee-manager";
    table.name = "manager";
    table.version = "1.2.3";
    table.summary = "Sends publicity to every screen.";
    table.settings = {
        {.key = "staff-port",
         .kind = SettingKind::integer,
         .default_value = "8443",
         .help = "port of the console",
         .least = 1,
         .most = 65535},
        {.key = "state-dir",
         .kind = SettingKind::path,
         .default_value = "/var/lib/marquee",
         .help = "where state is kept"},
        {.key = "contact-every",
         .kind = SettingKind::duration,
         .default_value = "30s",
         .help = "how often players call",
         .least = 1000,
         .most = 3'600'000},
        {.key = "log-level",
         .kind = SettingKind::choice,
         .default_value = "info",
         .help = "least grave event to log",
         .choices = {"debug", "info", "warning", "error"}},
        {.key = "demo", .kind = SettingKind::toggle, .default_value = "no", .help = "demo mode"},
        {.key = "server-name", .kind = SettingKind::list, .help = "a name of this manager"},
        {.key = "database-password", .help = "of the database", .secret = true},
        {.key = "pair-word", .help = "an even word", .check = even},
    };
    return table;
}

// One call of read_settings with its own configuration directory.
struct Trial {
    TemporaryDirectory directory;
    std::vector<std::string> variables;
    SettingsTable settings_table = table();

    void file(const std::string& name, const std::string& text) {
        const auto path = directory.path() / name;
        REQUIRE(make_directory(path.parent_path()));
        REQUIRE(write_durably(path, text));
    }

    SettingsOutcome read(std::vector<const char*> arguments) {
        std::vector<const char*> environment;
        const std::string where = "MARQUEE_CONFIG_DIR=" + directory.path().string();
        environment.push_back(where.c_str());
        for (const std::string& variable : variables) {
            environment.push_back(variable.c_str());
        }
        environment.push_back(nullptr);
        return read_settings(settings_table, arguments, environment.data());
    }
};

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("without anything said the defaults hold") {
    Trial trial;
    const auto outcome = trial.read({});
    REQUIRE(outcome.settings);
    CHECK(outcome.complaint.empty());
    CHECK(outcome.settings->integer("staff-port") == 8443);
    CHECK(outcome.settings->path("state-dir") == "/var/lib/marquee");
    CHECK(outcome.settings->duration("contact-every") == 30s);
    CHECK(outcome.settings->text("log-level") == "info");
    CHECK_FALSE(outcome.settings->toggle("demo"));
    CHECK(outcome.settings->list("server-name").empty());
    CHECK_FALSE(outcome.settings->has("database-password"));
    CHECK(outcome.settings->text("database-password").empty());
}

TEST_CASE("each layer hides the one below it") {
    Trial trial;
    trial.file("manager.properties", "staff-port = 1001\n");
    CHECK(trial.read({}).settings->integer("staff-port") == 1001);
    trial.file("manager.d/10-site.properties", "staff-port: 1002\n");
    CHECK(trial.read({}).settings->integer("staff-port") == 1002);
    trial.file("manager.d/20-host.properties", "# comment\nstaff-port=1003\n");
    trial.file("manager.d/30-not-read.txt", "staff-port=9\n");
    CHECK(trial.read({}).settings->integer("staff-port") == 1003);
    trial.variables = {"MARQUEE_STAFF_PORT=1004", "HOME=/root"};
    CHECK(trial.read({}).settings->integer("staff-port") == 1004);
    CHECK(trial.read({"--staff-port", "1005"}).settings->integer("staff-port") == 1005);
    CHECK(trial.read({"--staff-port=1006"}).settings->integer("staff-port") == 1006);
}

TEST_CASE("lists come from commas in files and from repeated options") {
    Trial trial;
    trial.file("manager.properties", "server-name = a.example, 10.0.0.1 ,\n");
    using Texts = std::vector<std::string>;
    CHECK(trial.read({}).settings->list("server-name") == Texts{"a.example", "10.0.0.1"});
    CHECK(trial.read({"--server-name", "x,y", "--server-name=z"}).settings->list("server-name")
          == Texts{"x,y", "z"});
}

TEST_CASE("a bare toggle means yes and takes no argument with it") {
    Trial trial;
    trial.settings_table.positional_most = 1;
    const auto outcome = trial.read({"--demo", "FILE"});
    REQUIRE(outcome.settings);
    CHECK(outcome.settings->toggle("demo"));
    CHECK(outcome.settings->positional() == std::vector<std::string>{"FILE"});
    CHECK_FALSE(trial.read({"--demo=no"}).settings->toggle("demo"));
}

TEST_CASE("what is not an option is positional, up to the number allowed") {
    Trial trial;
    trial.settings_table.positional_most = 2;
    const auto outcome = trial.read({"a", "--", "--demo"});
    REQUIRE(outcome.settings);
    CHECK(outcome.settings->positional() == std::vector<std::string>{"a", "--demo"});
    const auto more = trial.read({"a", "b", "c"});
    CHECK(more.exit == ExitCode::usage);
    CHECK(contains(more.complaint, "unexpected argument 'c'"));
}

TEST_CASE("errors of the command line exit 2 with a sentence") {
    struct Case {
        std::vector<const char*> arguments;
        const char* sentence;
    };
    for (const Case& one : std::vector<Case>{
             {{"--staf-port", "1"}, "unknown option --staf-port; did you mean --staff-port?"},
             {{"--vresion"}, "unknown option --vresion; did you mean --version?"},
             {{"--zebra"}, "unknown option --zebra\n"},
             {{"-p", "1"}, "unknown option -p; options begin with --"},
             {{"--staff-port"}, "--staff-port needs a value"},
             {{"--staff-port", "--demo"}, "--staff-port needs a value"},
             {{"--staff-port", "x1"}, "--staff-port must be a whole number, not 'x1'"},
             {{"--staff-port", "70000"}, "--staff-port must be between 1 and 65535, not '70000'"},
             {{"--staff-port", "99999999999999999999"}, "must be a whole number"},
             {{"--staff-port", ""}, "--staff-port must be a whole number, not ''"},
             {{"--staff-port=1", "--staff-port=2"}, "--staff-port is given twice"},
             {{"--contact-every", "5"}, "must be a duration such as 250ms"},
             {{"--contact-every", "2h"}, "--contact-every must be between 1s and 1h, not '2h'"},
             {{"--log-level", "loud"},
              "--log-level must be one of debug, info, warning, error, not 'loud'"},
             {{"--demo=maybe"}, "--demo must be yes or no, not 'maybe'"},
             {{"--help=yes"}, "--help takes no value"},
             {{"--pair-word", "odd"}, "--pair-word must have an even number of letters"}}) {
        Trial trial;
        const auto outcome = trial.read(one.arguments);
        INFO(one.sentence << " / " << outcome.complaint);
        CHECK_FALSE(outcome.settings);
        CHECK(outcome.exit == ExitCode::usage);
        CHECK(outcome.complaint.starts_with("marquee-manager: "));
        CHECK(contains(outcome.complaint, one.sentence));
        CHECK(outcome.output.empty());
    }
}

TEST_CASE("errors of the files and the environment exit 78 and say where") {
    Trial trial;
    const std::string path = (trial.directory.path() / "manager.properties").string();
    trial.file("manager.properties", "contact-evry = 5s\n");
    auto outcome = trial.read({});
    CHECK(outcome.exit == ExitCode::configuration);
    CHECK(outcome.complaint
          == "marquee-manager: " + path
                 + ": unknown setting 'contact-evry'; did you mean contact-every?\n");

    trial.file("manager.properties", "a.b.c = 5s\n");
    CHECK(contains(trial.read({}).complaint, "unknown setting 'a.b.c'"));

    trial.file("manager.properties", "staff-port = 0\n");
    outcome = trial.read({"--staff-port", "5"}); // hidden, and still wrong
    CHECK(outcome.exit == ExitCode::configuration);
    CHECK(contains(outcome.complaint, path + ": staff-port must be between 1 and 65535, not '0'"));

    trial.file("manager.properties", "");
    trial.variables = {"MARQUEE_STAFF_PORT=none"};
    outcome = trial.read({});
    CHECK(outcome.exit == ExitCode::configuration);
    CHECK(contains(outcome.complaint, "MARQUEE_STAFF_PORT must be a whole number, not 'none'"));
}

TEST_CASE(
    "a configuration directory that was named must exist, and the option beats the variable") {
    Trial trial;
    auto outcome = trial.read({"--config-dir", "/nowhere/at/all"});
    CHECK(outcome.exit == ExitCode::configuration);
    CHECK(contains(outcome.complaint, "/nowhere/at/all does not exist"));
    trial.file("other/manager.properties", "staff-port = 77\n");
    const std::string other = (trial.directory.path() / "other").string();
    CHECK(trial.read({"--config-dir", other.c_str()}).settings->integer("staff-port") == 77);
}

TEST_CASE("an unknown variable is a warning, because another program may own it") {
    Trial trial;
    trial.variables = {"MARQUEE_STAF_PORT=5"};
    const auto outcome = trial.read({});
    REQUIRE(outcome.settings);
    CHECK(outcome.complaint
          == "unknown variable MARQUEE_STAF_PORT is ignored; did you mean MARQUEE_STAFF_PORT?\n");
}

TEST_CASE("a secret is neither printed nor repeated in a complaint") {
    Trial trial;
    trial.settings_table.settings[6].check = [](const std::string&) -> Status {
        return fail(ErrorCode::malformed, "hunter2 is weak");
    };
    auto outcome = trial.read({"--database-password=hunter2"});
    CHECK(outcome.exit == ExitCode::usage);
    CHECK_FALSE(contains(outcome.complaint, "hunter2"));
    trial.settings_table.settings[6].check = nullptr;
    outcome = trial.read({"--print-config", "--database-password=hunter2", "--demo"});
    CHECK(outcome.exit == ExitCode::ok);
    CHECK(outcome.output
          == "staff-port = 8443\nstate-dir = /var/lib/marquee\ncontact-every = 30s\n"
             "log-level = info\ndemo = yes\nserver-name = \ndatabase-password = (hidden)\n"
             "pair-word = \n");
}

TEST_CASE("check, version and help answer and exit 0") {
    Trial trial;
    CHECK(trial.read({"--check-config"}).output == "configuration ok\n");
    CHECK(trial.read({"--check-config", "--staff-port=0"}).exit == ExitCode::usage);
    CHECK(trial.read({"--version"}).output == "marquee-manager 1.2.3\n");
    trial.file("manager.properties", "nonsense = 1\n");
    const auto help = trial.read({"--version", "--help"}); // works with a broken configuration
    CHECK(help.exit == ExitCode::ok);
    CHECK_FALSE(help.settings);
    for (const char* part :
         {"Sends publicity to every screen.", "Usage: marquee-manager [OPTION…]\n",
          "--staff-port NUMBER", "port of the console [8443]",
          "least grave event to log: debug, info, warning, error [info]", "--demo ",
          "--server-name TEXT", "(may be repeated)", "MARQUEE_SOME_KEY", "manager.properties"}) {
        INFO(part);
        CHECK(contains(help.output, part));
    }
}

TEST_CASE("durations are read and written in the unit that fits") {
    CHECK(duration_from_text("250ms") == 250ms);
    CHECK(duration_from_text("90s") == 90s);
    CHECK(duration_from_text("7d") == 168h);
    for (const char* text : {"", "5", "s", "-5s", "5 s", "5w", "9223372036854775807d"}) {
        INFO(text);
        CHECK_FALSE(duration_from_text(text));
    }
    CHECK(to_duration_text(90s) == "90s");
    CHECK(to_duration_text(2h) == "2h");
    CHECK(to_duration_text(0ms) == "0ms");
    CHECK(to_duration_text(1500ms) == "1500ms");
}
