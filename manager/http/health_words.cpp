#include "manager/http/health_words.hpp"

#include <algorithm>
#include <array>

namespace marquee::manager {

namespace {

struct Words {
    std::string_view cause;
    std::string_view zh;
    std::string_view en;
};

// By cause; what is not here is an error slug.
constexpr auto by_cause = std::to_array<Words>({
    {"never_seen", "还没有和管理端联系过。请检查设备是否通电、联网。",
     "No contact yet. Check that the device has power and network."},
    {"silent", "联系不上设备；屏上很可能仍在播放。请检查电源和网络。",
     "The device does not answer; the display is probably still playing. Check power and "
     "network."},
    {"off_hours", "按计划关屏。", "Off as planned."},
    {"black", "按指令黑屏。", "Black by order."},
    {"card", "按指令盖着测试图或屏名，到时间自动恢复播放。",
     "Covered by a test card or its own name, by order; it goes on by itself when that is over."},
    {"updating", "正在更新内容，稍后恢复正常。", "It is updating and will be right soon."},
    {"not_updating", "屏上还是旧内容，新内容迟迟没有换上。请检查设备的网络和磁盘。",
     "It still shows older content; the new one has not arrived. Check its network and disk."},
    {"no_manifest", "还没有排过节目，屏上是占位画面。排一个节目即可。",
     "Nothing was ever scheduled here, so the slate is shown. Schedule a program."},
    {"nothing_to_show", "现在没有排节目，屏上是上一次的画面或占位画面。排一个节目即可。",
     "Nothing is scheduled now, so it keeps what it showed last, or its slate. Schedule a "
     "program."},
    {"output_lost", "播放器运行正常，但找不到显示输出。请检查显示器、连接线和设备的桌面。",
     "The player runs but has no screen to draw on. Check the monitor, its cable and the device's "
     "desktop."},
    {"crash_loop",
     "内容反复使播放器退出，已暂停播放，屏上是占位画面。请更换内容；播放器稍后也会自行重试。",
     "Its content ended the player again and again and was put off; the slate is shown. Publish "
     "other content; the player also tries again by itself."},
    {"sound_lost", "没有声音：音响设备断开或被占用。请检查音箱和接线；接好后会自动恢复。",
     "No sound: its sound device is unplugged or in use. Check the loudspeaker and its cable; it "
     "comes back by itself."},
    {"no_sound", "画面正常，但没有声音：音响设备断开或被占用。请检查音箱和接线；接好后会自动恢复。",
     "The picture is right, but there is no sound: its sound device is unplugged or in use. Check "
     "the loudspeaker and its cable; it comes back by itself."},
    {"clock_untrusted", "设备的时钟不可信，只播放不限时的内容。",
     "The device's clock cannot be trusted, so only content for any time plays."},
});

std::string_view opening(rules::HealthWord word, Language language) {
    const bool chinese = language == Language::zh_cn;
    switch (word) {
    case rules::HealthWord::showing:
        return chinese ? "正常播放。" : "Showing what it should.";
    case rules::HealthWord::out_of_date:
        return chinese ? "屏上还是旧内容" : "It still shows older content";
    case rules::HealthWord::planned_off:
        return chinese ? "按计划关屏。" : "Off as planned.";
    case rules::HealthWord::abnormal:
        return chinese ? "有内容无法播放" : "Something cannot be shown";
    case rules::HealthWord::offline:
        break;
    }
    return chinese ? "联系不上。" : "It does not answer.";
}

} // namespace

std::string health_sentence(const rules::Health& health, Language language) {
    const bool chinese = language == Language::zh_cn;
    const auto* const known =
        std::find_if(by_cause.begin(), by_cause.end(),
                     [&](const Words& words) { return words.cause == health.cause; });
    if (known != by_cause.end()) {
        return std::string(chinese ? known->zh : known->en);
    }
    std::string text(opening(health.word, language));
    if (health.cause.empty()) {
        return text;
    }
    const auto code = error_code(health.cause);
    const std::string reason = code ? std::string(title(*code, language)) : health.cause;
    return text + (chinese ? "：" + reason + "。" : ": " + reason + ".");
}

std::string outage_sentence(Language language) {
    return language == Language::zh_cn
               ? "多半是停电或断网；有电的屏会照常播放已有内容。恢复后自动重新联系，无需处理；"
                 "若半小时后仍联系不上，请到现场查看电源和网络。"
               : "Most likely the power or a line is cut; displays that have power go on playing. "
                 "They come back by themselves; if they have not after half an hour, look at power "
                 "and network on site.";
}

} // namespace marquee::manager
