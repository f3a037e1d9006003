#include "manager/http/standing_words.hpp"

#include <array>

#include "manager/http/time_words.hpp"

namespace marquee::manager {

namespace {

using rules::Standing;

struct Words {
    std::string_view zh;
    std::string_view en;
};

// In the order of Standing. {when}: the beginning of the next run; its clause is left out when
// there is none.
constexpr std::array<Words, 16> by_standing{{
    {"正在屏上。", "On the screen."},
    {"正在轮播，等着轮到它。", "Shares the loop and waits for its turn."},
    {"这个小时的插播份额已经播完。", "Has had its share of this hour."},
    {"这一刻按频次限制不播，把屏让给级别更低的内容。",
     "Has played as often as it may by now and leaves the glass to less urgent ones."},
    {"这时有更优先的内容，轮不到它。", "Something more urgent is shown instead."},
    {"已经结束或撤销。", "Over, or lifted."},
    {"还没到开始日期[，{when} 开始]。", "Its dates have not begun[; it starts {when}]."},
    {"已过结束日期。", "Its dates are over."},
    {"这一天不播[，下次 {when}]。", "Not on this day of the week[; next {when}]."},
    {"不在播放时段[，下次 {when}]。", "Outside its hours[; next {when}]."},
    {"批准的有效期还没开始。", "The validity of its approval has not begun."},
    {"批准的有效期已过，请重新送审。", "Its approval has run out: submit it again."},
    {"播放清单已过期，请检查这块屏到管理端的网络。",
     "The manifest has run out: check the display's network."},
    {"设备还没有得到可信的时间，只放随时可播的内容。",
     "The device has no trusted time yet and shows any-time content only."},
    {"今天不是它的日子[，下次 {when}]。", "Not one of its days[; next {when}]."},
    {"还没有导入这一年的放假安排，无法判断是不是它的日子[，下次 {when}]。",
     "This year's holidays have not been imported, so its days are not known[; next {when}]."},
}};

} // namespace

std::string standing_sentence(const rules::RungTried& rung, const rules::Candidate& candidate,
                              const ZoneRules& zone, Language language) {
    const bool chinese = language == Language::zh_cn;
    if (rung.rung == Rung::off && candidate.standing == Standing::outside_its_hours) {
        return chinese ? "不在关屏时段。" : "The screen is not planned to be off.";
    }
    if (rung.rung == Rung::off && candidate.standing == Standing::shown) {
        return chinese ? "计划关屏。" : "Planned to be off.";
    }
    const Words& words = by_standing.at(static_cast<std::size_t>(candidate.standing));
    std::string when;
    if (candidate.run && candidate.run->from > Instant{}) {
        when = local_words(candidate.run->from, zone, language);
    }
    return fill_places(chinese ? words.zh : words.en,
                       [&](std::string_view place) -> std::optional<std::string_view> {
                           return place == "when" && !when.empty()
                                      ? std::optional<std::string_view>(when)
                                      : std::nullopt;
                       });
}

} // namespace marquee::manager
