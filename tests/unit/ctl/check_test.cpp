// The monitoring plugin without a manager: thresholds, the line it prints, its command line.
#include <catch2/catch.hpp>

#include <fstream>
#include <sstream>

#include "ctl/check.hpp"
#include "ctl/check_options.hpp"
#include "tests/fakes/temporary_directory.hpp"

using namespace marquee;
using namespace marquee::ctl;

namespace {

struct Said {
    CheckState state;
    std::string line;
};

Said run(const std::vector<const char*>& arguments, std::vector<const char*> environment = {}) {
    environment.push_back(nullptr);
    std::ostringstream out;
    const CheckState state = check(arguments, environment.data(), out);
    return {state, out.str()};
}

} // namespace

TEST_CASE("a threshold alerts outside its range, or inside of one with an at sign") {
    struct Case {
        const char* text;
        double quiet;
        double loud;
    };
    for (const Case& each :
         {Case{"10", 10, 10.1}, Case{"10", 0, -1}, Case{"10:", 1e9, 9.9}, Case{"~:10", -5, 11},
          Case{"10:20", 20, 21}, Case{"@10:20", 9, 10}, Case{"0", 0, 1}, Case{"0.5", 0.25, 0.75}}) {
        INFO(each.text);
        const CheckRange range = range_from_text(each.text).value();
        CHECK_FALSE(range.alerts(each.quiet));
        CHECK(range.alerts(each.loud));
    }
    for (const char* wrong : {"", "ten", "10:x", "20:10", "@", "1;2"}) {
        INFO(wrong);
        CHECK_FALSE(range_from_text(wrong));
    }
}

TEST_CASE("critical outweighs warning") {
    const CheckRange one = range_from_text("1").value();
    const CheckRange two = range_from_text("2").value();
    CHECK(judge(1, &one, &two) == CheckState::ok);
    CHECK(judge(2, &one, &two) == CheckState::warning);
    CHECK(judge(3, &one, &two) == CheckState::critical);
    CHECK(judge(3, nullptr, nullptr) == CheckState::ok);
}

TEST_CASE("a verdict is one line with its figures behind one bar") {
    CheckVerdict verdict{CheckState::warning, "west | station\nnorth", {}};
    CHECK(line_of(verdict) == "MARQUEE WARNING - west / station north\n");
    verdict.figures = {{.label = "time", .value = 0.25, .unit = "s", .warning = "1", .least = "0"},
                       {.label = "offline", .value = 3}};
    CHECK(line_of(verdict)
          == "MARQUEE WARNING - west / station north | time=0.25s;1;;0 offline=3\n");
}

TEST_CASE("a command line that cannot be meant is UNKNOWN and says why") {
    for (const auto& arguments : {std::vector<const char*>{},
                                  {"--manager"},
                                  {"--manger", "https://m"},
                                  {"--manager", "https://m"},
                                  {"-f", "x", "-u", "a", "-d", "b"},
                                  {"-f", "x", "-w", "ten"},
                                  {"-f", "x", "-t", "0"},
                                  {"-f", "/nowhere/credentials.json"}}) {
        const Said said = run(arguments);
        INFO(said.line);
        CHECK(said.state == CheckState::unknown);
        CHECK(said.line.starts_with("MARQUEE UNKNOWN - "));
        CHECK(said.line.find('\n') == said.line.size() - 1);
    }
    CHECK(run({"--help"}).line.find("--display") != std::string::npos);
    CHECK(run({"-V"}).line.starts_with("check_marquee "));
}

TEST_CASE("options come long, short, with an equals sign, and from the environment") {
    const std::vector<const char*> arguments{
        "-H", "https://m:1", "--display=北口", "-w", "30", "--critical", "@5:6", "-t", "7"};
    const char* environment[] = {"MARQUEE_TOKEN=t", "MARQUEE_AUTHORITY=/a.pem", nullptr};
    const auto options = check_options(arguments, environment);
    REQUIRE(options);
    CHECK(options->manager == "https://m:1");
    CHECK(options->display == "北口");
    CHECK(options->warning->text == "30");
    CHECK(options->critical->inside);
    CHECK(options->timeout_seconds == 7);
    CHECK(options->token == "t");
    CHECK(options->authority == "/a.pem");
}

TEST_CASE("a token that others can read is not used") {
    TemporaryDirectory directory;
    const auto file = directory.path() / "credentials.json";
    std::ofstream(file) << "{}";
    std::filesystem::permissions(file, std::filesystem::perms(0640));
    const std::string path = file.string();
    const Said said = run({"-f", path.c_str()});
    CHECK(said.state == CheckState::unknown);
    CHECK(said.line.find("chmod 600") != std::string::npos);
}
