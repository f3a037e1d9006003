// The files of the command line on their way to a program, while windows and devices open.
#pragma once

#include <future>

#include "common/clock.hpp"
#include "player/config.hpp"
#include "player/decode/head_start.hpp"
#include "player/decode/task_thread.hpp"
#include "player/local_program.hpp"
#include "player/local_store.hpp"

namespace marquee::player {

// Main thread. The decoder that tells how long the first film is goes on with it: it is the head
// start of whoever plays the program.
class LocalReading {
public:
    // All outlive the reading; `config` has something to play.
    struct Parts {
        const Config& config;
        const DecodeSettings& decode;
        const Clock& clock;
    };

    // Begins at once; the program begins with this second.
    explicit LocalReading(const Parts& parts);
    // Waits for it. Fails as local_program() does.
    const Result<LocalProgram>& program() const { return program_.get(); }

    // Once program() returned one: its files, and the decoder of the first.
    AssetStore& store() { return *store_; }
    HeadStart& head_start() { return head_start_; }

    // Where files are opened. Decoders die with the thread that starts them: this one lives as long
    // as they may play.
    TaskRunner& opening() { return opening_; }

private:
    Result<LocalProgram> read(Instant now);
    std::optional<Milliseconds> length_of(const AssetRef& asset, const std::filesystem::path& film);
    Result<Milliseconds> length_as(message::Medium medium, const AssetRef& asset,
                                   const std::filesystem::path& film);

    const Parts parts_;
    HeadStart head_start_;
    bool first_ = true; // no film was opened yet
    std::shared_future<Result<LocalProgram>> program_;
    std::optional<LocalStore> store_;
    TaskThread opening_; // last: it ends its work first
};

} // namespace marquee::player
