// Where sound becomes audible.
#pragma once

#include <cstdint>
#include <memory>

#include "player/ports/audio_stream.hpp"
#include "schemas/model/time.hpp"

namespace marquee::player {

// One stream being heard. Ends with the object.
class AudioVoice {
public:
    virtual ~AudioVoice() = default;

    // Any one thread; never blocks. At `monotonic` of the clock the stream shall be heard at
    // `position` from its start; a position before it is silent. Called again and again: the voice
    // begins with the first call and drifts back into step when the device's clock is another.
    virtual void follow(Microseconds position, Microseconds monotonic) = 0;

    // The same thread. Heard within some hundredths of a second, without a click.
    virtual void set_volume(std::int32_t percent) = 0;
};

// A loudspeaker. Any thread.
class AudioSink {
public:
    virtual ~AudioSink() = default;

    // False while no device was ever found: then sound need not be decoded. A device that was lost
    // comes back.
    virtual bool audible() const { return true; }

    // Hold the result from when a stream may follow until it is over: a device that rests while
    // nobody wants it is awake by the time the stream is decoded. May be null; does not outlive the
    // sink.
    virtual std::shared_ptr<const void> keep_awake() { return nullptr; }

    // Never null; silent while there is no device. The voice does not outlive the sink.
    virtual std::unique_ptr<AudioVoice> open(std::shared_ptr<AudioStream> stream,
                                             std::int32_t volume_percent) = 0;
};

} // namespace marquee::player
