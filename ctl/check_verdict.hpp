// What a monitoring plugin says: one word, one line, figures behind a bar.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ctl/check_range.hpp"

namespace marquee::ctl {

// The exit status of the plugin.
enum class CheckState { ok = 0, warning = 1, critical = 2, unknown = 3 };

struct PerformanceFigure {
    std::string label;
    double value = 0;
    std::string unit; // "s", "B", "c" for a counter, empty for a count
    std::string warning;
    std::string critical;
    std::string least;
    std::string most;
};

struct CheckVerdict {
    CheckState state = CheckState::unknown;
    std::string text;
    std::vector<PerformanceFigure> figures;
};

// "MARQUEE OK - text | label=1s;;;0". What would break the line (a bar, a line break) is replaced.
std::string line_of(const CheckVerdict& verdict);

// Critical outweighs warning; null ranges never alert.
CheckState judge(double value, const CheckRange* warning, const CheckRange* critical);

} // namespace marquee::ctl
