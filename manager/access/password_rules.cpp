#include "manager/access/password_rules.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

// What is left of the commonest long passwords without their digits and punctuation.
constexpr auto common_words = std::to_array<std::string_view>(
    {"password",  "passwort", "passw",      "mima",       "admin",          "administrator",
     "root",      "user",     "guest",      "test",       "qwerty",         "qwertyuiop",
     "asdfghjkl", "zxcvbnm",  "asdf",       "qazwsx",     "qazwsxedc",      "qaz",
     "abc",       "abcd",     "abcdef",     "abcdefgh",   "letmein",        "welcome",
     "changeme",  "default",  "iloveyou",   "woaini",     "nihao",          "aini",
     "monkey",    "dragon",   "sunshine",   "princess",   "football",       "baseball",
     "superman",  "master",   "login",      "manager",    "marquee",        "gongan",
     "jingcha",   "police",   "fanzhapian", "fanzha",     "wangluo",        "xuanchuan",
     "beijing",   "shanghai", "huawei",     "hikvision",  "dahua",          "security",
     "secret",    "internet", "computer",   "passphrase", "thisisapassword"});

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    }
    return out;
}

// A Latin letter or digit is one, anything of three bytes (Han) and more is two.
std::size_t characters_of(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0U) != 0x80U) {
            count += byte >= 0xE0U ? 2 : 1;
        }
    }
    return count;
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80U;
}

// "1qaz2wsx" has letters "qazwsx"; "P@ssw0rd1234" has "passwrd", so the usual swaps are undone.
std::string letters_of(std::string_view lowered) {
    std::string letters;
    for (const char c : lowered) {
        const char plain = c == '@' ? 'a' : c == '$' ? 's' : c;
        if (is_letter(plain)) {
            letters += plain;
        }
    }
    return letters;
}

// Without what is hung on at the ends, and with 0 for o undone.
std::string undressed(std::string text) {
    while (!text.empty() && !is_letter(text.back())) {
        text.pop_back();
    }
    std::replace(text.begin(), text.end(), '0', 'o');
    return text;
}

// How much of the text is the name, over and over.
std::size_t bytes_of_name(std::string_view text, std::string_view name) {
    std::size_t bytes = 0;
    for (std::size_t at = name.empty() ? std::string_view::npos : text.find(name);
         at != std::string_view::npos; at = text.find(name, at + name.size())) {
        bytes += name.size();
    }
    return bytes;
}

// "abcabcabcabc": a piece of at most a third, over and over.
bool repeats(std::string_view text) {
    for (std::size_t period = 1; period * 3 <= text.size(); ++period) {
        const bool same = std::equal(text.begin() + static_cast<std::ptrdiff_t>(period), text.end(),
                                     text.begin());
        if (same) {
            return true;
        }
    }
    return false;
}

// "123456789012", "abcdefghijkl", "987654321098": every step but a few is one up or one down.
bool runs(std::string_view text) {
    std::size_t steps = 0;
    for (std::size_t i = 1; i < text.size(); ++i) {
        const int step = text[i] - text[i - 1];
        steps += step == 1 || step == -1 || step == 9 || step == -9 ? 1 : 0;
    }
    return steps + 2 >= text.size();
}

bool is_common(std::string_view lowered) {
    const auto known = [](const std::string& letters) {
        return std::find(common_words.begin(), common_words.end(), letters) != common_words.end();
    };
    const std::string letters = letters_of(lowered);
    const std::string plain = letters_of(undressed(std::string(lowered)));
    // Only digits: a telephone number, a birthday, the number of an identity card.
    return letters.empty() || repeats(lowered) || runs(lowered) || known(letters) || known(plain);
}

tl::unexpected<Error> weak(const char* rule, std::string what) {
    return fail(ErrorCode::weak_password, std::move(what), "/password",
                {{"rule", rule}, {"minimum", std::to_string(limits::password_characters_min)}});
}

} // namespace

Status check_new_password(std::string_view password, std::string_view account_name) {
    if (password.size() > limits::password_bytes_max) {
        return weak("long", "the password is too long");
    }
    if (characters_of(password) < limits::password_characters_min) {
        return weak("short", "the password is too short");
    }
    const std::string lowered = lower(password);
    // A long name with a short tail is the name; a short name inside a long phrase is a word.
    if (bytes_of_name(lowered, lower(account_name)) * 2 >= lowered.size()) {
        return weak("name", "the password is the account's name");
    }
    if (is_common(lowered)) {
        return weak("common", "the password is one of the commonest");
    }
    return {};
}

} // namespace marquee::manager
