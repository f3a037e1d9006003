#include "player/render/still_camera.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "player/playout/cue.hpp"
#include "player/render/chosen_sources.hpp"
#include "player/sinks/memory_sink.hpp"
#include "player/sinks/png_file.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/model/preview_limits.hpp"

namespace marquee::player {
namespace {

constexpr Microseconds look_again = Milliseconds{2};

// The instants to draw, in order, the last one `at`. A transition that runs there needs the last
// picture before it began.
std::set<Instant> instants_of(const Layout& layout, Instant slot_from, Instant at) {
    std::set<Instant> instants{at};
    for (const Zone& zone : layout.zones) {
        const auto cue = cue_at(zone.playlist, slot_from, at, {});
        if (!cue || cue->starts <= slot_from) {
            continue;
        }
        const Transition& into = zone.playlist.items[cue->item].transition;
        if (into.kind != TransitionKind::cut && at - cue->starts < into.duration) {
            instants.insert(cue->starts - Microseconds{1});
        }
    }
    return instants;
}

// Every item that is on at one of the instants, with its place in the layout.
std::map<ItemId, std::string> items_of(const Layout& layout, Instant slot_from,
                                       const std::set<Instant>& instants) {
    std::map<ItemId, std::string> items;
    for (std::size_t zone = 0; zone < layout.zones.size(); ++zone) {
        const Playlist& playlist = layout.zones[zone].playlist;
        for (const Instant instant : instants) {
            if (const auto cue = cue_at(playlist, slot_from, instant, {})) {
                items[playlist.items[cue->item].id] = "/layout/zones/" + std::to_string(zone)
                                                      + "/playlist/items/"
                                                      + std::to_string(cue->item);
            }
        }
    }
    return items;
}

Assignment assignment_of(const Layout& layout, const StillOrder& order) {
    Program program;
    program.layout = layout;
    return {Rung::scheduled, std::make_shared<const Program>(std::move(program)), order.starts,
            Instant::max(), std::make_shared<const ZoneRules>(order.wall)};
}

Result<std::unique_ptr<MemorySink>> shrunk(const Picture& whole, Size size) {
    auto sink = std::make_unique<MemorySink>(size);
    Scene scene;
    const Rect all{0, 0, size.width, size.height};
    Frame frame;
    frame.pieces.push_back({whole, {0, 0, whole.size.width, whole.size.height}, all});
    scene.zones.push_back({"picture", all, std::move(frame)});
    return sink->compose(scene).map([&] { return std::move(sink); });
}

// A preview shows every item, whenever it is valid: only the place in the loop is asked for.
Layout timeless(Layout layout) {
    for (Zone& zone : layout.zones) {
        for (PlaylistItem& item : zone.playlist.items) {
            item.not_before.reset();
            item.not_after.reset();
        }
    }
    return layout;
}

Status check(const StillOrder& order) {
    const auto pixels = std::int64_t{order.display.width} * order.display.height;
    if (order.display.empty() || pixels > limits::preview_pixels_max) {
        return fail(ErrorCode::too_large, "a preview has at most "
                                              + std::to_string(limits::preview_pixels_max)
                                              + " pixels");
    }
    if (order.picture.width > order.display.width || order.picture.height > order.display.height) {
        return fail(ErrorCode::out_of_range, "a preview can be shrunk, not enlarged");
    }
    return {};
}

} // namespace

// What one picture is made with; gone when it is taken.
struct StillCamera::Exposure {
    Exposure(const Layout& layout, const StillOrder& order, SourceFactory& real,
             const std::set<Instant>& instants, Microseconds until)
        : sources(real, items_of(layout, order.starts, instants)),
          stage(assignment_of(layout, order), order.display, {.percent = 0, .percent_max = 0}),
          context{sources, quarantine, failures},
          sink(std::make_unique<MemorySink>(order.display)),
          deadline(until) {}

    ChosenSources sources;
    Quarantine quarantine;
    std::vector<Quarantined> failures;
    Stage stage; // after its sources
    ZoneContext context;
    std::unique_ptr<MemorySink> sink;
    Microseconds deadline; // monotonic
};

Status StillCamera::expose(Exposure& exposure, Instant at) {
    for (;;) {
        exposure.stage.attend(at, exposure.context);
        if (exposure.sources.failure()) {
            return tl::unexpected(*exposure.sources.failure());
        }
        if (exposure.stage.ready(at)) {
            Scene scene;
            scene.rung = Rung::scheduled;
            exposure.stage.compose(at, scene);
            if (exposure.stage.settled(at)) {
                return exposure.sink->compose(scene);
            }
        }
        const Microseconds now = clock_.monotonic();
        if (now >= exposure.deadline) {
            return fail(ErrorCode::timed_out, "a zone's frame was not decoded in time");
        }
        sleeper_.wait_until(now + look_again);
    }
}

Result<std::unique_ptr<MemorySink>> StillCamera::expose(const StillOrder& order) {
    if (const Status fine = check(order); !fine) {
        return tl::unexpected(fine.error());
    }
    const Instant at = order.starts + order.at;
    const Layout layout = timeless(order.layout);
    const std::set<Instant> instants = instants_of(layout, order.starts, at);
    Exposure exposure(layout, order, sources_, instants,
                      clock_.monotonic() + Milliseconds{limits::render_draw_ms_max});
    for (const Instant instant : instants) {
        if (const Status exposed = expose(exposure, instant); !exposed) {
            return tl::unexpected(exposed.error());
        }
    }
    if (order.picture.empty() || order.picture == order.display) {
        return std::move(exposure.sink);
    }
    return shrunk(exposure.sink->picture(), order.picture);
}

Result<std::string> StillCamera::take(const StillOrder& order) {
    return expose(order).and_then(
        [](const std::unique_ptr<MemorySink>& drawn) { return encode_png(drawn->picture()); });
}

Result<std::string> StillCamera::take_strip(const FilmstripOrder& order) {
    StillOrder frame = order.frame;
    const Size size = frame.picture.empty() ? frame.display : frame.picture;
    const auto count = static_cast<std::int32_t>(order.instants.size());
    if (count == 0
        || std::int64_t{size.width} * size.height * count > limits::filmstrip_pixels_max) {
        return fail(ErrorCode::too_large, "a filmstrip has at least one frame and at most "
                                              + std::to_string(limits::filmstrip_pixels_max)
                                              + " pixels");
    }
    MemorySink strip({size.width * count, size.height});
    std::vector<std::unique_ptr<MemorySink>> frames; // they own the pixels
    Scene scene;
    for (std::int32_t i = 0; i < count; ++i) {
        frame.at = order.instants[static_cast<std::size_t>(i)];
        auto drawn = expose(frame);
        if (!drawn) {
            return tl::unexpected(drawn.error());
        }
        const Rect whole{0, 0, size.width, size.height};
        Frame shown;
        shown.pieces.push_back({(*drawn)->picture(), whole, whole});
        scene.zones.push_back(
            {std::to_string(i), {i * size.width, 0, size.width, size.height}, std::move(shown)});
        frames.push_back(*std::move(drawn));
    }
    return strip.compose(scene).and_then([&] { return encode_png(strip.picture()); });
}

} // namespace marquee::player
