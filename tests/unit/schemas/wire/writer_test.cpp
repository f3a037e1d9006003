#include <limits>

#include <catch2/catch.hpp>

#include "schemas/wire/base64.hpp"
#include "schemas/wire/format.hpp"
#include "schemas/wire/problem.hpp"
#include "schemas/wire/reader.hpp"
#include "schemas/wire/writer.hpp"

using namespace marquee;
using namespace marquee::wire;

TEST_CASE("members stand in the order of the calls, without white space") {
    const std::vector<std::string> names{"a", "b"};
    const std::string text = write_object([&](ObjectWriter& out) {
        out.member("text", "x");
        out.member("truth", true);
        out.member("count", 7U);
        out.member("least", std::numeric_limits<std::int64_t>::min());
        out.member("figure", 0.1);
        out.member("absent", std::optional<int>{});
        out.member("present", std::optional<int>{3});
        out.null("nothing");
        out.object("empty", [](ObjectWriter&) {});
        out.list("rows", names,
                 [](ObjectWriter& row, const std::string& name) { row.member("name", name); });
        out.texts("names", names);
        out.member("motion", Motion::scroll_left);
    });
    CHECK(text
          == R"({"text":"x","truth":true,"count":7,"least":-9223372036854775808,"figure":0.1,)"
             R"("present":3,"nothing":null,"empty":{},"rows":[{"name":"a"},{"name":"b"}],)"
             R"("names":["a","b"],"motion":"scroll_left"})");
}

TEST_CASE("strings are escaped where JSON demands and nowhere else") {
    const std::string text = write_object(
        [](ObjectWriter& out) { out.member("t", "\"\\/\n\t\x01\x1F防 é \xF0\x9F\x92\xA1"); });
    CHECK(text == "{\"t\":\"\\\"\\\\/\\n\\t\\u0001\\u001f防 é \xF0\x9F\x92\xA1\"}");
}

TEST_CASE("a byte that is not UTF-8 becomes the replacement character") {
    const std::string text =
        write_object([](ObjectWriter& out) { out.member("t", "a\xFFz\xE9\x98"); });
    CHECK(text == "{\"t\":\"a\xEF\xBF\xBDz\xEF\xBF\xBD\xEF\xBF\xBD\"}");
}

TEST_CASE("base64 of RFC 4648, both ways") {
    const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                           {"f", "Zg=="},
                                                           {"fo", "Zm8="},
                                                           {"foo", "Zm9v"},
                                                           {"foob", "Zm9vYg=="},
                                                           {"fooba", "Zm9vYmE="},
                                                           {"foobar", "Zm9vYmFy"}};
    for (const auto& [bytes, text] : vectors) {
        CHECK(to_base64(bytes) == text);
        CHECK(from_base64(text) == std::string(bytes));
    }
    std::string all;
    for (int i = 0; i < 256; ++i) {
        all += static_cast<char>(i);
    }
    CHECK(from_base64(to_base64(all)) == all);
}

TEST_CASE("base64 has one spelling for each value") {
    for (const char* text : {"Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Z===", "====", "=Zg=", "Zm9v\n",
                             "Zm 9v", "Zm-_", "Zg==Zg==", "Zm9vZ"}) {
        INFO(text);
        CHECK_FALSE(from_base64(text));
    }
}

TEST_CASE("formats and payload types name kind and major") {
    CHECK(to_string(formats::enrolment_file) == "enrolment-file/1.0");
    CHECK(payload_type(formats::screen_override) == "application/vnd.marquee.override.v1+json");
    CHECK(formats_read().front() == "program/1.3");
}

TEST_CASE("an error survives the way over HTTP") {
    const Error error{ErrorCode::unknown_member,
                      "'cuont' is not a member here",
                      "/cuont",
                      {{"member", "cuont"}, {"nearest", "count"}}};
    const Problem problem = problem_of(error);
    CHECK(problem.status == 422);
    CHECK(problem.title == "Unknown member");
    CHECK(problem.type == "urn:marquee:problem:unknown_member");
    const Result<Problem> back = read_problem(write_problem(problem));
    REQUIRE(back);
    CHECK(*back == problem);
    CHECK(error_of(*back) == error);
}

TEST_CASE("a problem of newer software becomes what its status says") {
    Problem problem;
    problem.code = "said_by_newer_software";
    problem.status = 404;
    problem.title = "Gone";
    CHECK(error_of(problem).code == ErrorCode::not_found);
    CHECK(error_of(problem).what == "Gone");
    problem.status = 418;
    CHECK(error_of(problem).code == ErrorCode::malformed);
    problem.status = 599;
    CHECK(error_of(problem).code == ErrorCode::internal);
}

TEST_CASE("a param that is named twice is written once") {
    Problem problem;
    problem.code = "malformed";
    problem.params = {{"a", "1"}, {"a", "2"}};
    const Result<Problem> back = read_problem(write_problem(problem));
    REQUIRE(back);
    CHECK(back->params == ErrorParams{{"a", "1"}});
}

TEST_CASE("every code has a status that is an error") {
    for (int i = 0; i <= static_cast<int>(ErrorCode::internal); ++i) {
        const auto code = static_cast<ErrorCode>(i);
        INFO(error_slug(code));
        CHECK(http_status(code) >= 400);
        CHECK(http_status(code) < 600);
        CHECK(error_code(error_slug(code)) == code);
    }
}
