// How many passwords are looked at at once. Each costs 64 MiB and tens of milliseconds of a core,
// so without this a flood of sign-ins would take the memory and the workers of everybody else.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "schemas/model/error.hpp"

namespace marquee::manager {

// At most limits::password_checks_max are inside; limits::password_checks_waiting_max more wait,
// which is bounded because those inside only compute. Of one subject (an account's name) only one
// is inside, so that its failures are counted one after the other; of one address no more than
// limits::password_checks_per_address_max are inside or waiting. Any thread.
class PasswordGate {
public:
    // Leaves the gate when it goes.
    class Pass {
    public:
        Pass(Pass&& other) noexcept
            : gate_(std::exchange(other.gate_, nullptr)), ticket_(other.ticket_) {}
        Pass& operator=(Pass&&) = delete;
        ~Pass();

    private:
        friend class PasswordGate;
        Pass(PasswordGate& gate, std::size_t ticket) : gate_(&gate), ticket_(ticket) {}

        PasswordGate* gate_;
        std::size_t ticket_;
    };

    // Blocks while others are inside; busy, at once, when too many wait already.
    Result<Pass> enter(const std::string& subject, const std::string& address);

    // Inside or waiting, now.
    std::size_t visitors() const;

private:
    struct Visitor {
        std::size_t ticket = 0;
        std::string subject;
        std::string address;
        bool inside = false;
    };

    bool may_enter(const Visitor& visitor) const;
    bool may_wait(const std::string& address) const;
    void leave(std::size_t ticket);

    mutable std::mutex mutex_;
    std::condition_variable left_;
    std::vector<Visitor> visitors_; // guarded by mutex_; inside and waiting, in order of arrival
    std::size_t next_ticket_ = 1;   // guarded by mutex_
};

} // namespace marquee::manager
