// Collects what validate finds, up to the limit, with the pointer to where it looks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "schemas/rules/validate.hpp"

namespace marquee::rules {

class FindingList {
public:
    explicit FindingList(std::string at = {}) : at_(std::move(at)) {}

    // Runs `look` with the pointer one step deeper: within("zones", [&] { … }).
    template<typename Look>
    void within(std::string_view member, Look&& look) {
        const std::size_t length = at_.size();
        at_.append("/").append(member);
        look();
        at_.resize(length);
    }

    // One step into each element: each("items", items, [&](const PlaylistItem& item) { … }).
    template<typename List, typename Look>
    void each(std::string_view member, const List& list, Look&& look) {
        within(member, [&] {
            std::size_t index = 0;
            for (const auto& element : list) {
                within(std::to_string(index++), [&] { look(element); });
            }
        });
    }

    // Adds a finding at the present pointer, plus "/member" unless that is empty.
    void add(ErrorCode code, std::string what, std::string_view member = {},
             ErrorParams params = {});

    // What a check of a part found, with the part's pointers continued from the present one.
    void include(Findings found);

    // out_of_range at "/member" unless low <= value <= high.
    void range(std::string_view member, std::int64_t value, std::int64_t low, std::int64_t high);

    // too_large when there are more than `max`; `some` also refuses none (missing_member).
    void at_most(std::string_view member, std::size_t count, std::size_t max);
    void some(std::string_view member, std::size_t count, std::size_t max);

    // missing_member, too_large or malformed unless `text` is one line of 1 to bytes_max bytes
    // without control characters.
    void line(std::string_view member, std::string_view text, std::size_t bytes_max);

    Findings take() { return std::move(findings_); }

private:
    std::string at_;
    Findings findings_;
};

} // namespace marquee::rules
