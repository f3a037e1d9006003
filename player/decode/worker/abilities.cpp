#include "player/decode/worker/abilities.hpp"

#include <string_view>

#include "player/decode/worker/libav.hpp"
#include "schemas/model/media_capability.hpp"

namespace marquee::player::worker {

namespace {

bool is_allowed(std::string_view decoder) {
    const std::string list = std::string(",") + decoders_allowed + ",";
    return list.find("," + std::string(decoder) + ",") != std::string::npos;
}

} // namespace

std::string ability_lines() {
    std::string lines;
    for (const FilmCodec& codec : film_codecs) {
        const AVCodecDescriptor* known = ::avcodec_descriptor_get_by_name(codec.name.data());
        const AVCodec* decoder = known ? ::avcodec_find_decoder(known->id) : nullptr;
        if (decoder && is_allowed(decoder->name)) {
            lines += std::string(codec.capability) + "\n";
        }
    }
    return lines;
}

} // namespace marquee::player::worker
