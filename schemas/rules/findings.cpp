#include "schemas/rules/findings.hpp"

#include <algorithm>

#include "schemas/model/limits.hpp"

namespace marquee::rules {

namespace {

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F;
}

} // namespace

void FindingList::add(ErrorCode code, std::string what, std::string_view member,
                      ErrorParams params) {
    if (findings_.size() >= limits::findings_max) {
        return;
    }
    std::string where = at_;
    if (!member.empty()) {
        where.append("/").append(member);
    }
    findings_.push_back({code, std::move(what), std::move(where), std::move(params)});
}

void FindingList::include(Findings found) {
    for (Error& each : found) {
        if (findings_.size() < limits::findings_max) {
            each.where = at_ + each.where;
            findings_.push_back(std::move(each));
        }
    }
}

void FindingList::range(std::string_view member, std::int64_t value, std::int64_t low,
                        std::int64_t high) {
    if (value < low || value > high) {
        add(ErrorCode::out_of_range,
            std::to_string(value) + " is not from " + std::to_string(low) + " to "
                + std::to_string(high),
            member,
            {{"value", std::to_string(value)},
             {"min", std::to_string(low)},
             {"max", std::to_string(high)}});
    }
}

void FindingList::at_most(std::string_view member, std::size_t count, std::size_t max) {
    if (count > max) {
        add(ErrorCode::too_large, "has more than " + std::to_string(max) + " elements", member,
            {{"max", std::to_string(max)}, {"value", std::to_string(count)}});
    }
}

void FindingList::some(std::string_view member, std::size_t count, std::size_t max) {
    if (count == 0) {
        add(ErrorCode::missing_member, "has no elements", member);
    }
    at_most(member, count, max);
}

void FindingList::line(std::string_view member, std::string_view text, std::size_t bytes_max) {
    if (text.empty()) {
        add(ErrorCode::missing_member, "is empty", member);
    } else if (text.size() > bytes_max) {
        add(ErrorCode::too_large, "is longer than " + std::to_string(bytes_max) + " bytes", member,
            {{"max", std::to_string(bytes_max)}, {"value", std::to_string(text.size())}});
    } else if (std::any_of(text.begin(), text.end(), is_control)) {
        add(ErrorCode::malformed, "has a control character", member);
    }
}

Status as_status(const Findings& findings) {
    if (findings.empty()) {
        return {};
    }
    return tl::unexpected<Error>(findings.front());
}

} // namespace marquee::rules
