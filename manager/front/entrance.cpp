#include "manager/front/entrance.hpp"

#include <utility>

namespace marquee::manager {

TlsSession Entrance::open_tls(int socket) const {
    const Instant verify_at = verification_time_ ? verification_time_() : clock_.wall();
    std::shared_ptr<const TlsContext> tls;
    {
        const std::lock_guard lock(mutex_);
        tls = tls_;
    }
    return tls->open(socket, verify_at);
}

void Entrance::replace_tls(std::shared_ptr<const TlsContext> tls) {
    const std::lock_guard lock(mutex_);
    tls_ = std::move(tls);
}

} // namespace marquee::manager
