// One open medium: a picture, an animation, a video or a sound, decoded by a process of its own.
//
// The client starts the worker, hands it the media descriptor and turns what it says into pictures.
// It parses nothing but fixed-size messages (worker_guard.hpp). A worker that crashes, hangs or
// lies is killed; frames that were taken stay valid.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "player/decode/decode_worker.hpp"
#include "player/decode/messages.hpp"
#include "player/decode/sound_ring.hpp"
#include "player/decode/spare_worker.hpp"
#include "player/decode/worker_guard.hpp"
#include "player/ports/asset_store.hpp"
#include "player/ports/frame.hpp"
#include "player/ports/task_runner.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/model/program.hpp"
#include "schemas/model/time.hpp"

namespace marquee::player {

// `cleaner` waits for dying workers and unmaps their memory, and starts the next spare one.
struct DecodeSettings {
    std::string program; // path of marquee-decode
    std::shared_ptr<TaskRunner> cleaner;
    std::shared_ptr<SpareWorker> spare; // none: each worker starts when it is needed
    Milliseconds start_max{limits::decode_start_ms_max};     // exec to first frame
    Milliseconds silence_max{limits::decode_silence_ms_max}; // frame to frame, while it may send
};

enum class Sound { none, decoded };

// The turn of what is opened. later: of its frames only the first is decoded, until begin(): what
// waits for long holds little memory.
enum class Due { now, later };

struct DecodeRequest {
    message::Medium medium = message::Medium::picture;
    Fit fit = Fit::contain; // pictures, still or animated, arrive fitted (fit.hpp); video in its
    Size zone;              // own size
    Sound sound = Sound::none;
    Microseconds start{0}; // the first frame is the one on show at this position; not of a picture
    PosterMotion motion = PosterMotion::still; // not of a video
    Due due = Due::now;                        // of a video
};

// As it begins: upright and with square pixels.
struct DecodedInfo {
    Size size;
    std::optional<Microseconds> duration;
    Sound sound = Sound::none;
};

// The owner inside the picture gives its memory back to the worker.
struct DecodedFrame {
    Picture picture;
    Size shown;          // with square pixels; the picture's own may not be
    Microseconds pts{0}; // since the start of the medium; strictly increasing
};

// running: more may come. ended: all frames were received. failed: no more will come.
enum class DecodeState { running, ended, failed };

// After start(), one thread: the render thread. Nothing but start() blocks.
class DecodeClient {
public:
    // Takes a millisecond or two, so not on the render thread. `now` is monotonic, as everywhere
    // here. io_failed when no process or memory is to be had.
    static Result<std::unique_ptr<DecodeClient>> start(const DecodeSettings& settings,
                                                       OpenAsset media,
                                                       const DecodeRequest& request,
                                                       Microseconds now);

    // For a worker that was sent OPEN in another way; start() is the usual one.
    DecodeClient(const DecodeSettings& settings, const DecodeRequest& request, DecodeWorker worker,
                 Microseconds now);
    DecodeClient(const DecodeClient&) = delete;
    DecodeClient& operator=(const DecodeClient&) = delete;
    ~DecodeClient(); // kills the worker; returns at once

    // Takes in what the worker said and judges its silence.
    void poll(Microseconds now);

    DecodeState state() const { return state_; }

    // Only when failed: damaged_media, unsupported_media, too_large; timed_out or io_failed where
    // the medium need not be to blame: the worker did not answer, did not start or was killed.
    const Error& failure() const { return failure_; }

    // Known at the latest with the first frame.
    const std::optional<DecodedInfo>& info() const { return info_; }

    // The next frame in order, without and with taking it. Frames not taken hold the worker back.
    const DecodedFrame* next() const { return frames_.empty() ? nullptr : &frames_.front(); }
    std::optional<DecodedFrame> take();

    // Its turn is near: what was put off for later is decoded now. Again and again does no harm.
    void begin();

    // Frames come too late: the worker leaves out those before `position` that no other frame
    // needs, so that it catches up.
    void hurry_to(Microseconds position);

    // The decoded sound; nullptr when there is none. Its reader may outlive the client.
    std::shared_ptr<AudioStream> sound() const;

    // Of a medium without frames: the first of its sound is there, or there is none at the position
    // it was asked for.
    bool sound_begun() const;

    // Readable when poll() would take something in: for those who wait elsewhere than in a frame
    // loop. Negative, which poll(2) passes over, when the worker hung up and only its end is waited
    // for.
    int wait_descriptor() const { return closed_ ? -1 : worker_.line->descriptor(); }

    pid_t worker() const { return worker_.process.id(); }

private:
    void take_in(const WorkerReport& report, Microseconds now);
    void take_in_frame(const message::Frame& frame, Microseconds now);
    void judge_silence(Microseconds now);
    void judge_ending(Microseconds now);
    void notice_sound(Microseconds now);
    bool has_to_wait() const;
    void give_up(Error error);
    void dismiss();
    void prepare_spare() const;

    DecodeSettings settings_;
    message::Medium medium_;
    DecodeWorker worker_;
    bool dismissed_ = false;
    bool begun_;
    WorkerGuard guard_;
    DecodeState state_ = DecodeState::running;
    Error failure_;
    std::optional<DecodedInfo> info_;
    std::deque<DecodedFrame> frames_;
    std::shared_ptr<SoundRing> sound_;
    std::uint64_t sound_written_ = 0; // when last looked
    bool started_ = false;
    Microseconds waiting_since_;
    std::optional<Microseconds> closed_; // since when the worker has hung up
};

} // namespace marquee::player
