#include "ctl/check_verdict.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace marquee::ctl {

std::string line_of(const CheckVerdict& verdict) {
    constexpr std::array<std::string_view, 4> words{"OK", "WARNING", "CRITICAL", "UNKNOWN"};
    std::string text = verdict.text;
    std::replace(text.begin(), text.end(), '|', '/');
    std::replace(text.begin(), text.end(), '\n', ' ');
    std::string line =
        fmt::format("MARQUEE {} - {}", words.at(static_cast<std::size_t>(verdict.state)), text);
    const char* separator = " | ";
    for (const PerformanceFigure& figure : verdict.figures) {
        std::string limits =
            fmt::format(";{};{};{};{}", figure.warning, figure.critical, figure.least, figure.most);
        limits.erase(limits.find_last_not_of(';') + 1);
        line +=
            fmt::format("{}{}={}{}{}", separator, figure.label, figure.value, figure.unit, limits);
        separator = " ";
    }
    return line + "\n";
}

CheckState judge(double value, const CheckRange* warning, const CheckRange* critical) {
    if (critical != nullptr && critical->alerts(value)) {
        return CheckState::critical;
    }
    return warning != nullptr && warning->alerts(value) ? CheckState::warning : CheckState::ok;
}

} // namespace marquee::ctl
