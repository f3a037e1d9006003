// What a typed code says about the second step of an account.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/sealing_key.hpp"
#include "manager/ports/session_repository.hpp"
#include "schemas/model/error.hpp"

namespace marquee::manager {

// The row after this code was taken: no code of its time is good again, or the spare code is gone.
// Nothing: the code is wrong. White space and hyphens in it do not count. digest_wrong when the
// secret does not open, and the code is no spare one.
Result<std::optional<SecondStep>> take_code(const SecondStep& row, std::string_view code,
                                            const SealingKey& key, Instant now);

// "k7wq-2m4t-x5hr" as take_code compares it.
std::string plain_code(std::string_view code);

} // namespace marquee::manager
