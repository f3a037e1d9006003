// What marquee-manager can be told.
#pragma once

#include "common/settings.hpp"

namespace marquee::manager {

// --state-dir, --staff-port and the rest, with their defaults and help.
SettingsTable manager_settings();

} // namespace marquee::manager
