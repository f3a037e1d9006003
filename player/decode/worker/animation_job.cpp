#include "player/decode/worker/animation_job.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

#include "player/decode/worker/animation_reader.hpp"
#include "player/decode/worker/fitted_frame.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player::worker {

namespace {

constexpr std::size_t pixel_bytes = 4;

// A frame that stands for long is sent again, so that times never jump as those of a liar.
constexpr Microseconds sent_again{limits::decode_frame_step_us_max / 2};

Alpha alpha_of(std::span<const std::uint8_t> pixels) {
    std::uint8_t all = 0xFF;
    for (std::size_t i = pixel_bytes - 1; i < pixels.size(); i += pixel_bytes) {
        all &= pixels[i];
    }
    return all == 0xFF ? Alpha::none : Alpha::premultiplied;
}

Microseconds length_of(const std::vector<Milliseconds>& durations) {
    return std::accumulate(durations.begin(), durations.end(), Microseconds(0));
}

// The beginning of the round that is on show at `position`.
Microseconds round_at(Microseconds position, Microseconds round) {
    return position - position % round;
}

class AnimationJob {
public:
    AnimationJob(const JobContext& context, AnimationReader& reader, const PicturePlan& plan)
        : context_(context), reader_(reader), plan_(plan), round_(length_of(reader.durations())) {}

    // The frame on show at `start`, and all after it.
    Status loop(Microseconds start);

    // The first frame, once.
    Status show_first();

private:
    Status play_round(Microseconds round_start, Microseconds first_shown);
    Result<FittedFrame> fitted(std::span<const std::uint8_t> pixels);
    void ship(const FittedFrame& frame, Alpha alpha, Microseconds pts);

    const JobContext& context_;
    AnimationReader& reader_;
    const PicturePlan& plan_;
    const Microseconds round_;
};

Status AnimationJob::loop(Microseconds start) {
    Microseconds round_start = round_at(start, round_);
    while (true) {
        if (auto played = play_round(round_start, start); !played) {
            return played;
        }
        // A clock that was set may ask for what is hours away: rounds in between are not decoded.
        round_start =
            std::max(round_start + round_, round_at(context_.outlet.hurried_to(), round_));
        if (auto again = reader_.rewind(); !again) {
            return again;
        }
    }
}

// Frames that were over at `first_shown` are put together and not sent. Ends early when none of the
// rest is wanted.
Status AnimationJob::play_round(Microseconds round_start, Microseconds first_shown) {
    Microseconds begin = round_start;
    for (const Milliseconds duration : reader_.durations()) {
        if (context_.outlet.hurried_to() >= round_start + round_) {
            return {};
        }
        const auto pixels = reader_.next();
        if (!pixels) {
            return tl::unexpected(pixels.error());
        }
        const Microseconds end = begin + duration;
        if (end > std::max(first_shown, context_.outlet.hurried_to())) {
            const auto frame = fitted(*pixels);
            if (!frame) {
                return tl::unexpected(frame.error());
            }
            const Alpha alpha = alpha_of(*pixels);
            for (; begin < end; begin += sent_again) {
                ship(*frame, alpha, begin);
            }
        }
        begin = end;
    }
    return {};
}

Status AnimationJob::show_first() {
    const auto pixels = reader_.next();
    if (!pixels) {
        return tl::unexpected(pixels.error());
    }
    const auto frame = fitted(*pixels);
    if (!frame) {
        return tl::unexpected(frame.error());
    }
    ship(*frame, alpha_of(*pixels), Microseconds(0));
    context_.link.send(message::End{});
    return {};
}

Result<FittedFrame> AnimationJob::fitted(std::span<const std::uint8_t> pixels) {
    std::optional<FittedFrame> frame;
    while (!(frame = FittedFrame::take(context_.slots, plan_))) {
        if (context_.outlet.idle()) {
            return fail(ErrorCode::too_large, "the zone has more pixels than the shared memory");
        }
        context_.outlet.take_releases(Wait::yes);
    }
    const Size stored = plan_.header.stored;
    const std::size_t row_bytes = static_cast<std::size_t>(stored.width) * pixel_bytes;
    RowScaler scaler = frame->scaler(stored);
    for (std::size_t place = 0; place < pixels.size() && !scaler.done(); place += row_bytes) {
        std::ranges::copy(pixels.subspan(place, row_bytes), scaler.row().begin());
        scaler.take_row();
    }
    return std::move(*frame);
}

void AnimationJob::ship(const FittedFrame& frame, Alpha alpha, Microseconds pts) {
    context_.outlet.take_releases(Wait::no);
    while (!context_.outlet.has_credit()) {
        context_.outlet.take_releases(Wait::yes);
    }
    message::Frame header = frame.frame(alpha);
    header.pts_us = pts.count();
    context_.outlet.ship(header, frame.pixels());
}

message::Info describe(const PicturePlan& plan) {
    message::Info info;
    info.width = plan.upright.width;
    info.height = plan.upright.height;
    return info;
}

} // namespace

Status show_animation(const JobContext& context, MediaKind kind, const message::Open& open) {
    const auto reader =
        kind == MediaKind::gif ? open_gif(context.file) : open_animated_webp(context.file);
    if (!reader) {
        return tl::unexpected(reader.error());
    }
    const PicturePlan plan = plan_picture((*reader)->header(), open);
    context.link.send(describe(plan));
    AnimationJob job(context, **reader, plan);
    if (open.medium == message::Medium::picture || (*reader)->durations().size() == 1) {
        return job.show_first();
    }
    return job.loop(Microseconds(std::max<std::int64_t>(open.start_us, 0)));
}

} // namespace marquee::player::worker
