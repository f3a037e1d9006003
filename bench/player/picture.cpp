// marquee-bench-picture DECODER FILE WIDTH HEIGHT [RAW]: a picture from a file to a display of
// WIDTH×HEIGHT as the player makes it, from the start of its worker to the finished pixels. Prints
// the seconds, and width and height of the picture; RAW gets its pixels, bgrx.
#include <poll.h>

#include <charconv>
#include <fstream>
#include <iostream>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "common/clock.hpp"
#include "player/decode/decode_client.hpp"
#include "player/decode/task_thread.hpp"
#include "player/local_store.hpp"

namespace {

using namespace marquee;
using namespace marquee::player;

struct Work {
    std::string decoder;
    std::string file;
    Size display;
    std::string raw; // empty: not wanted
};

int number(std::string_view text) {
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

Result<DecodedFrame> decode(const Work& work, const DecodeSettings& settings, const Clock& clock) {
    auto media = open_file(work.file);
    if (!media) {
        return tl::unexpected(media.error());
    }
    const DecodeRequest request{message::Medium::picture, Fit::contain, work.display, Sound::none};
    auto started = DecodeClient::start(settings, *std::move(media), request, clock.monotonic());
    if (!started) {
        return tl::unexpected(started.error());
    }
    DecodeClient& client = **started;
    while (client.next() == nullptr && client.state() == DecodeState::running) {
        pollfd socket{client.wait_descriptor(), POLLIN, 0};
        ::poll(&socket, 1, 1'000);
        client.poll(clock.monotonic());
    }
    if (client.next() == nullptr) {
        return tl::unexpected(client.failure());
    }
    return *client.take();
}

void write_raw(const std::string& file, const Picture& picture) {
    std::ofstream out(file, std::ios::binary);
    for (std::int32_t y = 0; y < picture.size.height; ++y) {
        out.write(reinterpret_cast<const char*>(picture.planes[0] + y * picture.strides[0]),
                  std::streamsize{picture.size.width} * 4);
    }
}

int show(const Work& work) {
    const SystemClock clock;
    const DecodeSettings settings{.program = work.decoder,
                                  .cleaner = std::make_shared<TaskThread>()};
    const Microseconds start = clock.monotonic();
    const auto decoded = decode(work, settings, clock);
    const std::chrono::duration<double> taken = clock.monotonic() - start;
    if (!decoded) {
        std::cerr << "marquee-bench-picture: " << decoded.error().what << '\n';
        return 1;
    }
    const Picture& picture = decoded->picture;
    std::cout << taken.count() << ' ' << picture.size.width << ' ' << picture.size.height << '\n';
    if (!work.raw.empty()) {
        write_raw(work.raw, picture);
    }
    return 0;
}

} // namespace

int main(int count, char** arguments) {
    if (count < 5 || count > 6) {
        std::cerr << "usage: marquee-bench-picture DECODER FILE WIDTH HEIGHT [RAW]\n";
        return 2;
    }
    return show({arguments[1],
                 arguments[2],
                 {number(arguments[3]), number(arguments[4])},
                 count == 6 ? arguments[5] : ""});
}
