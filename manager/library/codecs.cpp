#include "manager/library/codecs.hpp"

#include <algorithm>
#include <array>

namespace marquee::manager {

namespace {

constexpr auto videos = std::to_array<std::string_view>(
    {"h264",  "hevc",     "vp8",   "vp9",  "av1",     "mpeg4",   "mpeg2video", "mpeg1video",
     "h263",  "flv1",     "wmv1",  "wmv2", "wmv3",    "vc1",     "theora",     "prores",
     "dnxhd", "mjpeg",    "ffv1",  "png",  "apng",    "webp",    "gif",        "bmp",
     "tiff",  "rawvideo", "qtrle", "svq3", "dvvideo", "cinepak", "msmpeg4v2",  "msmpeg4v3"});

constexpr auto sounds = std::to_array<std::string_view>(
    {"aac",       "mp3",       "mp2",           "ac3",       "eac3",        "dts",
     "opus",      "vorbis",    "flac",          "alac",      "wmav1",       "wmav2",
     "wmapro",    "amr_nb",    "amr_wb",        "pcm_s16le", "pcm_s16be",   "pcm_s24le",
     "pcm_s24be", "pcm_s32le", "pcm_s32be",     "pcm_f32le", "pcm_f32be",   "pcm_u8",
     "pcm_alaw",  "pcm_mulaw", "adpcm_ima_wav", "adpcm_ms",  "adpcm_ima_qt"});

constexpr std::string_view decoders =
    "h264,hevc,vp8,vp9,av1,libdav1d,mpeg4,mpeg2video,mpeg1video,h263,flv,wmv1,wmv2,wmv3,vc1,theora,"
    "prores,dnxhd,mjpeg,ffv1,png,apng,webp,gif,bmp,tiff,rawvideo,qtrle,svq3,dvvideo,cinepak,"
    "msmpeg4v2,msmpeg4,"
    "aac,mp3float,mp3,mp2float,mp2,ac3,eac3,dca,opus,vorbis,flac,alac,wmav1,wmav2,wmapro,truehd,"
    "amrnb,"
    "amrwb,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be,pcm_u8,"
    "pcm_alaw,pcm_mulaw,adpcm_ima_wav,adpcm_ms,adpcm_ima_qt,"
    "srt,subrip,ssa,ass,mov_text,webvtt,text,dvdsub,dvbsub,pgssub,cc_dec";

} // namespace

bool is_known_video(std::string_view codec) {
    return std::find(videos.begin(), videos.end(), codec) != videos.end();
}

bool is_known_sound(std::string_view codec) {
    return std::find(sounds.begin(), sounds.end(), codec) != sounds.end();
}

std::string_view known_decoders() {
    return decoders;
}

} // namespace marquee::manager
