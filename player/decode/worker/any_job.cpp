#include "player/decode/worker/animation_job.hpp"
#include "player/decode/worker/job.hpp"
#include "player/decode/worker/picture_job.hpp"
#include "player/decode/worker/sound_job.hpp"
#include "player/decode/worker/video_job.hpp"

namespace marquee::player::worker {

Status decode_any(const JobContext& context, MediaKind kind, const message::Open& open) {
    if (open.medium == message::Medium::sound) {
        return play_sound(context, kind, open);
    }
    if (open.medium == message::Medium::video) {
        return play_video(context, kind, open);
    }
    if (kind == MediaKind::gif || kind == MediaKind::animated_webp) {
        return show_animation(context, kind, open);
    }
    return show_picture(context, kind, open);
}

} // namespace marquee::player::worker
