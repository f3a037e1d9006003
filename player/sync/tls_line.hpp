// A TLS connection to the manager on which both sides speak when they like.
//
// POCO connects; OpenSSL then works on the descriptor, because a wait must end for bytes, for a
// deadline and for another thread, and POCO's sockets cannot be waited for like that.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "common/clock.hpp"
#include "player/ports/manager_link.hpp"
#include "player/sync/https_client.hpp"
#include "player/sync/wake_event.hpp"
#include "schemas/model/error.hpp"

namespace marquee::player {

// What a wait came to. woken: WakeEvent::wake() was called, and is forgotten.
enum class LineNews { bytes, woken, silence };

// Owned by one thread. unreachable, timed_out and tls_refused as ManagerLink says; after a failure
// nothing more goes.
class TlsLine {
public:
    // Blocks, for LinkPatience::connect with TCP and again with TLS.
    static Result<std::unique_ptr<TlsLine>> open(const HttpsAddress& address,
                                                 const LinkIdentity& identity,
                                                 const LinkPatience& patience, const Clock& clock);
    ~TlsLine();
    TlsLine(const TlsLine&) = delete;
    TlsLine& operator=(const TlsLine&) = delete;

    // All of it; blocks for LinkPatience::silence at most.
    Status send(std::string_view bytes);

    // Appends what comes next. `until`: on the monotonic clock.
    Result<LineNews> receive(std::string& into, Microseconds until, const WakeEvent& wake);

    struct Connection;
    TlsLine(std::unique_ptr<Connection> connection, const LinkPatience& patience,
            const Clock& clock); // for open()

private:
    Status shake_hands();
    // Waits for what OpenSSL asked for with `result`.
    Result<LineNews> wait(int result, Microseconds until, const WakeEvent* wake);

    std::unique_ptr<Connection> connection_;
    const LinkPatience patience_;
    const Clock& clock_;
};

} // namespace marquee::player
