#include "manager/http/media_wordings.hpp"
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

TEST_CASE("states are said in the reader's language, and what is no state stays as it is") {
    const Error error{
        ErrorCode::wrong_state, "", "", {{"state", "returned"}, {"needed", "submitted"}}};
    CHECK(sentence(error, Language::zh_cn) == "当前状态（已退回）下不能这样做，需要先处于：待审。");
    CHECK(sentence(error, Language::en)
          == "This cannot be done in the present state (returned); it must first be submitted.");
    const Error strange{ErrorCode::wrong_state, "", "", {{"state", "upside-down"}}};
    CHECK(sentence(strange, Language::en)
          == "This cannot be done in the present state (upside-down).");
    const Error used{ErrorCode::wrong_state, "", "", {{"program", "反诈宣传"}}};
    CHECK(sentence(used, Language::zh_cn)
          == "当前状态下不能这样做；节目“反诈宣传”在用它，先从节目里去掉。");
}

TEST_CASE("every refusal of an upload and every note has a sentence in both languages") {
    const auto check = [](const std::string& text) {
        CHECK(text.size() > 12);
        CHECK(text.find_first_of("[]{}") == std::string::npos);
    };
    for (const MediaWording& one : media_refusals()) {
        INFO(one.slug);
        const Error problem{ErrorCode::damaged_media, "", "", {{"reason", std::string(one.slug)}}};
        for (const Language language : {Language::zh_cn, Language::en}) {
            check(refusal_sentence(problem, language));
            CHECK(refusal_sentence(problem, language)
                  != sentence({ErrorCode::damaged_media, "", "", {}}, language));
        }
    }
    for (const MediaWording& one : media_notes()) {
        INFO(one.slug);
        for (const Language language : {Language::zh_cn, Language::en}) {
            check(note_sentence({std::string(one.slug), {}}, language));
        }
    }
}

TEST_CASE("a refusal says its figures, and one without a known reason what its code says") {
    const Error large{ErrorCode::too_large,
                      "",
                      "",
                      {{"reason", "too_many_pixels"}, {"size", "65536×65536"}, {"limit", "100"}}};
    CHECK(refusal_sentence(large, Language::en)
          == "It has too many pixels (65536×65536); at most 100 million are allowed. Scale it down "
             "and upload it again.");
    const Error plain{ErrorCode::damaged_media, "", "", {}};
    CHECK(refusal_sentence(plain, Language::en) == sentence(plain, Language::en));
    CHECK(note_sentence({"scaled", {{"from", "3840×2160"}, {"to", "1920×1080"}}}, Language::zh_cn)
          == "已缩小：3840×2160 → 1920×1080，屏幕上看不出差别。");
}
