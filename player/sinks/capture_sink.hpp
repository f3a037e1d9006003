// Writes what was last presented to a PNG file, and beside it what that was.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "player/ports/frame_sink.hpp"
#include "player/sinks/blit.hpp"

namespace marquee::player {

// A sink to be put beside a display's own (tee_sink). Costs nothing per frame: it keeps the scene
// and draws it only when a file is due, at most once a second, from the render thread's attend();
// the PNG is made on a thread of its own. The destructor writes the last one.
//
// FILE is replaced in one step, and after it FILE.txt, which says of the same frame:
//   at 2026-11-21T15:04:05.123456Z
//   size 640 64
//   rung scheduled
//   zone 0 0 640 64 program ID revision 1 item ID content HEX name NAME
class CaptureSink final : public FrameSink {
public:
    CaptureSink(Size size, std::filesystem::path file);
    ~CaptureSink() override;

    CaptureSink(const CaptureSink&) = delete;
    CaptureSink& operator=(const CaptureSink&) = delete;

    Size size() const override { return size_; }
    Status compose(const Scene& scene) override;
    Status present(Instant at) override;
    SinkEvent attend() override;

    // The last file that could not be written, once; nothing when all is well.
    std::optional<Error> take_failure();

private:
    struct Capture {
        std::vector<std::uint8_t> pixels;
        std::string text;
    };

    Capture draw() const;
    void hand_over(Capture capture);
    void write_files();
    Status write(const Capture& capture) const;

    Size size_;
    std::filesystem::path file_;

    // Render thread.
    Scene composed_;
    Scene presented_;
    Instant presented_at_{};
    Instant captured_at_ = Instant::min();
    bool unseen_ = false; // presented since the last capture
    bool moving_ = false; // presented since the last attend

    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<Capture> due_;   // guarded by mutex_
    std::optional<Error> failure_; // guarded by mutex_
    bool closing_ = false;         // guarded by mutex_
    std::thread writer_;
};

// The text beside a capture.
std::string describe(const Scene& scene, Size size, Instant at);

} // namespace marquee::player
