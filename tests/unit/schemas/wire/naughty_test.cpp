// Text that means harm is an error, in time linear in its size: a reader that were quadratic would
// run into ctest's time limit here.
#include <catch2/catch.hpp>

#include "tests/contract/wire_readers.hpp"
#include "tests/unit/schemas/wire/samples.hpp"

using namespace marquee;
using namespace marquee::tests;

namespace {

std::string repeated(std::string_view piece, std::size_t count) {
    std::string text;
    text.reserve(piece.size() * count);
    for (std::size_t i = 0; i < count; ++i) {
        text += piece;
    }
    return text;
}

Result<std::string> read_note(std::string_view text) {
    return wire::read_object(text, wire::staff_body, [](const wire::Object& in) {
        return in.required("note").text(limits::note_bytes_max);
    });
}

void check_refused(std::string_view text, ErrorCode code) {
    const auto note = read_note(text);
    INFO(text.substr(0, 200));
    REQUIRE_FALSE(note);
    INFO(to_string(note.error()));
    CHECK(note.error().code == code);
}

} // namespace

TEST_CASE("deep nesting is refused, opened or closed") {
    check_refused(repeated("[", 500'000), ErrorCode::too_large);
    check_refused(repeated("{\"a\":", 100'000), ErrorCode::too_large);
    check_refused(R"({"note":)" + repeated("[", 100'000) + repeated("]", 100'000) + "}",
                  ErrorCode::too_large);
    const std::size_t deepest = limits::json_depth_max - 1;
    check_refused(R"({"note":)" + repeated("[", deepest) + repeated("]", deepest) + "}",
                  ErrorCode::malformed); // within the depth, but not a text
}

TEST_CASE("a text over its limit is refused before it is looked at") {
    check_refused(repeated(" ", limits::staff_body_bytes_max + 1), ErrorCode::too_large);
    for (const WireReader& reader : wire_readers) {
        INFO(reader.kind);
        const auto written = reader.rewrite(repeated("x", 20 * limits::MiB));
        REQUIRE_FALSE(written);
        CHECK(written.error().code == ErrorCode::too_large);
    }
}

TEST_CASE("a string of a megabyte is refused where a line belongs") {
    const std::string text = R"({"note":")" + std::string(limits::MiB - 64, 'x') + "\"}";
    const auto note = read_note(text);
    REQUIRE_FALSE(note);
    CHECK(note.error().code == ErrorCode::too_large);
    CHECK(note.error().where == "/note");
    CHECK(note.error().what.size() < 200);
}

TEST_CASE("numbers that no field holds are refused") {
    for (const char* number : {"1e400", "-1e400"}) {
        check_refused(R"({"note":)" + std::string(number) + "}", ErrorCode::out_of_range);
    }
    for (const char* number : {"NaN", "Infinity", "-", "01", "1.", ".5", "0x10", "1e", "+1"}) {
        check_refused(R"({"note":)" + std::string(number) + "}", ErrorCode::malformed);
    }
    check_refused(R"({"note":1)" + repeated("0", 300'000) + "}", ErrorCode::out_of_range);
    check_refused(R"({"note":0.)" + repeated("1", 300'000) + "}", ErrorCode::malformed);
}

TEST_CASE("names that are written twice are refused, also among very many") {
    check_refused(R"({"note":"a","note":"b"})", ErrorCode::malformed);
    check_refused(R"({"note":"a","n\u006fte":"b"})", ErrorCode::malformed);
    check_refused(R"({"note":"a","other":[{"x":1,"y":2,"x":3}]})", ErrorCode::malformed);
    std::string many = "{";
    for (int i = 0; i < 90'000; ++i) {
        many += "\"" + std::to_string(i) + "\":0,";
    }
    check_refused(many + "\"7\":1}", ErrorCode::malformed);
    check_refused(many + "\"note\":\"a\"}", ErrorCode::unknown_member);
}

TEST_CASE("more values than a document may hold are refused") {
    check_refused("[" + repeated("0,", limits::json_values_max) + "0]", ErrorCode::too_large);
}

TEST_CASE("bytes that are not UTF-8 are refused wherever they stand") {
    for (const char* bytes : {"\xFF", "\xC0\xAF", "\xED\xA0\x80", "\xE2\x82", "\xF4\x90\x80\x80",
                              "\xF8\x88\x80\x80\x80", "\x80"}) {
        check_refused(R"({"note":")" + std::string(bytes) + "\"}", ErrorCode::malformed);
        check_refused("{\"" + std::string(bytes) + "\":1}", ErrorCode::malformed);
        check_refused(R"({"note":"a"})" + std::string(bytes), ErrorCode::malformed);
    }
}

TEST_CASE("half a surrogate pair is refused and a whole one is a character") {
    check_refused(R"({"note":"\ud83d"})", ErrorCode::malformed);
    check_refused(R"({"note":"\udca1"})", ErrorCode::malformed);
    check_refused(R"({"note":"\ud83d\u0041"})", ErrorCode::malformed);
    CHECK(read_note(R"({"note":"\ud83d\udca1"})") == std::string("\xF0\x9F\x92\xA1"));
}

TEST_CASE("control characters, NUL and a byte order mark are refused") {
    check_refused(R"({"note":"a\u0000b"})", ErrorCode::malformed);
    check_refused(R"({"note":"a\u001bb"})", ErrorCode::malformed);
    check_refused("{\"note\":\"a\x7F\"}", ErrorCode::malformed);
    check_refused("{\"note\":\"a\nb\"}", ErrorCode::malformed);
    check_refused("\xEF\xBB\xBF{\"note\":\"a\"}", ErrorCode::malformed);
    check_refused(std::string_view("{\"note\":\"a\"}\0{", 14), ErrorCode::malformed);
}

TEST_CASE("what is almost JSON is refused") {
    for (const char* text :
         {"", " ", "null", "[]", "\"note\"", "{\"note\":\"a\",}", "{'note':'a'}", "{note:\"a\"}",
          "{\"note\":\"a\"} {}", "{\"note\":\"a\"}x", "{\"note\":\"a\"", "{\"note\"}",
          "{\"note\":\"\\x\"}", "{\"note\":\"\\u12\"}", "// a\n{\"note\":\"a\"}"}) {
        check_refused(text, ErrorCode::malformed);
    }
}

TEST_CASE("a pointer escapes a hostile name and cuts it") {
    const auto slashes = read_note(R"({"note":"a","a/b~c":1})");
    REQUIRE_FALSE(slashes);
    CHECK(slashes.error().where == "/a~1b~0c");
    const auto endless = read_note("{\"" + repeated("防", 100'000) + "\":1}");
    REQUIRE_FALSE(endless);
    CHECK(endless.error().where.size() < 200);
}
