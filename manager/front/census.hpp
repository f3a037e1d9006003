// How many connections a listener has, in total and per address.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <string>

#include <sys/socket.h>

namespace marquee::manager {

// "192.0.2.7" or "2001:db8::7", without the port; IPv4-mapped addresses as IPv4.
std::string address_text(const sockaddr_storage& address);

// The network a cap applies to: the address of IPv4, the /64 of IPv6 (one household has 2^64).
std::string address_group(const sockaddr_storage& address);

// Any thread.
class Census {
public:
    Census(std::size_t total_max, std::size_t per_group_max)
        : total_max_(total_max), per_group_max_(per_group_max) {}

    // False when a cap is reached; otherwise the group is counted until leave().
    [[nodiscard]] bool enter(const std::string& group);
    void leave(const std::string& group);

private:
    const std::size_t total_max_;
    const std::size_t per_group_max_;
    std::mutex mutex_;
    std::size_t total_ = 0;                       // mutex_
    std::map<std::string, std::size_t> by_group_; // mutex_
};

// One counted connection.
class Admission {
public:
    Admission(Census& census, std::string group) : census_(census), group_(std::move(group)) {}
    Admission(const Admission&) = delete;
    Admission& operator=(const Admission&) = delete;
    ~Admission() { census_.leave(group_); }

private:
    Census& census_;
    const std::string group_;
};

} // namespace marquee::manager
