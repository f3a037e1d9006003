#include "manager/http/user_agent.hpp"

#include <algorithm>
#include <array>

namespace marquee::manager {

namespace {

struct Mark {
    std::string_view token; // as it stands in the field
    std::string_view name;
};

// The more particular first: every Chromium-based browser also says Chrome and Safari.
constexpr auto browsers = std::to_array<Mark>({
    {"Edg/", "Edge"},
    {"EdgA/", "Edge"},
    {"EdgiOS/", "Edge"},
    {"QQBrowser/", "QQ Browser"},
    {"MicroMessenger/", "WeChat"},
    {"QIHU 360", "360"},
    {"360SE", "360"},
    {"360EE", "360"},
    {"UCBrowser/", "UC Browser"},
    {"UBrowser/", "UC Browser"},
    {"HuaweiBrowser/", "Huawei Browser"},
    {"SamsungBrowser/", "Samsung Internet"},
    {"OPR/", "Opera"},
    {"FxiOS/", "Firefox"},
    {"Firefox/", "Firefox"},
    {"CriOS/", "Chrome"},
    {"Chrome/", "Chrome"},
    {"Version/", "Safari"},
    {"curl/", "curl"},
});

constexpr auto systems = std::to_array<Mark>({
    {"OpenHarmony", "HarmonyOS"},
    {"HarmonyOS", "HarmonyOS"},
    {"Windows", "Windows"},
    {"Android", "Android"},
    {"iPhone", "iPhone"},
    {"iPad", "iPad"},
    {"CrOS", "ChromeOS"},
    {"Mac OS X", "macOS"},
    {"Linux", "Linux"},
});

// "131" of "131.0.2903.86"; empty when no number of up to four digits begins there.
std::string_view major_version(std::string_view rest) {
    const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
    return digits <= 4 ? rest.substr(0, digits) : std::string_view();
}

} // namespace

UserAgent read_user_agent(std::string_view field) {
    UserAgent agent;
    for (const Mark& mark : browsers) {
        const std::size_t at = field.find(mark.token);
        if (at == std::string_view::npos) {
            continue;
        }
        const std::string_view version = mark.token.back() == '/'
                                             ? major_version(field.substr(at + mark.token.size()))
                                             : std::string_view();
        agent.browser = std::string(mark.name);
        agent.browser += version.empty() ? "" : " " + std::string(version);
        break;
    }
    for (const Mark& mark : systems) {
        if (field.find(mark.token) != std::string_view::npos) {
            agent.system = std::string(mark.name);
            break;
        }
    }
    return agent;
}

} // namespace marquee::manager
