#include "player/decode/decode_client.hpp"

#include <array>
#include <bit>
#include <utility>

#include "player/decode/fit.hpp"
#include "player/decode/picture_program.hpp"

namespace marquee::player {

namespace {

constexpr Microseconds farewell_max = Seconds{1}; // from hanging up to the end of the process

// Held by every picture made of one frame; the last one gone, the worker may write there again.
class FrameLease {
public:
    FrameLease(std::shared_ptr<WorkerLine> line, std::uint32_t id)
        : line_(std::move(line)), id_(id) {}
    FrameLease(const FrameLease&) = delete;
    FrameLease& operator=(const FrameLease&) = delete;
    ~FrameLease() { line_->release(id_); }

private:
    std::shared_ptr<WorkerLine> line_;
    std::uint32_t id_;
};

message::Open open_message(const OpenAsset& media, const DecodeRequest& request) {
    message::Open open;
    open.medium = request.medium;
    open.size_bytes = media.size_bytes();
    open.fit = static_cast<std::uint32_t>(request.fit);
    open.sound = request.sound == Sound::decoded ? 1 : 0;
    open.zone_width = request.zone.width;
    open.zone_height = request.zone.height;
    open.start_us = request.start.count();
    open.motion = static_cast<std::uint32_t>(request.motion);
    open.waits = request.due == Due::later ? 1 : 0;
    return open;
}

Picture picture_of(const message::Frame& frame, const std::byte* base) {
    Picture picture;
    picture.format = static_cast<PixelFormat>(frame.format);
    picture.size = {frame.width, frame.height};
    for (std::size_t plane = 0; plane < frame.offsets.size(); ++plane) {
        if (frame.strides[plane] != 0) {
            picture.planes[plane] =
                reinterpret_cast<const std::uint8_t*>(base + frame.offsets[plane]);
            picture.strides[plane] = static_cast<std::ptrdiff_t>(frame.strides[plane]);
        }
    }
    picture.matrix = static_cast<ColourMatrix>(frame.matrix);
    picture.range = static_cast<ColourRange>(frame.range);
    return picture;
}

Error damaged(const char* how) {
    return {ErrorCode::damaged_media, how, {}, {}};
}

Error named(message::Reason reason) {
    switch (reason) {
    case message::Reason::unsupported:
        return {ErrorCode::unsupported_media, "this kind of file cannot be shown", {}, {}};
    case message::Reason::too_large:
        return {ErrorCode::too_large, "the picture has more pixels than allowed", {}, {}};
    case message::Reason::damaged:
        break;
    }
    return damaged("the file does not decode");
}

// A decoder of pictures starts faster than it is worth to keep one waiting.
Result<DecodeWorker> worker_for(const DecodeSettings& settings, const OpenAsset& media,
                                message::Medium medium) {
    if (medium == message::Medium::picture) {
        if (const auto program = picture_program(settings.program, media)) {
            return start_worker(*program, settings.cleaner);
        }
    }
    return settings.spare ? settings.spare->take()
                          : start_worker(settings.program, settings.cleaner);
}

} // namespace

Result<std::unique_ptr<DecodeClient>> DecodeClient::start(const DecodeSettings& settings,
                                                          OpenAsset media,
                                                          const DecodeRequest& request,
                                                          Microseconds now) {
    auto worker = worker_for(settings, media, request.medium);
    if (!worker) {
        return tl::unexpected(worker.error());
    }
    if (request.medium != message::Medium::animation) { // which has no end: the watchdog bounds it
        worker->process.limit_cpu(request.medium == message::Medium::picture
                                      ? limits::picture_cpu_seconds_max
                                      : limits::video_cpu_seconds_max);
    }
    // A worker that is gone already shows in poll().
    worker->line->send_open(open_message(media, request), media.descriptor());
    return std::make_unique<DecodeClient>(settings, request, std::move(*worker), now);
}

DecodeClient::DecodeClient(const DecodeSettings& settings, const DecodeRequest& request,
                           DecodeWorker worker, Microseconds now)
    : settings_(settings),
      medium_(request.medium),
      worker_(std::move(worker)),
      begun_(request.due == Due::now),
      guard_(request.medium, room_for(request.motion, request.zone), request.start),
      waiting_since_(now) {
    if (request.sound == Sound::decoded) {
        sound_ = std::make_shared<SoundRing>(worker_.line, request.start);
    }
}

DecodeClient::~DecodeClient() {
    dismiss();
}

void DecodeClient::poll(Microseconds now) {
    std::array<std::byte, message::size_max + 1> packet{};
    while (state_ == DecodeState::running && !closed_) {
        const Received received = worker_.line->receive(packet);
        switch (received.delivery) {
        case Delivery::packet:
            if (auto report =
                    guard_.accept(std::span(packet).first(received.bytes), worker_.line->held())) {
                take_in(*report, now);
            } else {
                give_up(std::move(report.error()));
            }
            break;
        case Delivery::nothing:
            judge_silence(now);
            return;
        case Delivery::closed:
            closed_ = now;
            break;
        case Delivery::forbidden:
            give_up(damaged("the decoder broke its protocol: a forbidden packet"));
            break;
        }
    }
    if (state_ == DecodeState::running) {
        judge_ending(now);
    }
    if (state_ == DecodeState::ended && sound_ && sound_->lied()) {
        dismiss();
    }
}

void DecodeClient::take_in(const WorkerReport& report, Microseconds now) {
    if (const auto* info = std::get_if<message::Info>(&report)) {
        info_ = DecodedInfo{{info->width, info->height},
                            std::nullopt,
                            info->sound == 1 ? Sound::decoded : Sound::none};
        if (info->duration_us >= 0) {
            info_->duration = Microseconds(info->duration_us);
        }
    } else if (const auto* frame = std::get_if<message::Frame>(&report)) {
        take_in_frame(*frame, now);
    } else if (const auto* failure = std::get_if<message::Failure>(&report)) {
        give_up(named(failure->reason));
    } else {
        state_ = DecodeState::ended;
        if (!sound()) {
            dismiss(); // else it may still be writing sound
        }
    }
}

void DecodeClient::take_in_frame(const message::Frame& frame, Microseconds now) {
    worker_.line->hold(frame.id);
    DecodedFrame decoded{picture_of(frame, worker_.line->arena().base()),
                         {frame.shown_width, frame.shown_height},
                         Microseconds(frame.pts_us)};
    decoded.picture.owner = std::make_shared<const FrameLease>(worker_.line, frame.id);
    frames_.push_back(std::move(decoded));
    if (!std::exchange(started_, true)) {
        prepare_spare(); // now that nobody waits for this one any more
    }
    waiting_since_ = now;
}

// The line closes a moment before the kernel says how the process ended.
void DecodeClient::judge_ending(Microseconds now) {
    switch (worker_.process.ending()) {
    case WorkerEnding::lives:
        if (now - *closed_ > farewell_max) {
            give_up(damaged("the decoder hung up and lives on"));
        }
        return;
    case WorkerEnding::never_began:
        give_up({ErrorCode::io_failed, "no decoder could be started", {}, {}});
        return;
    case WorkerEnding::ended_by_others:
        give_up({ErrorCode::io_failed, "the decoder was killed", {}, {}});
        return;
    case WorkerEnding::ended_itself:
        give_up(damaged("the decoder died of this file"));
    }
}

void DecodeClient::judge_silence(Microseconds now) {
    if (sound_ && sound_->lied()) {
        give_up(damaged("the decoder broke its protocol: sound from nowhere"));
        return;
    }
    notice_sound(now);
    if (has_to_wait()) {
        waiting_since_ = now;
        return;
    }
    if (now - waiting_since_ > (started_ ? settings_.silence_max : settings_.start_max)) {
        give_up({ErrorCode::timed_out, "the decoder does not answer", {}, {}});
    }
}

// For us: it has sent as much as it may.
bool DecodeClient::has_to_wait() const {
    return std::popcount(worker_.line->held()) >= (begun_ ? limits::decode_frames_held_max : 1);
}

void DecodeClient::begin() {
    if (!std::exchange(begun_, true)) {
        worker_.line->send_begin();
    }
}

// A worker without frames is seen to live by what it writes.
void DecodeClient::notice_sound(Microseconds now) {
    if (medium_ != message::Medium::sound || !sound_) {
        return;
    }
    const std::uint64_t written = sound_->written();
    const bool has_moved = std::exchange(sound_written_, written) != written;
    if (has_moved || sound_->full()) {
        waiting_since_ = now;
        if (!std::exchange(started_, true)) {
            prepare_spare();
        }
    }
}

bool DecodeClient::sound_begun() const {
    return info_ && sound_ && (sound_->begun() || state_ == DecodeState::ended);
}

void DecodeClient::give_up(Error error) {
    failure_ = std::move(error);
    state_ = DecodeState::failed;
    dismiss();
}

void DecodeClient::dismiss() {
    if (std::exchange(dismissed_, true)) {
        return;
    }
    worker_.process.kill();
    settings_.cleaner->post([process = worker_.process] { process.reap(); });
    if (!started_) {
        prepare_spare();
    }
}

void DecodeClient::prepare_spare() const {
    if (settings_.spare) {
        settings_.cleaner->post([spare = std::weak_ptr(settings_.spare)] {
            if (const auto wanted = spare.lock()) {
                wanted->prepare();
            }
        });
    }
}

void DecodeClient::hurry_to(Microseconds position) {
    guard_.hurried_to(position);
    worker_.line->send_hurry(position.count());
}

std::optional<DecodedFrame> DecodeClient::take() {
    if (frames_.empty()) {
        return std::nullopt;
    }
    DecodedFrame frame = std::move(frames_.front());
    frames_.pop_front();
    return frame;
}

std::shared_ptr<AudioStream> DecodeClient::sound() const {
    const bool audible = info_ && info_->sound == Sound::decoded;
    return audible ? sound_ : nullptr;
}

} // namespace marquee::player
