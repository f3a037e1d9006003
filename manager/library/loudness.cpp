#include "manager/library/loudness.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

constexpr double silence_lufs = -69; // R 128 gates what is below -70
constexpr double silence_dbtp = -60;
constexpr double codec_overshoot = 1; // decibels that AAC adds to a peak

// The number behind `name:` and before its unit, from the end of the text on.
std::optional<double> figure(const std::string& said, const std::string& name) {
    const std::size_t at = said.rfind(name);
    if (at == std::string::npos) {
        return std::nullopt;
    }
    const std::size_t from = said.find_first_not_of(' ', at + name.size());
    double value = 0;
    if (from == std::string::npos
        || std::from_chars(said.data() + from, said.data() + said.size(), value).ec != std::errc{}
        || std::isnan(value)) {
        return std::nullopt;
    }
    return value;
}

std::optional<double> peak_in(const std::string& said) {
    return figure(said, "    Peak:");
}

} // namespace

std::optional<Loudness> loudness_in(const std::string& said) {
    const auto integrated = figure(said, "    I:");
    const auto peak = peak_in(said);
    if (!integrated || !peak || !std::isfinite(*integrated) || *integrated < silence_lufs) {
        return std::nullopt;
    }
    return Loudness{*integrated, std::isfinite(*peak) ? *peak : 0};
}

bool has_peak(const std::string& said) {
    return peak_in(said).value_or(silence_dbtp - 1) > silence_dbtp;
}

Levelling levelling_for(const Loudness& loudness) {
    constexpr double peak_max = limits::loudness_peak_dbtp_max - codec_overshoot;
    const double wanted = limits::loudness_lufs - loudness.integrated;
    const double bearable = peak_max + loud_peaks_held_max - loudness.peak;
    const double gain =
        std::clamp(std::min(wanted, bearable), -gain_decibels_max, gain_decibels_max);
    return {gain, loudness.peak + gain > peak_max};
}

Levelling corrected(const Levelling& levelling, const Loudness& result) {
    const double missing = limits::loudness_lufs - result.integrated;
    return {std::min(levelling.gain_decibels + std::clamp(missing, -correction_max, correction_max),
                     gain_decibels_max),
            levelling.held};
}

double levelled(const Loudness& loudness, const Levelling& levelling) {
    return loudness.integrated + levelling.gain_decibels;
}

bool is_level(const Loudness& loudness) {
    return std::abs(loudness.integrated - limits::loudness_lufs) <= loudness_apart_max
           && loudness.peak <= limits::loudness_peak_dbtp_max;
}

std::string folding_filter() {
    return "aresample=48000:async=1:first_pts=0,"
           "aformat=sample_fmts=fltp:sample_rates=48000:channel_layouts=stereo";
}

std::string repeating_filter() {
    return "aloop=loop=99:size=48000";
}

std::string measuring_filter() {
    return "ebur128=peak=true:framelog=verbose";
}

// Peaks between samples are seen at four times the rate.
std::string levelling_filter(const Levelling& levelling) {
    std::string filter = fmt::format("volume={:.2f}dB:precision=float", levelling.gain_decibels);
    if (levelling.held) {
        const double peak = limits::loudness_peak_dbtp_max - codec_overshoot;
        filter += fmt::format(",aresample=192000,alimiter=limit={:.4f}:attack=5:release=50"
                              ":level=false,aresample=48000",
                              std::pow(10.0, peak / 20));
    }
    return filter;
}

} // namespace marquee::manager
