#include "player/decode/decode_client.hpp"

#include <sys/socket.h>

#include <array>
#include <bit>
#include <cerrno>
#include <cstring>

namespace marquee::player {

namespace {

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

// Unmapping costs milliseconds, wherever the last frame is let go; the cleaner does it.
std::shared_ptr<WorkerLine> make_line(Descriptor socket, SharedArena arena,
                                      std::weak_ptr<TaskRunner> cleaner) {
    auto line = std::make_unique<WorkerLine>(std::move(socket), std::move(arena));
    return {line.release(), [cleaner = std::move(cleaner)](WorkerLine* gone) {
                std::shared_ptr<WorkerLine> last(gone);
                if (auto thread = cleaner.lock()) {
                    thread->post([last = std::move(last)]() mutable { last.reset(); });
                }
            }};
}

message::Open open_message(const OpenAsset& media, const DecodeRequest& request) {
    message::Open open;
    open.medium = request.medium;
    open.size_bytes = media.size_bytes();
    open.fit = static_cast<std::uint32_t>(request.fit);
    open.sound = request.sound == Sound::decoded ? 1 : 0;
    open.zone_width = request.zone.width;
    open.zone_height = request.zone.height;
    open.start_us = request.start.count();
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

Error named(message::Reason reason) {
    switch (reason) {
    case message::Reason::unsupported:
        return {ErrorCode::unsupported_media, "this kind of file cannot be shown", {}, {}};
    case message::Reason::too_large:
        return {ErrorCode::too_large, "the picture has more pixels than allowed", {}, {}};
    case message::Reason::damaged:
        break;
    }
    return {ErrorCode::damaged_media, "the file does not decode", {}, {}};
}

} // namespace

Result<std::unique_ptr<DecodeClient>> DecodeClient::start(const DecodeSettings& settings,
                                                          OpenAsset media,
                                                          const DecodeRequest& request,
                                                          Microseconds now) {
    std::array<int, 2> pair{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair.data()) != 0) {
        return fail(ErrorCode::io_failed,
                    std::string("no socket for a decoder: ") + std::strerror(errno));
    }
    Descriptor ours(pair[0]);
    const Descriptor theirs(pair[1]);
    auto arena = SharedArena::create();
    if (!arena) {
        return tl::unexpected(arena.error());
    }
    const auto process =
        WorkerProcess::spawn(settings.program, theirs.number(), arena->descriptor());
    if (!process) {
        return tl::unexpected(process.error());
    }
    process->limit_cpu(request.medium == message::Medium::picture ? limits::picture_cpu_seconds_max
                                                                  : limits::video_cpu_seconds_max);
    arena->close_descriptor();
    auto line = make_line(std::move(ours), std::move(*arena), settings.cleaner);
    // A worker that is gone already shows in poll().
    line->send_open(open_message(media, request), media.descriptor());
    return std::make_unique<DecodeClient>(settings, request,
                                          DecodeWorker{std::move(line), *process}, now);
}

DecodeClient::DecodeClient(const DecodeSettings& settings, const DecodeRequest& request,
                           DecodeWorker worker, Microseconds now)
    : settings_(settings),
      worker_(std::move(worker)),
      guard_(request.medium, request.zone, request.start),
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
    while (state_ == DecodeState::running) {
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
            give_up({ErrorCode::damaged_media, "the decoder died of this file", {}, {}});
            break;
        case Delivery::forbidden:
            give_up({ErrorCode::damaged_media,
                     "the decoder broke its protocol: a forbidden packet",
                     {},
                     {}});
            break;
        }
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
                         Microseconds(frame.pts_us)};
    decoded.picture.owner = std::make_shared<const FrameLease>(worker_.line, frame.id);
    frames_.push_back(std::move(decoded));
    started_ = true;
    waiting_since_ = now;
}

void DecodeClient::judge_silence(Microseconds now) {
    if (sound_ && sound_->lied()) {
        give_up({ErrorCode::damaged_media,
                 "the decoder broke its protocol: sound from nowhere",
                 {},
                 {}});
        return;
    }
    if (std::popcount(worker_.line->held()) >= limits::decode_frames_held_max) {
        waiting_since_ = now; // it has to wait for us
        return;
    }
    if (now - waiting_since_ > (started_ ? settings_.silence_max : settings_.start_max)) {
        give_up({ErrorCode::timed_out, "the decoder does not answer", {}, {}});
    }
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
