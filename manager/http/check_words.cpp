#include "manager/http/check_words.hpp"

#include <array>

#include <fmt/format.h>

#include "manager/http/time_words.hpp"
#include "schemas/rules/zone_time.hpp"

namespace marquee::manager {

namespace {

struct Words {
    std::string_view zh;
    std::string_view en;
};

// In the order of CheckReason. Every place stands in brackets (fill_places).
constexpr std::array<Words, 9> by_reason{{
    {"[{count} 块屏上]一次也轮不到[：“{by}”更优先]。请换时段，或提高级别。",
     "Never shown[ on {count} displays][: \"{by}\" is more urgent]. Choose other hours or a more "
     "urgent class."},
    {"[{count} 块屏]那时计划关屏，放不出来。请换时段，或改关屏时间。",
     "Never shown[ on {count} displays]: they are off then. Choose other hours, or change when "
     "they are off."},
    {"[{count} 块屏]放不出这个节目[（{shapes}）]：图片和视频要屏的宽高都不小于 64 "
     "像素，音柱只放声音。",
     "[{count} displays ]cannot show any of this program[ ({shapes})]: pictures and films need 64 "
     "pixels either way, loudspeakers need sound."},
    {"[{count} 块屏]的播放软件太旧，不认识这样的排期，不会播。请先升级。",
     "[{count} displays ]have players too old for such a schedule and will not show it. Update "
     "them first."},
    {"[{count} 块屏上]这几天不在它的起止日期里。请检查日期和所属的宣传活动。",
     "Its dates do not include any of these days[ ({count} displays)]. Check them, and those of "
     "its "
     "campaign."},
    {"[{count} 块屏上]这几天里没有它播放的日子或时段。请检查星期、日期规则和时段。",
     "None of these days has hours of it[ ({count} displays)]. Check its weekdays, days and "
     "windows."},
    {"[{count} 块屏上]节目不许播，或批准的有效期不含这几天。请重新送审，或换节目。",
     "The program may not be shown[ on {count} displays], or not on these days. Submit it again, "
     "or choose another."},
    {"[{years} 年的放假安排还没有导入，]不知道哪天上班、哪天放假[，{count} "
     "块屏不会播]。请管理员导入。",
     "[The holidays of {years} are not imported, so ]nobody knows its workdays and holidays[; "
     "{count} displays will not show it]. Have them imported."},
    {"目标里一块屏也没有。请重新选择单位、分组、标签或屏。",
     "There is no display among its targets. Choose units, groups, tags or displays again."},
}};

} // namespace

std::string reason_sentence(const CheckedReason& reason, const CheckNames& names,
                            Language language) {
    const std::string count = std::to_string(reason.displays);
    const Words& words = by_reason.at(static_cast<std::size_t>(reason.reason));
    return fill_places(language == Language::zh_cn ? words.zh : words.en,
                       [&](std::string_view place) -> std::optional<std::string_view> {
                           const std::string& value = place == "by"       ? names.by
                                                      : place == "shapes" ? names.shapes
                                                      : place == "years"  ? names.years
                                                                          : count;
                           return value.empty() ? std::nullopt
                                                : std::optional<std::string_view>(value);
                       });
}

std::string covered_sentence(const CoveredStretch& covered, const std::string& by,
                             const ZoneRules& zone, Language language) {
    const std::string from = local_words(covered.time.from, zone, language);
    const bool one_day = rules::local_date(zone, covered.time.from)
                         == rules::local_date(zone, covered.time.to - Microseconds{1});
    const std::string until = one_day ? local_clock_words(covered.time.to, zone)
                                      : local_words(covered.time.to, zone, language);
    return language == Language::zh_cn
               ? fmt::format("{} 到 {}：“{}”在 {} 块屏上优先。", from, until, by, covered.displays)
               : fmt::format("{} to {}: \"{}\" has {} displays.", from, until, by,
                             covered.displays);
}

std::string shape_words(const DisplaySite& display, Language language) {
    if (display.kind == DisplayKind::loudspeaker) {
        return language == Language::zh_cn ? "音柱" : "loudspeaker";
    }
    return fmt::format("{}×{}", display.size.width, display.size.height);
}

} // namespace marquee::manager
