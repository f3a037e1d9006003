#include "player/sources/slogan_sheets.hpp"

#include <algorithm>
#include <utility>

namespace marquee::player {

SloganSheets::SloganSheets(std::shared_ptr<FontShelf> fonts, TaskRunner& tasks,
                           const SloganOrder& order, Microseconds position)
    : tasks_(tasks), opening_(std::make_shared<Pending<Opening>>()) {
    tasks.post([fonts = std::move(fonts), order, position, opening = opening_] {
        opening->put(open(*fonts, order, position));
    });
}

Result<SloganSheets::Opening> SloganSheets::open(FontShelf& shelf, const SloganOrder& order,
                                                 Microseconds position) {
    const auto fonts = shelf.fonts_for(order.style.font_asset);
    auto planned = plan_slogan(*fonts, order);
    if (!planned) {
        return tl::unexpected(planned.error());
    }
    Opening opening{fonts, std::make_shared<const SloganPlan>(*std::move(planned)), {}};
    for (const std::size_t sheet : SloganCourse(opening.plan).wanted(position)) {
        auto picture = draw_sheet(*fonts, *opening.plan, sheet);
        if (!picture) {
            return tl::unexpected(picture.error());
        }
        opening.sheets.emplace_back(sheet, *std::move(picture));
    }
    return opening;
}

void SloganSheets::take_in_opening() {
    const auto* opened = opening_ ? opening_->look() : nullptr;
    if (opened == nullptr) {
        return;
    }
    if (*opened) {
        fonts_ = (*opened)->fonts;
        plan_ = (*opened)->plan;
        course_.emplace(plan_);
        keeps_all_ = sheet_pixels(*plan_) <= slogan_pixels_kept;
        sheets_.insert((*opened)->sheets.begin(), (*opened)->sheets.end());
    } else {
        failure_ = opened->error();
    }
    opening_.reset();
}

void SloganSheets::draw(std::size_t sheet) {
    if (sheets_.contains(sheet) || drawing_.contains(sheet)) {
        return;
    }
    const auto drawn = std::make_shared<Pending<Picture>>();
    drawing_.emplace(sheet, drawn);
    tasks_.post([fonts = fonts_, plan = plan_, sheet, drawn] {
        drawn->put(draw_sheet(*fonts, *plan, sheet));
    });
}

void SloganSheets::keep_only(const std::vector<std::size_t>& wanted) {
    std::erase_if(sheets_, [&](const auto& each) {
        return !std::binary_search(wanted.begin(), wanted.end(), each.first);
    });
}

void SloganSheets::attend(Microseconds position) {
    take_in_opening();
    if (!course_) {
        return;
    }
    const std::vector<std::size_t> wanted = course_->wanted(position);
    if (!keeps_all_) {
        keep_only(wanted);
    }
    for (const std::size_t sheet : wanted) {
        draw(sheet);
    }
    for (auto each = drawing_.begin(); each != drawing_.end();) {
        const auto* drawn = each->second->look();
        if (drawn == nullptr) {
            ++each;
            continue;
        }
        if (*drawn) {
            sheets_.emplace(each->first, **drawn);
        } else {
            failure_ = drawn->error();
        }
        each = drawing_.erase(each);
    }
}

const Picture* SloganSheets::sheet(std::size_t index) const {
    const auto known = sheets_.find(index);
    return known == sheets_.end() ? nullptr : &known->second;
}

} // namespace marquee::player
