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
    // `position` from its start. Called with every frame that is shown: the voice begins then, and
    // drifts back into step when the device's clock is another. Silent before the first call.
    virtual void follow(Microseconds position, Microseconds monotonic) = 0;

    // The same thread. Heard within some hundredths of a second, without a click.
    virtual void set_volume(std::int32_t percent) = 0;
};

// A loudspeaker. Any thread.
class AudioSink {
public:
    virtual ~AudioSink() = default;

    // Never null; a device that was lost is silent. The voice does not outlive the sink.
    virtual std::unique_ptr<AudioVoice> open(std::shared_ptr<AudioStream> stream,
                                             std::int32_t volume_percent) = 0;
};

} // namespace marquee::player
