#include "manager/http/sentences.hpp"

#include <catch2/catch.hpp>

using namespace marquee;
using namespace marquee::manager;

TEST_CASE("the caller's language is the first we speak, by weight; Chinese otherwise") {
    CHECK(preferred_language("") == Language::zh_cn);
    CHECK(preferred_language("fr-FR, de;q=0.9") == Language::zh_cn);
    CHECK(preferred_language("en-GB,en;q=0.9") == Language::en);
    CHECK(preferred_language("en;q=0.5, zh-CN;q=0.8") == Language::zh_cn);
    CHECK(preferred_language("zh-TW;q=0.2, EN;q=0.3") == Language::en);
    CHECK(preferred_language("en;q=0") == Language::zh_cn);
}

TEST_CASE("every code has a sentence in both languages that ends and shows no braces") {
    for (int i = 0; i <= static_cast<int>(ErrorCode::internal); ++i) {
        const Error error{static_cast<ErrorCode>(i), "", "", {}};
        INFO(error_slug(error.code));
        const std::string zh = sentence(error, Language::zh_cn);
        const std::string en = sentence(error, Language::en);
        CHECK(zh.size() > 12);
        CHECK(en.size() > 12);
        CHECK(zh.find_first_of("[]{}") == std::string::npos);
        CHECK(en.find_first_of("[]{}") == std::string::npos);
        CHECK(zh.substr(zh.size() - 3) == "。");
        CHECK(en.back() == '.');
        CHECK_FALSE(title(error.code, Language::zh_cn).empty());
        CHECK_FALSE(title(error.code, Language::en).empty());
    }
}

TEST_CASE("a clause appears when its place is known") {
    const Error bare{ErrorCode::unknown_member, "", "", {}};
    const Error full{ErrorCode::unknown_member, "", "/nmae", {{"nearest", "name"}}};
    CHECK(sentence(bare, Language::en) == "One member is not known. Correct it and send it again.");
    CHECK(
        sentence(full, Language::en)
        == "One member is not known (at /nmae); perhaps \"name\" was meant. Correct it and send it "
           "again.");
    CHECK(sentence(full, Language::zh_cn).find("“name”") != std::string::npos);
}
