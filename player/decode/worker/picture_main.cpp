// marquee-decode-picture: decodes one JPEG or PNG for the player, in the same sandbox as
// marquee-decode and over the same socket. It is linked without FFmpeg, whose hundred libraries are
// what a decoder's start and most of its memory go to.
#include "player/decode/worker/job.hpp"
#include "player/decode/worker/picture_job.hpp"

using namespace marquee::player;

int main() {
    worker::live_locked_in([] {}, worker::show_picture);
}
