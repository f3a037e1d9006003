#include "player/light_sensor.hpp"

#include <charconv>

#include "common/durable_file.hpp"

namespace marquee::player {
namespace {

constexpr std::size_t reading_bytes_max = 256;
constexpr std::string_view raw_suffix = "_raw";

std::optional<double> number_in(const std::filesystem::path& file) {
    const auto text = read_whole(file, reading_bytes_max);
    return text ? reading_from(*text) : std::nullopt;
}

} // namespace

std::optional<double> reading_from(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\n");
    if (begin == text.npos) {
        return std::nullopt;
    }
    double number = 0;
    const auto read = std::from_chars(text.data() + begin, text.data() + text.size(), number);
    return read.ec == std::errc{} ? std::optional(number) : std::nullopt;
}

std::optional<double> lux_of(const std::filesystem::path& file) {
    const std::optional<double> read = number_in(file);
    const std::string name = file.filename().string();
    if (!read || !name.ends_with(raw_suffix)) {
        return read;
    }
    const std::string stem = name.substr(0, name.size() - raw_suffix.size());
    const auto beside = [&](const char* suffix) {
        return number_in(file.parent_path() / (stem + suffix));
    };
    return (*read + beside("_offset").value_or(0)) * beside("_scale").value_or(1);
}

LightSensor::LightSensor(std::filesystem::path file, std::vector<LightPoint> curve, const Log& log)
    : file_(std::move(file)), log_(log), follower_(std::move(curve)) {
    if (!file_.empty()) {
        thread_ = std::thread([this] { read_on(); });
    }
}

LightSensor::~LightSensor() {
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    closing_soon_.notify_one();
    if (thread_.joinable()) {
        thread_.join();
    }
}

std::optional<std::int32_t> LightSensor::share() const {
    const std::int32_t share = share_;
    return share == nothing ? std::nullopt : std::optional(share);
}

void LightSensor::read_on() {
    std::unique_lock lock(mutex_);
    while (!closing_) {
        lock.unlock();
        read_once();
        lock.lock();
        closing_soon_.wait_for(lock, interval, [this] { return closing_; });
    }
}

void LightSensor::read_once() {
    const std::optional<double> lux = lux_of(file_);
    const std::optional<std::int32_t> share = follower_.take(lux);
    share_ = share.value_or(nothing);
    if (share.has_value() == !is_missed_) {
        return;
    }
    is_missed_ = !share;
    if (is_missed_) {
        log_.warning("player", "light_sensor_silent",
                     {{"file", file_.string()},
                      {"reading", lux ? std::to_string(*lux) : "none"},
                      {"brightness", "by the schedule alone"}});
    } else {
        log_.info("player", "light_sensor_back", {{"file", file_.string()}});
    }
}

} // namespace marquee::player
