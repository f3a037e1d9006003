#include <catch2/catch.hpp>

#include "schemas/wire/reader.hpp"

using namespace marquee;
using namespace marquee::wire;

namespace {

struct Row {
    std::string name;
    std::int32_t count = 0;
    std::optional<std::string> note;
};

Row read_row(const Object& in) {
    Row row;
    row.name = in.required("name").line(10, 1);
    row.count = in.required("count").integer<std::int32_t>(0, 5);
    if (const Value note = in.optional("note")) {
        row.note = note.line(10);
    }
    return row;
}

Error error_of_rows(std::string_view text) {
    const auto rows = read_object(text, staff_body, [](const Object& in) {
        return in.required("rows").list(3, [](const Value& row) { return read_row(row.object()); });
    });
    REQUIRE_FALSE(rows);
    return rows.error();
}

Error error_of_document(std::string_view text) {
    const auto row = read_document(text, 1'000, Format{"row"}, [](const Object& in) {
        return read_row(in.required("row").object());
    });
    REQUIRE_FALSE(row);
    return row.error();
}

} // namespace

TEST_CASE("an error names the place as a JSON pointer") {
    const Error missing = error_of_rows(R"({"rows":[{"name":"a","count":1},{"name":"b"}]})");
    CHECK(missing.code == ErrorCode::missing_member);
    CHECK(missing.where == "/rows/1/count");
    CHECK(missing.params == ErrorParams{{"member", "count"}});
    CHECK(error_of_rows(R"({"rows":[{"name":7,"count":1}]})").where == "/rows/0/name");
    CHECK(error_of_rows(R"({"rows":{}})").where == "/rows");
    CHECK(error_of_rows("[]").where.empty());
}

TEST_CASE("a number outside its range says the range") {
    const Error error = error_of_rows(R"({"rows":[{"name":"a","count":6}]})");
    CHECK(error.code == ErrorCode::out_of_range);
    CHECK(error.params == ErrorParams{{"least", "0"}, {"greatest", "5"}});
}

TEST_CASE("lengths are counted in bytes and lists in elements") {
    CHECK(error_of_rows(R"({"rows":[{"name":"","count":1}]})").code == ErrorCode::out_of_range);
    CHECK(error_of_rows(R"({"rows":[{"name":"防诈骗防","count":1}]})").code
          == ErrorCode::too_large);
    CHECK(error_of_rows(R"({"rows":[1,2,3,4]})").code == ErrorCode::too_large);
}

TEST_CASE("the first failure is the one reported") {
    const Error error = error_of_rows(R"({"rows":[{"name":1},{"count":"x"}],"more":1})");
    CHECK(error.where == "/rows/0/name");
}

TEST_CASE("people's input may not hold unknown members, and the nearest name is offered") {
    const Error error = error_of_rows(R"({"rows":[{"name":"a","cuont":1,"count":1}]})");
    CHECK(error.code == ErrorCode::unknown_member);
    CHECK(error.where == "/rows/0/cuont");
    CHECK(error.params == ErrorParams{{"member", "cuont"}, {"nearest", "count"}});
    const Error strange = error_of_rows(R"({"rows":[],"something_else":1})");
    CHECK(strange.params == ErrorParams{{"member", "something_else"}});
}

TEST_CASE("documents ignore unknown members at any depth") {
    const auto row = read_document(
        R"({"format":"row/1.3","row":{"name":"a","count":1,"x":{"y":[1]}},"z":null})", 1'000,
        Format{"row"}, [](const Object& in) { return read_row(in.required("row").object()); });
    REQUIRE(row);
    CHECK(row->name == "a");
}

TEST_CASE("a document of another kind, major or spelling is refused by both names") {
    const Error error = error_of_document(R"({"format":"column/1.0","row":{}})");
    CHECK(error.code == ErrorCode::unknown_format);
    CHECK(error.where == "/format");
    CHECK(error.params == ErrorParams{{"found", "column/1.0"}, {"expected", "row/1.0"}});
    for (const char* format : {"row/2.0", "row/1", "row/1.", "row/1.00", "row/1.0.0", "row/01.0",
                               "row/1.0 ", "row", "", "row/1.12345", "row/1.-1"}) {
        INFO(format);
        CHECK(error_of_document(R"({"format":")" + std::string(format) + "\"}").code
              == ErrorCode::unknown_format);
    }
}

TEST_CASE("critical names must be understood where they stand") {
    const auto code = [](const std::string& critical, const std::string& more) {
        const auto row = read_document(R"({"format":"row/1.3","critical":[)" + critical
                                           + R"(],"row":{"name":"a","count":1)" + more + "}}",
                                       1'000, Format{"row"}, [](const Object& in) {
                                           return read_row(in.required("row").object());
                                       });
        return row ? ErrorCode::internal : row.error().code;
    };
    constexpr ErrorCode accepted = ErrorCode::internal;
    CHECK(code("", "") == accepted);
    CHECK(code(R"("name","row","format")", "") == accepted);
    CHECK(code(R"("note")", "") == accepted);
    CHECK(code(R"("colour")", "") == ErrorCode::critical_not_understood);
    CHECK(code(R"("colour")", R"(,"colour":1)") == ErrorCode::critical_not_understood);
    CHECK(code(R"("name")", R"(,"x":{"name":1})") == ErrorCode::critical_not_understood);
    CHECK(code("1", "") == ErrorCode::malformed);
}

