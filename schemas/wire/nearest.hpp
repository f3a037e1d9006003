// The known name somebody probably meant.
#pragma once

#include <string_view>
#include <vector>

namespace marquee::wire {

// The known name with the fewest changed characters; empty when more than a third,
// rounded up, would change.
std::string_view nearest_name(std::string_view name, const std::vector<std::string_view>& known);

} // namespace marquee::wire
