#include "manager/access/password_gate.hpp"

#include <algorithm>

#include "schemas/model/limits.hpp"

namespace marquee::manager {

PasswordGate::Pass::~Pass() {
    if (gate_ != nullptr) {
        gate_->leave(ticket_);
    }
}

Result<PasswordGate::Pass> PasswordGate::enter(const std::string& subject,
                                               const std::string& address) {
    std::unique_lock lock(mutex_);
    if (!may_wait(address)) {
        return fail(ErrorCode::busy, "too many passwords are being checked");
    }
    const std::size_t ticket = next_ticket_++;
    visitors_.push_back({ticket, subject, address});
    const auto mine = [&] {
        return std::find_if(visitors_.begin(), visitors_.end(),
                            [&](const Visitor& visitor) { return visitor.ticket == ticket; });
    };
    left_.wait(lock, [&] { return may_enter(*mine()); });
    mine()->inside = true;
    return Pass(*this, ticket);
}

std::size_t PasswordGate::visitors() const {
    const std::lock_guard lock(mutex_);
    return visitors_.size();
}

bool PasswordGate::may_wait(const std::string& address) const {
    const auto of_address =
        std::count_if(visitors_.begin(), visitors_.end(),
                      [&](const Visitor& visitor) { return visitor.address == address; });
    return visitors_.size() < limits::password_checks_max + limits::password_checks_waiting_max
           && static_cast<std::size_t>(of_address) < limits::password_checks_per_address_max;
}

bool PasswordGate::may_enter(const Visitor& visitor) const {
    std::size_t inside = 0;
    for (const Visitor& other : visitors_) {
        inside += other.inside ? 1 : 0;
        if (other.inside && other.subject == visitor.subject) {
            return false;
        }
    }
    return inside < limits::password_checks_max;
}

void PasswordGate::leave(std::size_t ticket) {
    {
        const std::lock_guard lock(mutex_);
        std::erase_if(visitors_, [&](const Visitor& visitor) { return visitor.ticket == ticket; });
    }
    left_.notify_all();
}

} // namespace marquee::manager
