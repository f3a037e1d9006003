#include "manager/http/state_words.hpp"

#include <algorithm>
#include <array>

namespace marquee::manager {

namespace {

struct StateWords {
    std::string_view slug;
    std::string_view zh;
    std::string_view en;
};

constexpr auto all_states = std::to_array<StateWords>({
    {"draft", "草稿", "draft"},
    {"submitted", "待审", "submitted"},
    {"approved", "已批准", "approved"},
    {"returned", "已退回", "returned"},
    {"withdrawn", "已撤回", "withdrawn"},
    {"queued", "排队等检查", "waiting to be checked"},
    {"processing", "正在检查", "being checked"},
    {"ready", "检查过、可以放", "checked and ready"},
    {"refused", "检查没通过", "refused by the check"},
    {"retired", "设备已退役", "the device is retired"},
    {"loudspeaker", "这是音箱，没有画面", "a loudspeaker has no picture"},
    {"disabled", "已停用", "disabled"},
    {"in_use", "别处还在用它", "still in use"},
    {"in_trash", "在回收站里", "in the trash"},
    {"second_step", "已经开了两步登录", "there is a second step already"},
    {"no_second_step", "还没有开始设两步登录", "no second step was begun"},
    {"last_system_administrator", "最后一个系统管理员", "the last system administrator"},
    {"last_security_administrator", "最后一个安全管理员", "the last security administrator"},
    {"unreachable", "设备离线", "the device is offline"},
    {"other_displays", "新设备的屏和原来的不同名或不同类",
     "the new device's displays have other names or kinds than those of the old one"},
    {"restart", "远程重启", "restarting on request"},
    {"card", "测试图和认屏", "test cards and names on request"},
});

} // namespace

std::optional<std::string_view> state_words(std::string_view slug, Language language) {
    const auto* const found =
        std::find_if(all_states.begin(), all_states.end(),
                     [&](const StateWords& each) { return each.slug == slug; });
    if (found == all_states.end()) {
        return std::nullopt;
    }
    return language == Language::zh_cn ? found->zh : found->en;
}

} // namespace marquee::manager
