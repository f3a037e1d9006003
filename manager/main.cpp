#include <csignal>
#include <iostream>

#include <unistd.h>

#include "common/clock.hpp"
#include "common/log.hpp"
#include "manager/app.hpp"
#include "manager/config.hpp"

int main(int argc, char** argv) {
    using namespace marquee;
    // Blocked before any thread starts, so that sigwait() below is the only one to hear them.
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ending, nullptr);
    std::signal(SIGPIPE, SIG_IGN);

    const SettingsOutcome outcome = read_settings(
        manager::manager_settings(), std::span<const char* const>(argv + 1, argv + argc), environ);
    std::cout << outcome.output;
    std::cerr << outcome.complaint;
    if (!outcome.settings) {
        return static_cast<int>(outcome.exit);
    }
    const SystemClock clock;
    const Log log(clock, *log_level_from_text(outcome.settings->text("log-level")));
    const auto app = manager::App::start(*outcome.settings, clock, log);
    if (!app) {
        log.failure(LogLevel::error, "app", "start_failed", app.error());
        return static_cast<int>(ExitCode::runtime);
    }
    int signal = 0;
    sigwait(&ending, &signal);
    log.info("app", "stopping", {{"signal", signal}});
    return static_cast<int>(ExitCode::ok);
}
