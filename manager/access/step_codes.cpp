#include "manager/access/step_codes.hpp"

#include <algorithm>

#include "common/one_time_code.hpp"
#include "common/sha256.hpp"

namespace marquee::manager {

std::string plain_code(std::string_view code) {
    std::string plain;
    for (const char c : code) {
        if (c != ' ' && c != '-') {
            plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    return plain;
}

Result<std::optional<SecondStep>> take_code(const SecondStep& row, std::string_view code,
                                            const SealingKey& key, Instant now) {
    const std::string plain = plain_code(code);
    SecondStep after = row;
    if (std::erase(after.spare_codes, sha256(plain)) > 0) {
        return std::optional(std::move(after));
    }
    return key.open(row.sealed_secret, row.account.value)
        .map([&](const std::string& secret) -> std::optional<SecondStep> {
            const auto counter = matching_counter(secret, plain, row.last_counter, now);
            if (!counter) {
                return std::nullopt;
            }
            after.last_counter = *counter;
            return after;
        });
}

} // namespace marquee::manager
