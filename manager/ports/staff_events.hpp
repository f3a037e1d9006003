// What pages that are open are told: that something of a subject has changed, never what.
//
// As for players, push is a hint and pull is the truth: a page that hears of a subject asks for it
// again with its own rights, so an event tells nobody what they may not know.
#pragma once

#include <array>
#include <string_view>

namespace marquee::manager {

enum class Subject { displays, library, programs, schedules, reviews, overrides, people };

inline constexpr std::array subjects{Subject::displays,  Subject::library, Subject::programs,
                                     Subject::schedules, Subject::reviews, Subject::overrides,
                                     Subject::people};

// "displays".
constexpr std::string_view word_of(Subject subject) {
    constexpr std::array<std::string_view, subjects.size()> words{
        "displays", "library", "programs", "schedules", "reviews", "overrides", "people"};
    return words[static_cast<std::size_t>(subject)];
}

// Any thread; never blocks, never fails.
class StaffEvents {
public:
    virtual ~StaffEvents() = default;

    virtual void tell(Subject subject) = 0;
};

} // namespace marquee::manager
