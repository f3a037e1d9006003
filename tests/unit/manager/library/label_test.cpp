#include "manager/library/label.hpp"

#include <catch2/catch.hpp>

#include "schemas/model/limits.hpp"

using namespace marquee;
using namespace marquee::manager;

TEST_CASE("a file's name is a label: folders, controls and turned text are left out") {
    CHECK(*file_label_from("海报.jpg") == "海报.jpg");
    CHECK(*file_label_from("../../etc/passwd") == "passwd");
    CHECK(*file_label_from("C:\\图片\\海报.jpg") == "海报.jpg");
    CHECK(*file_label_from("/") == "");
    CHECK(*file_label_from("..") == "");
    CHECK(*file_label_from("a/..") == "");
    CHECK(*file_label_from("  a.jpg  ") == "a.jpg");
    CHECK(*file_label_from(std::string_view("a\0b\r\nSet-Cookie: x\x7f.jpg", 23))
          == "abSet-Cookie: x.jpg");
    CHECK(*file_label_from("\u202egpj.exe") == "gpj.exe");
    CHECK(*file_label_from("a\u0085\u2028b\u2069") == "ab");
    CHECK(*file_label_from("..\u200e") == ""); // what is left is looked at, not what came
}

TEST_CASE("a name may have slashes; it is no path") {
    CHECK(*label_from("9/18 反诈") == "9/18 反诈");
    CHECK(*label_from("\x01 ") == "");
}

TEST_CASE("a name that is not UTF-8 or too long is refused") {
    CHECK(label_from("\xff").error().code == ErrorCode::malformed);
    CHECK(label_from("\xe6\xb5").error().code == ErrorCode::malformed);
    CHECK(label_from(std::string(limits::name_bytes_max, 'a')));
    CHECK(label_from(std::string(limits::name_bytes_max + 1, 'a')).error().code
          == ErrorCode::too_large);
}

TEST_CASE("sizes are said in words") {
    CHECK(size_in_words(0) == "0 bytes");
    CHECK(size_in_words(1) == "1 byte");
    CHECK(size_in_words(999) == "999 bytes");
    CHECK(size_in_words(1'000) == "1.0 kB");
    CHECK(size_in_words(8'589'934'592) == "8.5 GB");
    CHECK(size_in_words(99'900'000) == "99.9 MB");
    CHECK(size_in_words(863'000'000) == "863 MB");
    CHECK(size_in_words(UINT64_MAX) == "18446 PB");
}
