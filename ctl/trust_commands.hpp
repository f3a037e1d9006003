// `marqueectl trust …`: the organisation's trust document and its rotations. Opens the manager's
// state directory, so the manager must be stopped; it goes on with the new version when started.
#pragma once

#include "ctl/command.hpp"

namespace marquee::ctl {

Command trust_show_command();

// add-tls-authority, retire-tls-authority, add-online-key, retire-online-keys, replace-root,
// raise-epoch: one new version of the document each.
std::vector<Command> trust_change_commands();

} // namespace marquee::ctl
