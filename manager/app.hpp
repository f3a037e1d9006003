// The control room, put together: the only place that knows every class.
#pragma once

#include <memory>

#include "common/clock.hpp"
#include "common/log.hpp"
#include "common/settings.hpp"
#include "schemas/model/error.hpp"

namespace marquee::manager {

// A running manager. Constructed means listening; destruction drains and stops.
class App {
public:
    // busy: another process holds the state directory. not_found: `marqueectl setup` has not been
    // run. Otherwise the errors of what it opens.
    static Result<std::unique_ptr<App>> start(const Settings& settings, const Clock& clock,
                                              const Log& log);

    App(const App&) = delete;
    App& operator=(const App&) = delete;
    ~App();

    struct Parts;
    explicit App(std::unique_ptr<Parts> parts); // for start()

private:
    std::unique_ptr<Parts> parts_;
};

} // namespace marquee::manager
