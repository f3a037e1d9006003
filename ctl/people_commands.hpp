// account …: the people who sign in, from the command line.
#pragma once

#include "ctl/command.hpp"

namespace marquee::ctl {

Command account_list_command();
// A new account, and the one-time link by which its holder sets a password.
Command account_add_command();
// A new one-time link for an account that exists: for whoever forgot the password.
Command account_invite_command();

} // namespace marquee::ctl
