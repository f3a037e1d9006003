#include "ctl/check_range.hpp"

#include <charconv>

namespace marquee::ctl {

namespace {

bool read_number(std::string_view text, double& number) {
    const char* const end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, number);
    return problem == std::errc{} && stop == end;
}

} // namespace

bool CheckRange::alerts(double value) const {
    const bool within = value >= least && value <= most;
    return within == inside;
}

Result<CheckRange> range_from_text(std::string_view text) {
    CheckRange range;
    range.text = text;
    std::string_view rest = text;
    if (rest.starts_with('@')) {
        range.inside = true;
        rest.remove_prefix(1);
    }
    const std::size_t colon = rest.find(':');
    const std::string_view first = colon == rest.npos ? "" : rest.substr(0, colon);
    const std::string_view last = colon == rest.npos ? rest : rest.substr(colon + 1);
    bool read = colon != rest.npos || !last.empty();
    if (first == "~") {
        range.least = -std::numeric_limits<double>::infinity();
    } else if (!first.empty()) {
        read = read && read_number(first, range.least);
    }
    if (!last.empty()) {
        read = read && read_number(last, range.most);
    }
    if (!read) {
        return fail(ErrorCode::malformed, "a threshold is written like 10, 10:, ~:10 or @10:20",
                    std::string(text));
    }
    if (range.least > range.most) {
        return fail(ErrorCode::out_of_range, "a threshold ends before it starts",
                    std::string(text));
    }
    return range;
}

} // namespace marquee::ctl
