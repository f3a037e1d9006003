// Which browser somebody came with, in a few words people know: "Edge 131" on "Windows".
//
// Read from the field User-Agent (RFC 9110 section 10.1.5), which anybody may fill with anything:
// only names of the tables in user_agent.cpp and a version of at most four digits come out of it.
#pragma once

#include <string>
#include <string_view>

namespace marquee::manager {

struct UserAgent {
    std::string browser; // empty: none we know
    std::string system;

    friend bool operator==(const UserAgent&, const UserAgent&) = default;
};

// Pure; any thread.
UserAgent read_user_agent(std::string_view field);

} // namespace marquee::manager
