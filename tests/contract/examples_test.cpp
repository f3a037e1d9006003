#include <algorithm>
#include <map>

#include <catch2/catch.hpp>

#include "tests/contract/example_files.hpp"
#include "tests/contract/wire_readers.hpp"

using namespace marquee;
using namespace marquee::tests;

namespace {

Result<std::string> rewrite(const ExampleFile& file) {
    const auto reader = std::find_if(wire_readers.begin(), wire_readers.end(),
                                     [&](const WireReader& r) { return r.kind == file.kind; });
    REQUIRE(reader != wire_readers.end());
    return reader->rewrite(file.text);
}

void check_accepted(const ExampleFile& file) {
    INFO(file.path.string());
    const Result<std::string> written = rewrite(file);
    INFO((written ? std::string() : to_string(written.error())));
    REQUIRE(written);
    ExampleFile again = file;
    again.text = *written;
    CHECK(rewrite(again) == written);
}

} // namespace

TEST_CASE("every valid example is read, and what is written from it reads the same") {
    for (const ExampleFile& file : example_files("schemas/examples")) {
        if (file.valid) {
            check_accepted(file);
        }
    }
}

TEST_CASE("every invalid example is refused with the error its name says") {
    for (const ExampleFile& file : example_files("schemas/examples")) {
        if (!file.valid) {
            INFO(file.path.string());
            const Result<std::string> written = rewrite(file);
            REQUIRE_FALSE(written);
            INFO(to_string(written.error()));
            CHECK(error_slug(written.error().code) == file.slug);
        }
    }
}

TEST_CASE("every kind has at least two valid examples and two invalid ones") {
    std::map<std::string, std::pair<int, int>, std::less<>> counts;
    for (const ExampleFile& file : example_files("schemas/examples")) {
        auto& [valid, invalid] = counts[file.kind];
        ++(file.valid ? valid : invalid);
    }
    for (const WireReader& reader : wire_readers) {
        INFO(reader.kind);
        const auto found = counts.find(reader.kind);
        REQUIRE(found != counts.end());
        CHECK(found->second.first >= 2);
        CHECK(found->second.second >= 2);
    }
    CHECK(counts.size() == wire_readers.size());
}

TEST_CASE("every document of the first released format is still read") {
    const auto frozen = example_files("tests/contract/v1");
    CHECK(frozen.size() >= 2 * wire_readers.size());
    for (const ExampleFile& file : frozen) {
        check_accepted(file);
    }
}

TEST_CASE("no document is read as another kind") {
    for (const ExampleFile& file : example_files("tests/contract/v1")) {
        for (const WireReader& reader : wire_readers) {
            const bool without_format = reader.kind == "envelope" || reader.kind == "problem";
            if (reader.kind == file.kind || without_format) {
                continue;
            }
            INFO(file.path.string() << " as " << reader.kind);
            const Result<std::string> written = reader.rewrite(file.text);
            REQUIRE_FALSE(written);
            const bool bare = file.kind == "envelope" || file.kind == "problem";
            const ErrorCode code = written.error().code;
            const bool refused_by_size = code == ErrorCode::too_large;
            CHECK((refused_by_size
                   || code == (bare ? ErrorCode::missing_member : ErrorCode::unknown_format)));
        }
    }
}
