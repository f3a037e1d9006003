#include "ctl/command.hpp"

#include "ctl/content_commands.hpp"
#include "ctl/fleet_commands.hpp"
#include "ctl/setup.hpp"

namespace marquee::ctl {

const std::vector<Command>& commands() {
    static const std::vector<Command> all{
        setup_command(),      status_command(),        enrol_command(),
        unit_list_command(),  unit_add_command(),      slogan_list_command(),
        slogan_set_command(), load_campaign_command(), request_command()};
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
