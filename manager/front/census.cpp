#include "manager/front/census.hpp"

#include <algorithm>
#include <array>

#include <arpa/inet.h>
#include <netinet/in.h>

namespace marquee::manager {

namespace {

const in6_addr& address6(const sockaddr_storage& address) {
    return reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
}

// The IPv4 address of either family's notation; nullptr for real IPv6.
const void* address4(const sockaddr_storage& address) {
    if (address.ss_family == AF_INET) {
        return &reinterpret_cast<const sockaddr_in&>(address).sin_addr;
    }
    const in6_addr& six = address6(address);
    return IN6_IS_ADDR_V4MAPPED(&six) ? six.s6_addr + 12 : nullptr;
}

std::string printed(int family, const void* bytes) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    return ::inet_ntop(family, bytes, text.data(), text.size()) != nullptr ? text.data() : "";
}

} // namespace

std::string address_text(const sockaddr_storage& address) {
    const void* four = address4(address);
    return four != nullptr ? printed(AF_INET, four) : printed(AF_INET6, &address6(address));
}

std::string address_group(const sockaddr_storage& address) {
    if (address4(address) != nullptr) {
        return address_text(address);
    }
    in6_addr network = address6(address);
    std::fill(network.s6_addr + 8, network.s6_addr + 16, 0);
    return printed(AF_INET6, &network) + "/64";
}

bool Census::enter(const std::string& group) {
    const std::lock_guard lock(mutex_);
    if (total_ >= total_max_) {
        return false;
    }
    std::size_t& count = by_group_[group];
    if (count >= per_group_max_) {
        return false;
    }
    ++count;
    ++total_;
    return true;
}

void Census::leave(const std::string& group) {
    const std::lock_guard lock(mutex_);
    --total_;
    const auto entry = by_group_.find(group);
    if (--entry->second == 0) {
        by_group_.erase(entry);
    }
}

} // namespace marquee::manager
