// A light sensor that is read beside everything else.
#pragma once

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "common/log.hpp"
#include "player/panel/light_curve.hpp"
#include "player/ports/ambient_light.hpp"
#include "schemas/model/time.hpp"

namespace marquee::player {

// The number at the beginning of a text, as a sensor's file holds it; nullopt: there is none.
std::optional<double> reading_from(std::string_view text);

// Lux of a sensor's file. One of Linux's Industrial I/O that is named in_…_raw counts in units of
// its own: then what lies beside it as in_…_scale and in_…_offset is taken in,
// (raw + offset) * scale (Documentation/ABI/testing/sysfs-bus-iio). nullopt: it cannot be read.
std::optional<double> lux_of(const std::filesystem::path& file);

// Reads the file every few seconds on a thread of its own, because sensors on slow buses take their
// time, and hangs nobody else when one hangs. A sensor that cannot be read, or says what is no
// light, is said once in the log, and once when it is back; brightness goes by the schedule alone
// meanwhile.
class LightSensor final : public AmbientLight {
public:
    static constexpr Milliseconds interval{3'000};

    // Without a file there is no sensor and no thread. `log` outlives it.
    LightSensor(std::filesystem::path file, std::vector<LightPoint> curve, const Log& log);
    ~LightSensor() override;

    LightSensor(const LightSensor&) = delete;
    LightSensor& operator=(const LightSensor&) = delete;

    std::optional<std::int32_t> share() const override;

private:
    void read_on();
    void read_once();

    static constexpr std::int32_t nothing = -1;

    const std::filesystem::path file_;
    const Log& log_;
    LightFollower follower_; // the thread's
    bool is_missed_ = false; // the thread's: it was said that there is no reading
    std::atomic<std::int32_t> share_ = nothing;

    std::mutex mutex_;
    std::condition_variable closing_soon_;
    bool closing_ = false; // guarded by mutex_
    std::thread thread_;
};

} // namespace marquee::player
