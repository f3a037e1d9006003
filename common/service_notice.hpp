// Tells the service manager how this process does: ready, a line for people, still alive, ending.
// The datagrams of sd_notify(3) on the socket that systemd names in NOTIFY_SOCKET.
#pragma once

#include <string>
#include <string_view>

namespace marquee {

// Any thread; never blocks and never fails: who does not listen hears nothing.
class ServiceNotice {
public:
    // `address`: a path, or "@name" of the abstract namespace; empty: nobody listens.
    explicit ServiceNotice(std::string_view address);
    ServiceNotice(const ServiceNotice&) = delete;
    ServiceNotice& operator=(const ServiceNotice&) = delete;
    ~ServiceNotice();

    // NOTIFY_SOCKET of the environment.
    static std::string address_from_environment();

    bool heard() const { return socket_ >= 0; }

    // Also ends what begins_anew() asked for: from now on signs of life are expected as often as
    // WATCHDOG_USEC of the environment says.
    void ready() const;
    void stopping() const { send("STOPPING=1"); }
    // Another run follows in the same process: until it is ready, for a minute at most, it gives
    // no sign of life.
    void begins_anew() const { send("WATCHDOG_USEC=60000000"); }
    void alive() const { send("WATCHDOG=1"); }
    // One line, shown by `systemctl status`.
    void status(std::string_view line) const;

private:
    void send(std::string_view message) const;

    int socket_ = -1; // owned; connected
};

} // namespace marquee