TEST_CASE("a critical name that is not understood is named with its place") {
    const Error error = error_of_document(
        R"({"format":"row/1.1","critical":["blend"],"row":{"name":"a","count":1,"blend":2}})");
    CHECK(error.where == "/row/blend");
    CHECK(error.params == ErrorParams{{"member", "blend"}});
}

TEST_CASE("a whole number may be written with a fraction of zero") {
    const auto number = [](const char* text) {
        return read_object(std::string("{\"n\":") + text + "}", staff_body, [](const Object& in) {
            return in.required("n").integer<std::int64_t>(-limits::json_integer_max,
                                                          limits::json_integer_max);
        });
    };
    CHECK(number("5.0") == 5);
    CHECK(number("-0") == 0);
    CHECK(number("1e3") == 1'000);
    CHECK(number("9007199254740991") == limits::json_integer_max);
    CHECK(number("9007199254740992").error().code == ErrorCode::out_of_range);
    CHECK(number("18446744073709551616").error().code == ErrorCode::out_of_range);
    CHECK(number("5.5").error().code == ErrorCode::malformed);
    CHECK(number("true").error().code == ErrorCode::malformed);
}

TEST_CASE("typed values are read or refused") {
    const auto read = [](const char* json, auto get) {
        return read_object(std::string("{\"v\":") + json + "}", staff_body,
                           [&](const Object& in) { return get(in.required("v")); });
    };
    const auto colour = [](const Value& v) { return v.colour(); };
    CHECK(read("\"#ff8000\"", colour) == Colour{255, 128, 0, 255});
    CHECK(read("\"#ff800040\"", colour) == Colour{255, 128, 0, 64});
    CHECK_FALSE(read("\"#ff80\"", colour));
    CHECK_FALSE(read("\"ff80000\"", colour));
    const auto date = [](const Value& v) { return v.date(); };
    CHECK(to_iso_date(*read("\"2028-02-29\"", date)) == "2028-02-29");
    CHECK(read("\"2027-02-29\"", date).error().where == "/v");
    const auto motion = [](const Value& v) { return v.word<Motion>(); };
    CHECK(read("\"scroll_left\"", motion) == Motion::scroll_left);
    CHECK(read("\"up\"", motion).error().params
          == ErrorParams{
              {"value", "up"},
              {"allowed", "still, scroll_left, scroll_right, scroll_up, scroll_down, pages"}});
    const auto unit = [](const Value& v) { return v.id<UnitId>(); };
    CHECK(read("\"01932f5e-7c00-7000-8000-000000000001\"", unit));
    CHECK_FALSE(read("\"7\"", unit));
    const auto number = [](const Value& v) { return v.number(0, 1); };
    CHECK(read("0.5", number) == 0.5);
    CHECK(read("1", number) == 1.0);
    CHECK_FALSE(read("1.5", number));
    CHECK_FALSE(read("\"1\"", number));
}

TEST_CASE("null is a value and not an absence") {
    const auto value = read_object(R"({"a":null})", staff_body, [](const Object& in) {
        const Value a = in.optional("a");
        return std::pair(static_cast<bool>(a), a.is_null());
    });
    REQUIRE(value);
    CHECK(*value == std::pair(true, true));
}

TEST_CASE("which control character it is, and where in the text, is said") {
    const auto read = [](const std::string& text) {
        return wire::read_object(text, wire::staff_body,
                                 [](wire::Object in) { return in.required("x").line(100); });
    };
    const auto refused = read("{\"x\":\"守好\\u0007屏\"}");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::malformed);
    CHECK(refused.error().where == "/x");
    CHECK(refused.error().params == ErrorParams{{"character", "U+0007"}, {"nth", "3"}});
    CHECK(read("{\"x\":\"\\u007f\"}").error().params
          == ErrorParams{{"character", "U+007F"}, {"nth", "1"}});
    CHECK(read("{\"x\":\"\U00020bb7\\ta\"}").error().params.back().second == "2");
}

TEST_CASE("a name that nobody could see is refused where people type, and read in documents") {
    const auto read = [](const std::string& name, const wire::ReadRules& rules) {
        return wire::read_object("{\"name\":\"" + name + "\"}", rules,
                                 [](wire::Object in) { return in.required("name").line(100); });
    };
    const wire::ReadRules document{1000, wire::UnknownMembers::ignored};
    for (const char* name : {" ", "\u200b", "\u2060\ufeff", "\u3000", "\u00ad\u202e", "\u3164",
                             "\u2800", "\ufe0f", "\U000e0041"}) {
        INFO(name);
        const auto refused = read(name, wire::staff_body);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == ErrorCode::out_of_range);
        CHECK(refused.error().where == "/name");
        CHECK(read(name, document));
    }
    for (const char* name : {"", "屏", "\u200b屏", "a\u202e", "👩\u200d🚒", "\U00020bb7", "."}) {
        INFO(name);
        CHECK(read(name, wire::staff_body));
    }
}
