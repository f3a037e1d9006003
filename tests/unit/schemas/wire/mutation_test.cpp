// Seeded damage to good documents: an error or a value, never anything else.
#include <algorithm>
#include <random>

#include <catch2/catch.hpp>

#include "tests/contract/example_files.hpp"
#include "tests/contract/wire_readers.hpp"

using namespace marquee;
using namespace marquee::tests;

namespace {

constexpr std::string_view pieces[] = {"null", "true", "-1",         "1e9",      "9007199254740993",
                                       "\"\"", "{}",   "[",          "}",        ",",
                                       ":",    "\"",   "\\u",        "\xFF",     "\\ud800",
                                       "\xE9", "防",   "9999-12-31", "0.5",      "24:00",
                                       "/2.0", "#",    "=",          "critical", "\n",
                                       "\x7F", "1.0"};

class Damage {
public:
    explicit Damage(std::uint32_t seed) : random_(seed) {}

    std::size_t below(std::size_t limit) {
        return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_);
    }

    void apply(std::string& text) {
        const std::size_t at = below(text.size());
        const std::size_t length = std::min(1 + below(24), text.size() - at);
        const std::string_view piece = pieces[below(std::size(pieces))];
        switch (below(6)) {
        case 0:
            text[at] = static_cast<char>(below(256));
            break;
        case 1:
            text.erase(at, length);
            break;
        case 2:
            text.insert(at, piece);
            break;
        case 3:
            text.replace(at, length, piece);
            break;
        case 4:
            text.insert(below(text.size()), text.substr(at, length));
            break;
        default:
            replace_value(text, at, piece);
        }
        if (text.empty()) {
            text = "{";
        }
    }

private:
    // Puts `piece` in place of the value after the next colon, so that much stays well-formed.
    void replace_value(std::string& text, std::size_t at, std::string_view piece) {
        const std::size_t colon = text.find(':', at);
        const std::size_t end = text.find_first_of(",}\n", colon);
        if (colon != text.npos && end != text.npos) {
            text.replace(colon + 1, end - colon - 1, piece);
        }
    }

    std::mt19937 random_;
};

} // namespace

TEST_CASE("20,000 damaged documents are refused or read, and nothing else happens") {
    std::vector<ExampleFile> files = example_files("schemas/examples");
    std::erase_if(files, [](const ExampleFile& file) { return !file.valid; });
    REQUIRE(files.size() >= 30);
    Damage damage(20'261'121);
    std::size_t refused = 0;
    std::size_t read = 0;
    for (int round = 0; round < 20'000; ++round) {
        const ExampleFile& file = files[damage.below(files.size())];
        std::string text = file.text;
        for (std::size_t times = 1 + damage.below(3); times > 0; --times) {
            damage.apply(text);
        }
        const auto reader = std::find_if(wire_readers.begin(), wire_readers.end(),
                                         [&](const WireReader& r) { return r.kind == file.kind; });
        const Result<std::string> written = reader->rewrite(text);
        if (!written) {
            ++refused;
            continue;
        }
        ++read;
        if (reader->rewrite(*written) != written) {
            FAIL("reads back differently: " << text);
        }
    }
    CHECK(refused > 5'000);
    CHECK(read > 500); // damage to spaces and to what is ignored does no harm
}
