#include "schemas/wire/nearest.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace marquee::wire {

namespace {

// Levenshtein distance, one row at a time.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

} // namespace

std::string_view nearest_name(std::string_view name, const std::vector<std::string_view>& known) {
    std::string_view best;
    std::size_t fewest = (name.size() + 2) / 3 + 1;
    for (const std::string_view candidate : known) {
        if (const std::size_t changes = distance(name, candidate); changes < fewest) {
            fewest = changes;
            best = candidate;
        }
    }
    return best;
}

} // namespace marquee::wire
