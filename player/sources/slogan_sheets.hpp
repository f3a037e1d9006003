// The pictures of one saying of a slogan, drawn by tasks shortly before they are seen.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "player/ports/task_runner.hpp"
#include "player/sources/font_shelf.hpp"
#include "player/sources/pending.hpp"
#include "player/sources/slogan_course.hpp"

namespace marquee::player {

// Render thread. What is no larger than `slogan_pixels_kept` in all its sheets stays once it is
// drawn; of what is larger only the sheets are held that are seen or will be soon. So the memory of
// a slogan does not grow with its length.
class SloganSheets {
public:
    // Opens its font, plans the slogan and draws what `position` needs, in one task.
    SloganSheets(std::shared_ptr<FontShelf> fonts, TaskRunner& tasks, const SloganOrder& order,
                 Microseconds position);

    // Null until it is planned and the first sheets are drawn.
    const SloganCourse* course() const { return course_ ? &*course_ : nullptr; }

    // Takes in what was drawn, has drawn what `position` needs and gives up what it does not.
    void attend(Microseconds position);

    // Why a sheet is not there and will not be.
    const std::optional<Error>& failure() const { return failure_; }

    // After attend(): null while it is not drawn.
    const Picture* sheet(std::size_t index) const;

private:
    // Made by the first task.
    struct Opening {
        std::shared_ptr<const FontCatalog> fonts;
        std::shared_ptr<const SloganPlan> plan;
        std::vector<std::pair<std::size_t, Picture>> sheets;
    };
    using Drawn = std::shared_ptr<Pending<Picture>>; // shared with the task

    static Result<Opening> open(FontShelf& fonts, const SloganOrder& order, Microseconds position);
    void take_in_opening();
    void draw(std::size_t sheet);
    void keep_only(const std::vector<std::size_t>& wanted);

    std::shared_ptr<const FontCatalog> fonts_; // once planned
    TaskRunner& tasks_;
    std::shared_ptr<Pending<Opening>> opening_; // null once taken in
    std::shared_ptr<const SloganPlan> plan_;
    std::optional<SloganCourse> course_;
    bool keeps_all_ = false;
    std::map<std::size_t, Drawn> drawing_;
    std::map<std::size_t, Picture> sheets_;
    std::optional<Error> failure_;
};

// 32 MiB of pictures.
inline constexpr std::int64_t slogan_pixels_kept = 8 * 1024 * 1024;

} // namespace marquee::player
