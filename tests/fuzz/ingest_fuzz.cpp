// Any text as what the children of an ingest say: the inspection, ffprobe's streams, the packets of
// a film, the meter's end. Parts are separated by lines "---". Whatever was said, a plan is a
// refusal in plain words or something that ffmpeg can be asked for within the limits.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "manager/library/ffmpeg_arguments.hpp"
#include "manager/library/film_packets.hpp"
#include "manager/library/loudness.hpp"
#include "manager/library/probe.hpp"
#include "manager/library/probe_text.hpp"
#include "manager/library/transcode_plan.hpp"
#include "schemas/model/limits.hpp"
#include "tests/fuzz/entry.hpp"

namespace {

using namespace marquee;
using namespace marquee::manager;

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

void require_plain(std::string_view text) {
    for (const char c : text) {
        // "×" between two numbers is ours.
        require((c >= ' ' && c <= '~') || c == '\xc3' || c == '\x97');
    }
}

// The lines up to the next separator, given to `hear` until it has heard enough.
template<typename Hear>
void say(std::string_view& text, const Hear& hear) {
    bool listening = true;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line == "---") {
            return;
        }
        listening = listening && hear(line);
    }
}

void check_arguments(const std::vector<std::string>& arguments) {
    for (const std::string& argument : arguments) {
        require(!argument.empty());
        require(argument.find('\0') == std::string::npos);
        require_plain(argument);
    }
}

void check_plan(const MediaFacts& facts, const TranscodePlan& plan, const Levelling& levelling) {
    const RenditionSettings settings;
    require(!plan.media_type.empty() && plan.file.find('/') == std::string::npos);
    for (const MediaNote& note : plan.notes) {
        for (const auto& [name, value] : note.params) {
            require_plain(value);
        }
    }
    if (plan.kind == MediaKind::picture) {
        require(plan.size.width >= 1 && plan.size.height >= 1);
        require(plan.size.width <= limits::rendition_picture_pixels_max);
        require(plan.size.height <= limits::rendition_picture_pixels_max);
        if (!plan.moves) { // an animation is copied; ffmpeg is not asked, and may know nothing of
                           // it
            check_arguments(picture_arguments(facts, plan));
        }
        return;
    }
    if (plan.kind == MediaKind::video) {
        require(plan.size.width >= 2 && plan.size.width % 2 == 0);
        require(plan.size.height >= 2 && plan.size.height % 2 == 0);
        require(std::int64_t{plan.size.width} * plan.size.height
                <= std::int64_t{settings.film_size_max.width} * settings.film_size_max.height);
        require(plan.rate.value() > 0);
        require(plan.rate.value() <= limits::rendition_frames_per_second_max);
    }
    const bool film = plan.kind == MediaKind::video;
    const TrackChoices choices{film ? TrackWork::encoded : TrackWork::none,
                               facts.sound ? TrackWork::encoded : TrackWork::none, levelling};
    check_arguments(film_arguments(facts, plan, choices));
    check_arguments(measure_arguments(facts, film ? TrackWork::copied : TrackWork::none));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::string_view text(reinterpret_cast<const char*>(bytes), size);
    ProbeText inspected;
    say(text, [&](std::string_view line) { return inspected.add(line); });
    MediaFacts facts{.file = file_facts(inspected)};
    require(facts.file.orientation >= 1 && facts.file.orientation <= 8);
    ProbeText probed;
    say(text, [&](std::string_view line) { return probed.add(line); });
    add_stream_facts(probed, facts);
    FilmPackets packets;
    say(text, [&](std::string_view line) { return packets.add(line); });
    const bool regular = packets.is_regular();
    const Microseconds run = packets.longest_run();
    require(run >= Microseconds{0});
    const auto loudness = loudness_in(std::string(text));
    require(!loudness || (std::isfinite(loudness->integrated) && std::isfinite(loudness->peak)));
    const Levelling levelling = loudness ? levelling_for(*loudness) : Levelling();
    require(std::abs(levelling.gain_decibels) <= gain_decibels_max);

    check_arguments(input_options(facts.file));
    if (const auto plan = plan_rendition(facts, {})) {
        static_cast<void>(may_be_copied(*plan, regular, run));
        check_plan(facts, *plan, levelling);
    } else {
        require(!plan.error().params.empty() && plan.error().params.front().first == "reason");
        require_plain(plan.error().what);
        for (const auto& [name, value] : plan.error().params) {
            require_plain(value);
        }
    }
    return 0;
}
