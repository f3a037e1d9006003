// What a new password must be: long enough, not the account's name, none of the commonest.
#pragma once

#include <string_view>

#include "schemas/model/error.hpp"

namespace marquee::manager {

// weak_password, with the rule it breaks in params: "short", "long", "name" or "common". Nothing is
// asked about digits and capitals: they make passwords hard for people and not for machines
// (NIST SP 800-63B section 5.1.1.2). Pure.
Status check_new_password(std::string_view password, std::string_view account_name);

} // namespace marquee::manager
