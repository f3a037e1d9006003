#include "player/decode/worker/video_job.hpp"

#include <algorithm>

#include "player/decode/worker/demuxer.hpp"
#include "player/decode/worker/sound_track.hpp"
#include "player/decode/worker/video_track.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player::worker {

namespace {

// One thread that always does the most urgent thing it can: give a frame away, decode picture,
// decode sound, read on; and sleeps on the socket when it can do nothing.
class VideoJob {
public:
    VideoJob(const JobContext& context, Demuxer& demuxer, VideoTrack& video, SoundTrack* sound)
        : context_(context), demuxer_(demuxer), video_(video), sound_(sound) {}

    Status run();

private:
    Result<Step> step_video();
    Step step_sound() { return sound_ != nullptr ? sound_->step() : Step::finished; }
    void read_packet();
    void announce_end();
    std::size_t queued_bytes() const {
        return video_.queued_bytes() + (sound_ != nullptr ? sound_->queued_bytes() : 0);
    }

    const JobContext& context_;
    Demuxer& demuxer_;
    VideoTrack& video_;
    SoundTrack* sound_;
    bool file_ended_ = false;
    bool end_sent_ = false;
};

Status VideoJob::run() {
    while (true) {
        context_.outlet.take_releases(Wait::no);
        video_.hurry_to(context_.outlet.hurried_to());
        const auto video = step_video();
        if (!video) {
            return tl::unexpected(video.error());
        }
        if (*video == Step::finished && video_.frames_taken() == 0) {
            return fail(ErrorCode::damaged_media, "not one frame decodes");
        }
        if (*video == Step::finished) {
            announce_end();
        }
        const Step sound = step_sound();
        if (*video == Step::finished && sound == Step::finished) {
            return {};
        }
        const bool sound_may_read =
            sound == Step::hungry && queued_bytes() < limits::decode_packets_bytes_max;
        if (*video == Step::hungry || (sound_may_read && *video != Step::progressed)) {
            read_packet();
        } else if (*video != Step::progressed && sound != Step::progressed) {
            context_.outlet.take_releases(Wait::yes);
        }
    }
}

Result<Step> VideoJob::step_video() {
    if (context_.outlet.has_enough()) {
        return Step::waiting;
    }
    const Step step = video_.step();
    if (step != Step::waiting || !context_.outlet.has_credit()) {
        return step;
    }
    auto made = video_.take();
    if (!made) {
        return tl::unexpected(made.error());
    }
    if (!*made) {
        return Step::waiting; // until the compositor gives memory back
    }
    context_.outlet.ship((*made)->header, std::move((*made)->pixels));
    return Step::progressed;
}

void VideoJob::read_packet() {
    if (file_ended_) {
        return;
    }
    auto packet = demuxer_.next_packet();
    if (!packet) {
        file_ended_ = true;
        video_.push_end();
        if (sound_ != nullptr) {
            sound_->push_end();
        }
        return;
    }
    const bool is_video = packet->stream_index == demuxer_.video().index;
    if (is_video) {
        video_.push(std::move(packet));
    } else if (sound_ != nullptr) {
        if (queued_bytes() > limits::decode_packets_bytes_max) {
            sound_->drop_packets(); // nobody listens
        }
        sound_->push(std::move(packet));
    }
}

void VideoJob::announce_end() {
    if (!end_sent_) {
        end_sent_ = true;
        context_.link.send(message::End{});
    }
}

message::Info describe(const Demuxer& demuxer, bool has_sound) {
    message::Info info;
    const Size size = shown_size(demuxer.video());
    info.width = size.width;
    info.height = size.height;
    info.sound = has_sound ? 1 : 0;
    if (const auto duration = demuxer.duration()) {
        info.duration_us = duration->count();
    }
    return info;
}

} // namespace

Status play_video(const JobContext& context, MediaKind kind, const message::Open& open) {
    if (kind != MediaKind::container && kind != MediaKind::unknown) {
        return fail(ErrorCode::unsupported_media, "a picture, not a video");
    }
    auto demuxer = Demuxer::open(context.file, kind);
    if (!demuxer) {
        return tl::unexpected(demuxer.error());
    }
    auto video = VideoTrack::open((*demuxer)->video(), context.slots);
    if (!video) {
        return tl::unexpected(video.error());
    }
    const Microseconds start(std::max<std::int64_t>(open.start_us, 0));
    std::unique_ptr<SoundTrack> sound;
    if (open.sound == 1 && (*demuxer)->sound() != nullptr) {
        sound = SoundTrack::open(*(*demuxer)->sound(), context.slots.base(),
                                 {(*video)->origin(), start});
    }
    if (!sound) {
        (*demuxer)->ignore_sound();
    }
    if (start > Microseconds(0)) {
        const Microseconds origin = (*video)->origin();
        if (const auto key = (*demuxer)->seek_to(origin + start)) {
            const Microseconds end = (*demuxer)->duration().value_or(start);
            (*video)->start_at(std::min(start, end), *key - origin);
        }
    }
    context.link.send(describe(**demuxer, sound != nullptr));
    return VideoJob(context, **demuxer, **video, sound.get()).run();
}

} // namespace marquee::player::worker
