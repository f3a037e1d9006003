#include "player/decode/worker/sound_job.hpp"

#include <algorithm>

#include "player/decode/worker/demuxer.hpp"
#include "player/decode/worker/sound_track.hpp"

namespace marquee::player::worker {

namespace {

// Decoders need some packets before they say what they mean (Opus: 80 ms, RFC 7845).
constexpr Microseconds run_up{500'000};

// Of a stream that cannot be sought: what lies well before the start is not even decoded.
bool is_over_by(const AVPacket& packet, AVRational time_base, Microseconds time) {
    if (packet.pts == AV_NOPTS_VALUE) {
        return false;
    }
    const std::int64_t end = packet.pts + std::max<std::int64_t>(packet.duration, 0);
    return ::av_rescale_q(end, time_base, {1, 1'000'000}) < (time - run_up).count();
}

message::Info describe(const Demuxer& demuxer) {
    message::Info info;
    info.sound = 1;
    if (const auto duration = demuxer.duration()) {
        info.duration_us = duration->count();
    }
    return info;
}

} // namespace

Status play_sound(const JobContext& context, MediaKind kind, const message::Open& open) {
    if (kind == MediaKind::jpeg || kind == MediaKind::png || kind == MediaKind::webp) {
        return fail(ErrorCode::unsupported_media, "a picture, not a sound");
    }
    auto demuxer = Demuxer::open(context.file, kind, Streams::sound);
    if (!demuxer) {
        return tl::unexpected(demuxer.error());
    }
    const AVStream& stream = *(*demuxer)->sound();
    const Microseconds start(std::max<std::int64_t>(open.start_us, 0));
    const Microseconds origin = (*demuxer)->sound_origin();
    const auto sound = SoundTrack::open(stream, context.slots.base(), {origin, start});
    if (!sound) {
        return fail(ErrorCode::unsupported_media, "no decoder for this sound");
    }
    if (start > run_up) {
        (*demuxer)->seek_to(origin + start - run_up);
    }
    context.link.send(describe(**demuxer));
    bool has_passed_over = false;
    for (Step step = Step::progressed; step != Step::finished; step = sound->step()) {
        if (step == Step::waiting) {
            context.outlet.take_releases(Wait::yes);
        } else if (step == Step::hungry) {
            auto packet = (*demuxer)->next_packet();
            if (!packet) {
                sound->push_end();
            } else if (start > run_up && is_over_by(*packet, stream.time_base, origin + start)) {
                has_passed_over = true;
            } else {
                sound->push(std::move(packet));
            }
        }
    }
    if (!sound->decoded() && !has_passed_over) {
        return fail(ErrorCode::damaged_media, "not one sound decodes");
    }
    context.link.send(message::End{});
    return {};
}

} // namespace marquee::player::worker
