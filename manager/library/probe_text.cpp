#include "manager/library/probe_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "manager/library/codecs.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

constexpr int streams_looked_at = 32;
constexpr double seconds_believed = 1e9;
constexpr std::size_t word_bytes_max = 60; // "mov,mp4,m4a,3gp,3g2,mj2"

template<typename Number>
Number number_in(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    Number value{};
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failure == std::errc{} ? value : Number{};
}

std::int32_t pixels(const ProbeText& said, const std::string& name) {
    // More than any limit, and still far from an overflow.
    return static_cast<std::int32_t>(
        std::clamp<std::int64_t>(said.integer(name), 0, std::int64_t{1} << 20));
}

VideoFacts video_facts(const ProbeText& said, const std::string& stream, int index) {
    VideoFacts video;
    video.index = index;
    video.codec = said.word(stream + "codec_name");
    video.codec_tag = said.word(stream + "codec_tag_string");
    video.profile = said.word(stream + "profile");
    video.level =
        static_cast<int>(std::clamp<std::int64_t>(said.integer(stream + "level"), 0, 999));
    video.size = {pixels(said, stream + "width"), pixels(said, stream + "height")};
    const Ratio aspect = said.ratio(stream + "sample_aspect_ratio", ':');
    video.sample_aspect = aspect.known() ? aspect : Ratio{1, 1};
    video.rotation =
        static_cast<int>(said.integer(stream + "side_data_list.side_data.0.rotation") % 360);
    video.pixel_format = said.word(stream + "pix_fmt");
    video.range = said.word(stream + "color_range");
    video.matrix = said.word(stream + "color_space");
    video.primaries = said.word(stream + "color_primaries");
    video.transfer = said.word(stream + "color_transfer");
    const std::string_view order = said.text(stream + "field_order");
    video.interlaced = order == "tt" || order == "bb" || order == "tb" || order == "bt";
    video.rate = said.ratio(stream + "r_frame_rate", '/');
    video.average_rate = said.ratio(stream + "avg_frame_rate", '/');
    video.frames = std::max<std::int64_t>(0, said.integer(stream + "nb_frames"));
    video.bits_per_second = std::max<std::int64_t>(0, said.integer(stream + "bit_rate"));
    video.start = said.seconds(stream + "start_time");
    return video;
}

SoundFacts sound_facts(const ProbeText& said, const std::string& stream, int index) {
    SoundFacts sound;
    sound.index = index;
    sound.codec = said.word(stream + "codec_name");
    sound.codec_tag = said.word(stream + "codec_tag_string");
    sound.profile = said.word(stream + "profile");
    sound.samples_per_second = pixels(said, stream + "sample_rate");
    sound.channels = pixels(said, stream + "channels");
    return sound;
}

} // namespace

const std::string_view probe_entries =
    "format=format_name,duration"
    ":stream=codec_name,codec_type,profile,level,codec_tag_string,width,height,"
    "sample_aspect_ratio,pix_fmt,color_range,color_space,color_transfer,color_primaries,"
    "field_order,r_frame_rate,avg_frame_rate,nb_frames,bit_rate,start_time,sample_rate,channels"
    ":stream_disposition=attached_pic:stream_side_data=rotation";

std::string plain_words(std::string_view said, std::size_t bytes_max) {
    std::string words;
    for (const char c : said) {
        if (c >= ' ' && c <= '~' && words.size() < bytes_max) {
            words += c;
        }
    }
    return words;
}

bool ProbeText::add(std::string_view line) {
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) {
        return true;
    }
    std::string_view value = line.substr(equals + 1);
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
        value = value.substr(1, value.size() - 2);
    }
    bytes_ += line.size();
    values_.insert_or_assign(std::string(line.substr(0, equals)), std::string(value));
    return values_.size() <= limits::ingest_facts_max && bytes_ <= probe_bytes_max;
}

std::string ProbeText::word(const std::string& name) const {
    return plain_words(text(name), word_bytes_max);
}

std::string_view ProbeText::text(const std::string& name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::string_view{} : found->second;
}

std::int64_t ProbeText::integer(const std::string& name) const {
    return number_in<std::int64_t>(text(name));
}

Ratio ProbeText::ratio(const std::string& name, char between) const {
    const std::string_view whole = text(name);
    const std::size_t middle = whole.find(between);
    if (middle == std::string_view::npos) {
        return {};
    }
    return {number_in<std::int32_t>(whole.substr(0, middle)),
            number_in<std::int32_t>(whole.substr(middle + 1))};
}

Milliseconds ProbeText::seconds(const std::string& name) const {
    const double value = number_in<double>(text(name));
    const bool sane = std::isfinite(value) && std::abs(value) < seconds_believed;
    return sane ? Milliseconds(std::llround(value * 1'000)) : Milliseconds{0};
}

FileFacts file_facts(const ProbeText& said) {
    FileFacts file;
    file.kind = said.word("kind");
    file.size = {pixels(said, "width"), pixels(said, "height")};
    file.orientation =
        static_cast<int>(std::clamp<std::int64_t>(said.integer("orientation"), 1, 8));
    file.moves = said.integer("moves") == 1;
    file.too_long = said.integer("too_long") == 1;
    file.complete = said.integer("complete") == 1;
    file.encrypted = said.integer("encrypted") == 1;
    return file;
}

void add_stream_facts(const ProbeText& said, MediaFacts& facts) {
    facts.container = said.word("format.format_name");
    facts.duration = std::max(Milliseconds{0}, said.seconds("format.duration"));
    for (int index = 0; index < streams_looked_at; ++index) {
        const std::string stream = "streams.stream." + std::to_string(index) + ".";
        const std::string_view type = said.text(stream + "codec_type");
        if (type == "video" && !facts.video
            && said.integer(stream + "disposition.attached_pic") == 0) {
            facts.video = video_facts(said, stream, index);
        } else if (type == "audio" && !facts.sound) {
            SoundFacts sound = sound_facts(said, stream, index);
            if (is_known_sound(sound.codec)) {
                facts.sound = std::move(sound);
            } else {
                facts.unknown_sound = sound.codec.empty() ? sound.codec_tag : sound.codec;
            }
        } else if (type == "subtitle") {
            facts.has_subtitles = true;
        }
    }
}

} // namespace marquee::manager
