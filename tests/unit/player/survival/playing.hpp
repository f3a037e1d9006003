// A display that plays real files through real decoders, every frame of it looked at as pixels.
//
// The display's time waits for its decoders: it passes frame by frame, and stands still while
// something is being prepared. So a slow machine shows the same as a fast one, only later.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/clock.hpp"
#include "player/decode/task_thread.hpp"
#include "player/playout/engine.hpp"
#include "player/sinks/memory_sink.hpp"
#include "player/sources/content_sources.hpp"
#include "tests/fakes/file_asset_store.hpp"
#include "tests/fakes/recording_observer.hpp"

namespace marquee::player {

inline constexpr Size screen_size{160, 96};
inline constexpr Colour background_colour{255, 0, 255, 255}; // no item has it

// What was on the glass, by its pixels.
struct Glass {
    int frames = 0;
    int empty = 0;                    // the layout's background, or black, all over: no item
    int foreign = 0;                  // a known item by name, something else by its pixels
    std::map<std::string, int> shown; // frames of each item, by what its pixels are
};

// The most that decoders took at any look.
struct WorkerPeak {
    std::size_t at_once = 0;
    std::uint64_t address_space_bytes = 0;
    std::uint64_t resident_bytes = 0;
    double cpu_seconds = 0;
};

class Playing {
public:
    // `decoder`: the program; by default marquee-decode.
    explicit Playing(const std::string& decoder = {});

    // The playlist, before play(). Of a plain item the colour is known, and compared.
    void add_plain(const std::string& name, Colour colour, Transition transition = {});
    void add_poster(const std::string& name, const std::filesystem::path& file,
                    std::optional<Colour> plain = {}, Transition transition = {});
    void add_film(const std::string& name, const std::filesystem::path& file,
                  Transition transition = {});

    // Another playlist, of which play() makes a new revision.
    void clear() { items_.clear(); }

    // Of every item that is added from now on.
    void set_item_time(Milliseconds time) { item_time_ = time; }

    // The playlist as a new revision, from its beginning.
    void play();

    // The display's time passes, at most so much real time at a stand.
    void pass(Microseconds time);

    // Until the item was shown or set aside.
    bool pass_until(const std::string& name, Microseconds at_most);

    Microseconds length() const { return length_; }
    Instant now() const { return now_; }
    const Glass& glass() const { return glass_; }
    const Scene& scene() const { return scene_; }
    Picture picture() const { return sink_.picture(); }
    const RecordingObserver& observer() const { return observer_; }
    // So that a long run's own records do not look like growth.
    void forget_frames() { observer_.frames = {}; }
    const WorkerPeak& peak() const { return peak_; }

    // Why an item was set aside, as error_slug; empty: it was not.
    std::string quarantined(const std::string& name) const;

    // What decodes now; by process id.
    static std::vector<int> workers();

    // Called after every frame.
    std::function<void()> after_frame = [] {};

private:
    PlaylistItem& add(const std::string& name, Content content, const Transition& transition);
    void frame(Instant at);
    void judge();
    void look_at_workers();

    SystemClock clock_;
    FontCatalog fonts_;
    FileAssetStore assets_;
    TaskThread drawing_;
    TaskThread opening_;
    ContentSources sources_;
    RecordingObserver observer_;
    Engine engine_;
    MemorySink sink_{screen_size};
    Scene scene_;

    std::vector<PlaylistItem> items_;
    std::map<std::string, Colour> plain_; // by item
    Milliseconds item_time_{1'000};
    Microseconds length_{0};
    std::int32_t revision_ = 0;
    Instant now_{Seconds{1'800'000'000}};
    bool item_seen_ = false;
    Glass glass_;
    WorkerPeak peak_;
    Microseconds looked_{0};
};

// Of this process alone: decoders come and go with their items.
// Proportional (PSS), without files: how many others map a font or a library is not ours.
std::uint64_t memory_bytes();
std::size_t descriptors();

} // namespace marquee::player
