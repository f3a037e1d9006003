#include "ctl/command.hpp"

#include "ctl/backup.hpp"
#include "ctl/calendar_commands.hpp"
#include "ctl/card_command.hpp"
#include "ctl/content_commands.hpp"
#include "ctl/enrol_commands.hpp"
#include "ctl/fleet_commands.hpp"
#include "ctl/holiday_commands.hpp"
#include "ctl/library_commands.hpp"
#include "ctl/override_commands.hpp"
#include "ctl/people_commands.hpp"
#include "ctl/restart_command.hpp"
#include "ctl/restore.hpp"
#include "ctl/screenshot_command.hpp"
#include "ctl/seed_command.hpp"
#include "ctl/setup.hpp"
#include "ctl/timeline_command.hpp"
#include "ctl/trust_commands.hpp"

namespace marquee::ctl {

const std::vector<Command>& commands() {
    static const std::vector<Command> all = [] {
        std::vector<Command> made{
            setup_command(),        status_command(),        screenshot_command(),
            card_command(),         restart_command(),       enrol_confirm_command(),
            enrol_command(),        unit_list_command(),     unit_add_command(),
            account_list_command(), account_add_command(),   account_invite_command(),
            slogan_list_command(),  slogan_set_command(),    upload_command(),
            asset_list_command(),   load_campaign_command(), request_command(),
            backup_command(),       restore_command(),       trust_show_command(),
            timeline_command(),     recur_command(),         lunar_command(),
            seed_command(),
        };
        for (auto& group : {override_commands(), program_commands(), holiday_commands(),
                            trust_change_commands()}) {
            made.insert(made.end(), group.begin(), group.end());
        }
        return made;
    }();
    return all;
}

Setting credentials_setting() {
    return {.key = "credentials",
            .kind = SettingKind::path,
            .default_value = "/etc/marquee/credentials.json",
            .help = "file with the manager's address and an API token, made by setup"};
}

Result<StaffClient> connect(const Session& session) {
    return load_credentials(session.settings.path("credentials"))
        .map([](const Credentials& credentials) { return StaffClient(credentials); });
}

} // namespace marquee::ctl
