#include "tests/unit/player/survival/playing.hpp"
#include "tests/places.hpp"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "player/playout/pacer.hpp"
#include "tests/unit/player/playout/playout_rig.hpp"

namespace marquee::player {

namespace {

constexpr Microseconds stand_max = Seconds{60}; // real time in which nothing gets ready
constexpr Microseconds look_interval = Milliseconds{20};
constexpr Microseconds look_again = Milliseconds{5};
constexpr int near_enough = 24; // films and JPEG lose a little

bool near(const std::uint8_t* pixel, const Colour& colour) {
    const auto is_near = [](int a, int b) { return std::abs(a - b) <= near_enough; };
    return is_near(pixel[2], colour.red) && is_near(pixel[1], colour.green)
           && is_near(pixel[0], colour.blue);
}

// Some pixels from all over the screen.
template<typename Matches>
bool everywhere(const Picture& picture, Matches matches) {
    for (int y = 4; y < picture.size.height; y += 11) {
        for (int x = 4; x < picture.size.width; x += 19) {
            if (!matches(picture.planes[0] + y * picture.strides[0] + std::ptrdiff_t{x} * 4)) {
                return false;
            }
        }
    }
    return true;
}

bool everywhere(const Picture& picture, const Colour& colour) {
    return everywhere(picture, [&](const std::uint8_t* pixel) { return near(pixel, colour); });
}

std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

// "VmPeak:   1234 kB"
std::uint64_t kib_after(const std::string& text, const std::string& name) {
    const std::size_t at = text.find(name);
    return at == text.npos ? 0 : std::strtoull(text.c_str() + at + name.size(), nullptr, 10);
}

void rest(Milliseconds time) {
    ::poll(nullptr, 0, static_cast<int>(time.count()));
}

} // namespace

Playing::Playing(const std::string& decoder)
    : fonts_(FontCatalog::load("/usr/share/fonts").value()),
      sources_(fonts_, drawing_,
               {assets_,
                opening_,
                clock_,
                {.program = decoder.empty() ? program_path("marquee-decode") : decoder,
                 .cleaner = std::make_shared<TaskThread>()}}),
      engine_(DisplayId{"display"}, screen_size, sources_, observer_) {}

PlaylistItem& Playing::add(const std::string& name, Content content, const Transition& transition) {
    PlaylistItem item;
    item.id = ItemId{name};
    item.name = name;
    item.duration = item_time_;
    item.transition = transition;
    item.content = std::move(content);
    return items_.emplace_back(std::move(item));
}

void Playing::add_plain(const std::string& name, Colour colour, Transition transition) {
    Slogan slogan;
    slogan.text = name;
    slogan.style.text = slogan.style.background = colour;
    add(name, slogan, transition);
    plain_[name] = colour;
}

void Playing::add_poster(const std::string& name, const std::filesystem::path& file,
                         std::optional<Colour> plain, Transition transition) {
    Poster poster;
    poster.asset.sha256 = assets_.add(file);
    poster.fit = Fit::stretch;
    add(name, poster, transition);
    if (plain) {
        plain_[name] = *plain;
    }
}

void Playing::add_film(const std::string& name, const std::filesystem::path& file,
                       Transition transition) {
    Video film;
    film.asset.sha256 = assets_.add(file);
    film.fit = Fit::stretch;
    add(name, film, transition);
}

void Playing::play() {
    length_ = {};
    for (const PlaylistItem& item : items_) {
        length_ += item.duration;
    }
    Program program = program_of("program", items_);
    program.revision = ++revision_;
    program.layout.background = background_colour;
    Presentation shown = showing(program);
    shown.size = screen_size;
    Manifest& manifest = *shown.manifest;
    manifest.number = {1, revision_};
    manifest.not_after = now_ + std::chrono::hours{24 * 365};
    manifest.programs[0].cycle = std::chrono::ceil<Seconds>(length());
    manifest.schedules[0].times = {};
    engine_.show(std::make_shared<const Presentation>(std::move(shown)));
}

void Playing::pass(Microseconds time) {
    const Instant end = now_ + time;
    Microseconds stands_since = clock_.monotonic();
    while (now_ < end) {
        const Wish wish = engine_.attend(now_, rules::ClockTrust::trusted);
        look_at_workers();
        const bool preparing = wish.attend - now_ < Milliseconds{50};
        if (preparing && clock_.monotonic() - stands_since < stand_max
            && !(wish.frame && *wish.frame <= now_)) {
            rest(Milliseconds{2});
            continue;
        }
        stands_since = clock_.monotonic();
        const Instant next = wish.frame ? std::max(*wish.frame, now_) : wish.attend;
        if (next - now_ <= look_again) {
            rest(Milliseconds{4}); // a film waits for its decoder, which lives in real time
        }
        now_ = std::min(std::max(next, now_ + Microseconds{1}), end);
        if (wish.frame && *wish.frame <= now_) {
            frame(now_);
        }
    }
}

bool Playing::pass_until(const std::string& name, Microseconds at_most) {
    const Instant end = now_ + at_most;
    while (now_ < end && !glass_.shown.contains(name) && quarantined(name).empty()) {
        pass(Milliseconds{20});
    }
    return now_ < end;
}

void Playing::frame(Instant at) {
    scene_ = engine_.compose(at);
    if (engine_.changed()) {
        std::ignore = sink_.compose(scene_);
        std::ignore = sink_.present(at);
        judge();
    }
    engine_.presented(at, Microseconds{0});
    after_frame();
}

void Playing::judge() {
    const Picture picture = sink_.picture();
    const SceneZone* zone = scene_.zones.empty() ? nullptr : &scene_.zones.front();
    const std::string named = zone != nullptr ? zone->frame.item.item.value : "";
    const bool between = zone != nullptr && zone->transition.has_value();
    const auto plain = plain_.find(named);
    const bool is_known = plain != plain_.end();
    const bool looks_right = is_known && everywhere(picture, plain->second);
    item_seen_ = item_seen_ || looks_right || (!is_known && !named.empty());
    if (!item_seen_) {
        return; // the slate of a start
    }
    ++glass_.frames;
    const bool empty =
        everywhere(picture, background_colour) || (named.empty() && everywhere(picture, Colour{}));
    glass_.empty += empty || named.empty() ? 1 : 0;
    glass_.foreign += is_known && !between && !looks_right ? 1 : 0;
    ++glass_.shown[named];
}

std::string Playing::quarantined(const std::string& name) const {
    for (const Quarantined& entry : observer_.set_aside) {
        if (entry.what == name) {
            return entry.code;
        }
    }
    return {};
}

std::vector<int> Playing::workers() {
    std::vector<int> found;
    for (const auto& thread : std::filesystem::directory_iterator("/proc/self/task")) {
        std::istringstream children(text_of(thread.path() / "children"));
        for (int child = 0; children >> child;) {
            found.push_back(child);
        }
    }
    return found;
}

void Playing::look_at_workers() {
    const Microseconds now = clock_.monotonic();
    if (now - looked_ < look_interval) {
        return;
    }
    looked_ = now;
    const std::vector<int> all = workers();
    peak_.at_once = std::max(peak_.at_once, all.size());
    for (const int worker : all) {
        const std::filesystem::path folder = "/proc/" + std::to_string(worker);
        const std::string status = text_of(folder / "status");
        if (status.find("marquee-decode") == status.npos) {
            continue; // between fork and exec it is still us
        }
        peak_.address_space_bytes =
            std::max(peak_.address_space_bytes, kib_after(status, "VmPeak:") * limits::KiB);
        peak_.resident_bytes =
            std::max(peak_.resident_bytes, kib_after(status, "VmHWM:") * limits::KiB);
        std::istringstream stat(text_of(folder / "stat"));
        std::string word;
        long user = 0;
        long system = 0;
        for (int i = 0; i < 13 && stat >> word; ++i) { // proc(5): utime is the 14th
        }
        stat >> user >> system;
        const double seconds =
            static_cast<double>(user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
        peak_.cpu_seconds = std::max(peak_.cpu_seconds, seconds);
    }
}

std::uint64_t memory_bytes() {
    const std::string rollup = text_of("/proc/self/smaps_rollup");
    return (kib_after(rollup, "\nPss_Anon:") + kib_after(rollup, "\nPss_Shmem:")) * limits::KiB;
}

std::size_t descriptors() {
    const std::filesystem::directory_iterator all("/proc/self/fd");
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

} // namespace marquee::player
