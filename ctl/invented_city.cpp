#include "ctl/invented_city.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

namespace marquee::ctl {
namespace {

using namespace std::string_view_literals;

constexpr std::array counties{"城东区"sv, "城西区"sv, "城南区"sv, "城北区"sv,
                              "江东区"sv, "江北区"sv, "高新区"sv, "经开区"sv,
                              "临港区"sv, "新城区"sv, "青山县"sv, "白水县"sv};
constexpr std::array words{"和平"sv, "建设"sv, "解放"sv, "文化"sv, "新华"sv, "光明"sv,
                           "胜利"sv, "友谊"sv, "朝阳"sv, "中山"sv, "复兴"sv, "长征"sv};
constexpr std::array townships{"街道"sv,   "镇"sv,     "路街道"sv, "里街道"sv,
                               "桥街道"sv, "门街道"sv, "乡"sv};

// Half a dozen kinds of places; how often each comes is its share of twenty displays.
struct Kind {
    std::string_view place;
    Size size;
    std::array<std::string_view, 2> tags; // ascending
    std::int32_t pixel_pitch_um;
    std::int32_t viewing_distance_mm;
    std::size_t share;
};

constexpr std::array kinds{
    Kind{"地铁站厅屏", {1920, 1080}, {"lcd", "地铁"}, 480, 5'000, 5},
    Kind{"派出所门头屏", {640, 64}, {"led", "派出所"}, 10'000, 15'000, 5},
    Kind{"社区橱窗屏", {1080, 1920}, {"lcd", "社区"}, 300, 3'000, 4},
    Kind{"公交站牌条屏", {192, 32}, {"led", "公交"}, 5'000, 6'000, 3},
    Kind{"广场大屏", {3840, 1080}, {"led", "户外"}, 8'000, 60'000, 1},
    Kind{"小区广播", {}, {"广播", "社区"}, 0, 0, 2},
};

std::size_t share(std::size_t of, std::size_t parts) {
    return of == 0 ? 0 : std::max<std::size_t>(of / parts, 1);
}

// The name again where the list is at its end, with a number.
std::string numbered(std::string name, std::size_t round) {
    return round == 0 ? name : name + std::to_string(round + 1);
}

std::string county_name(std::size_t index) {
    return numbered(std::string(counties[index % counties.size()]), index / counties.size());
}

std::string township_name(std::size_t index) {
    const std::size_t kind = index / words.size() % townships.size();
    return numbered(fmt::format("{}{}", words[index % words.size()], townships[kind]),
                    index / (words.size() * townships.size()));
}

const Kind& kind_of(std::size_t display) {
    std::size_t at = display * 7 % 20; // mixed, each as often as its share
    for (const Kind& kind : kinds) {
        if (at < kind.share) {
            return kind;
        }
        at -= kind.share;
    }
    return kinds.back();
}

std::vector<InventedUnit> invent_units(std::size_t count) {
    const std::size_t all_counties = share(count, 64);
    const std::size_t all_townships = share(count - all_counties, 10);
    std::vector<InventedUnit> units;
    for (std::size_t i = 0; i < all_counties; ++i) {
        units.push_back({i, county_name(i), "county"});
    }
    for (std::size_t i = 0; i < all_townships; ++i) {
        units.push_back({i % all_counties, township_name(i), "township"});
    }
    for (std::size_t i = 0; units.size() < count; ++i) {
        const std::size_t parent = all_counties + i % all_townships;
        const std::size_t number = i / all_townships + 1;
        units.push_back({parent, fmt::format("{}第{}网格", units[parent].name, number), "grid"});
    }
    return units;
}

// Those that have none below them.
std::vector<std::size_t> lowest(const std::vector<InventedUnit>& units) {
    std::vector<bool> has_children(units.size());
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (units[i].parent != i) {
            has_children[units[i].parent] = true;
        }
    }
    std::vector<std::size_t> lowest;
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (!has_children[i]) {
            lowest.push_back(i);
        }
    }
    return lowest;
}

} // namespace

InventedCity invent_city(std::size_t units, std::size_t displays) {
    InventedCity city{invent_units(units), {}};
    const std::vector<std::size_t> places = lowest(city.units);
    for (std::size_t i = 0; i < displays; ++i) {
        const std::size_t unit = places[i % places.size()];
        const Kind& kind = kind_of(i);
        InventedDisplay display;
        display.unit = unit;
        display.title =
            fmt::format("{}{}{}", city.units[unit].name, kind.place, i / places.size() + 1);
        display.kind = kind.size.empty() ? DisplayKind::loudspeaker : DisplayKind::screen;
        display.size = kind.size;
        display.tags.assign(kind.tags.begin(), kind.tags.end());
        display.pixel_pitch_um = kind.pixel_pitch_um;
        display.viewing_distance_mm = kind.viewing_distance_mm;
        city.displays.push_back(std::move(display));
    }
    return city;
}

} // namespace marquee::ctl
